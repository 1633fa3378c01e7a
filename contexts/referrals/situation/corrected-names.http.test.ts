import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const tag = 'Zqvxmark';
const agreed = {
  consent: 'given',
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};
const situation = {
  episodes: {
    list: [
      {
        id: 'first',
        types: ['domestic'],
        where: 'uk',
        started: '2024',
        ongoing: 'no',
        places: 'A farm by a mill',
        exploiters: 'The man called Ox',
        began: tag,
      },
    ],
  },
  exploiters: { list: [{ id: 'one', name: 'A man called Ox', relation: 'employer' }] },
  vehicles: { list: [{ id: 'van', registration: 'AB12 CDE' }] },
};
const naming = stage.answers({
  ...situation,
  age: { ageStatus: 'adult' },
  consent: agreed,
  person: { givenName: 'Zorbanius', familyName: 'Quibbleton', birthDate: '1990' },
  episodes: {
    list: [
      {
        ...situation.episodes.list[0],
        places: 'House of Zorbanius Quibbleton, 12 Marker Street',
        exploiters: 'Marko, who beat Zorbanius; call him on 07700 900123',
      },
    ],
  },
});
async function another(reference: string, fields: Readonly<Record<string, string>> = {}) {
  const payload = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url: `/referrals/${reference}/another`, headers, payload });
}

test('a name by which somebody was corrected after sending names the first person too, as does one that was corrected again', async () => {
  const source = await stage.refer(sam, {
    ...naming,
    person: { ...naming['person'], givenName: 'Testina', familyName: 'Brackenwell' },
  });
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  for (const answers of [{ givenName: 'zorbanius', familyName: 'Marshlight' }, { givenName: 'Fennimore' }]) {
    const done = await stage.app.inject({
      method: 'POST',
      url: `/api/v1/referrals/${source}/corrections`,
      headers: { ...headers, 'idempotency-key': randomUUID() },
      payload: { step: 'person', answers, why: 'She told us another name.' },
    });
    assert.equal(done.statusCode, 201, done.body);
  }
  const asked = await another(source);
  assert.equal(asked.statusCode, 422);
  assert.match(asked.body, /<mark>Zorbanius/);
});
