import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage, packFolders } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';

/** A country that asks a child too. */
const stage = await openStage({ pack: packFolders['example'] });
const keeper = stage.person('Ilo Tarn');

const said = (age: string, agreement: Readonly<Record<string, string>>): Answers => ({
  ...stage.answers({ age: { age } }),
  age: { age },
  agreement: { agrees: 'given', ...agreement },
});
const read = async (url: string) => {
  const { cookie } = await stage.signIn(keeper);
  return (await stage.app.inject({ url, headers: { cookie } })).body;
};
const sendByApi = async (answers: Answers) =>
  stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${await stage.token(keeper)}`, 'idempotency-key': randomUUID() },
    payload: { answers },
  });

test('who decided that a child is referred is one who decides for a child, and the ledger says so', async () => {
  for (const age of ['child', 'not-known']) {
    const reference = await stage.refer(
      keeper,
      said(age, { decider: 'elder', guardian: 'The aunt agrees.' }),
    );
    const page = await read(`/consents/${reference}`);
    assert.match(page, /An elder/);
    assert.match(page, /The aunt agrees\./);
    assert.doesNotMatch(page, /They themselves/);
  }
  const heard = said('child', { decider: 'heard-child', competence: 'Told it back in their own words.' });
  const page = await read(`/consents/${await stage.refer(keeper, heard)}`);
  assert.match(page, /The young person, who was heard/);
  assert.match(page, /Told it back in their own words\./);
});

test('a child is not referred before it is said who decided, nor by who decides for adults', async () => {
  for (const agreement of [{}, { decider: 'themselves' }, { decider: 'harbour-master' }])
    for (const age of ['child', 'not-known'])
      assert.equal((await sendByApi(said(age, agreement as Record<string, string>))).statusCode, 422, age);
});

test('an adult of that country decides for themselves, and is not asked who decided', async () => {
  const reference = await stage.refer(keeper, said('adult', {}));
  assert.match(await read(`/consents/${reference}`), /They themselves/);
});

test('a child who does not agree is spoken of as a child, and as protected all the same', async () => {
  const { cookie, csrf } = await stage.signIn(keeper);
  const post = (url: string, fields: Readonly<Record<string, string>>) =>
    stage.app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...fields, _csrf: csrf, _key: randomUUID() }).toString(),
    });
  for (const [age, words] of [
    ['child', /A child is protected whether or not they agree/],
    ['not-known', /A child is protected whether or not they agree/],
    ['adult', /An adult decides for themselves/],
  ] as const) {
    const reference = String((await post('/referrals', {})).headers.location).split('/')[2] ?? assert.fail();
    await post(`/referrals/${reference}/steps/age`, { age });
    const refused = await post(`/referrals/${reference}/steps/agreement`, { agrees: 'refused' });
    assert.equal(refused.headers.location, `/referrals/${reference}/without-consent`);
    const page = await read(`/referrals/${reference}/without-consent`);
    assert.match(page, words);
    assert.equal(/An adult decides/.test(page), age === 'adult');
  }
});
