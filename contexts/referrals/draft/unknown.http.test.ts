import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';

const stage = await openStage();
const [sam, alex] = [stage.person('Sam Okafor'), stage.person('Alex Morgan')];

async function get(as: typeof sam, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}

test('somebody who gives no name, and whom nobody could ask how they are reached safely, is referred; the case says so loudly', async () => {
  const { givenName: _, familyName: _2, ...person } = stage.answers()['person'] ?? {};
  const reference = await stage.refer(sam, {
    ...stage.answers(),
    person: { ...person, noName: ['prefers-not-to-say'] },
    place: { area: 'region-not-known', circumstances: ['none'] },
    contact: { how: 'could-not-ask' },
  });
  for (const [as, url] of [
    [alex, `/cases/${reference}`],
    [sam, `/referrals/${reference}`],
    [alex, `/referrals/${reference}/shared`],
  ] as const) {
    const page = await get(as, url);
    assert.equal(page.statusCode, 200);
    assert.match(
      page.body,
      /govuk-warning-text[^]*Nobody could ask how it is safe to reach this person/,
      url,
    );
  }
  assert.match((await get(alex, `/cases/${reference}`)).body, /Prefers not to say/);
  const pdf = readPdf((await get(alex, `/referrals/${reference}/referral.pdf`)).rawPayload).pages.join(' ');
  assert.match(pdf.replaceAll('\n', ' '), /WARNING: Nobody could ask/);
  assert.equal((await get(alex, '/queue')).statusCode, 200);
  const api = await stage.app.inject({
    url: `/api/v1/referrals/${reference}/contact`,
    headers: { authorization: `Bearer ${await stage.token(sam)}` },
  });
  const told = api.json<{
    counts: boolean;
    warnings: readonly { code: string }[];
    contact: { letters: unknown };
  }>();
  assert.deepEqual([told.counts, told.warnings[0]?.code, told.contact.letters], [false, 'not-asked', null]);
});

test('a name is still asked of everybody of whom nobody says that there is none', async () => {
  const { givenName: _, ...person } = stage.answers()['person'] ?? {};
  const answer = await stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': randomUUID() },
    payload: { ...stage.answers(), person },
  });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /person\.givenName/);
});

test('whoever records how somebody is reached has asked: “nobody could ask” is not theirs to record', async () => {
  const reference = await stage.refer(sam);
  const page = (await get(sam, `/consents/${reference}/contact`)).body;
  assert.ok(page.includes('phone-call') && !page.includes('not-asked'));
});
