/** What stood sealed, or beside the consent, and stands in a text of the notice too. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { checkedIn } from '../../../checks/support/checked.ts';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { createLog } from '../../../platform/log/log.ts';
import { KeyProblem } from '../../../platform/seal/keys.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { startDraft } from '../commands.ts';
import { findTraces } from '../testing.ts';

let logged = '';
const stage = await openStage({ log: createLog({ destination: { write: line => void (logged += line) } }) });
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
type Fields = Readonly<Record<string, string | readonly string[]>>;

const get = async (url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;
async function post(url: string, fields: Fields) {
  const sent = Object.entries({ _csrf: browser.csrf, _key: randomUUID(), ...fields });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, to: answer.headers.location ?? '', body: answer.body };
}
async function answer(url: string, fields: Fields) {
  const body = await get(url);
  const base = /name="_base" value="([^"]*)"/.exec(body)?.[1] ?? '';
  const done = await post(url, { ...formFields(body), _base: base, ...fields });
  assert.equal(done.status, 303, `${url}: ${done.status}`);
}

/** A draft whose account stands, of somebody who then refuses to be referred and to be named. */
async function refused(statement: string, told: Answers): Promise<string> {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, {
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: { consent: 'given' },
      account: { statement, manner: 'verbatim' },
      ...told,
    }),
  );
  await answer(`/referrals/${reference}/steps/consent`, { consent: 'refused' });
  const notice = `/referrals/${reference}/notice/steps`;
  await answer(`${notice}/identified`, { identified: 'refused' });
  await answer(`${notice}/tonight`, {});
  await answer(`${notice}/person`, { gender: 'female', nationality: 'nationality-not-known' });
  await answer(`${notice}/episode`, { types: 'crime', where: 'uk', ongoing: 'no' });
  return reference;
}
const check = (reference: string) => get(`/referrals/${reference}/notice/check`);
const pointedOut = (body: string) =>
  [...body.matchAll(/<strong>([^<]*)<\/strong>/g)].map(([, words]) => words);
const places = (body: string) =>
  [...body.matchAll(/name="confirmed"[^>]*value="([^"]+)"/g)].map(([, id = '']) => id);
const send = async (reference: string, confirmed: readonly string[]) =>
  post(`/referrals/${reference}/notice/send`, { confirmed, _base: checkedIn(await check(reference)) });

test('a safe address that was sealed is pointed out where it stands in a text of the notice, and nothing of it is kept', async () => {
  const reference = await refused('She is hidden near zqharbour row, flat 14b.', {
    place: { safeAddress: 'Flat 14b, Zqharbour Row, Zqeasthaven' },
  });
  const body = await check(reference);
  assert.deepEqual(pointedOut(body), ['zqharbour row', 'flat 14b']);
  assert.equal((await send(reference, [])).status, 422);
  assert.deepEqual(await findTraces(stage.database, ['zqeasthaven'], () => logged), []);
  const keys = await sql`SELECT 1 FROM seal.data_key JOIN access.record USING (record_id)
    WHERE reference = ${reference}`.execute(stage.database.superuser);
  assert.equal(keys.rows.length, 0);
  const sent = await send(reference, places(body));
  assert.match(sent.to, /^\/notices\/DTN-/);
});

test('a safe address that was typed without capitals is pointed out too', async () => {
  const reference = await refused('Kept at Zqharbour house.', { place: { safeAddress: 'zqharbour house' } });
  assert.deepEqual(pointedOut(await check(reference)), ['Zqharbour house']);
});

test('that a program compared a sealed address stands in the trail, and of a draft without one nothing does', async () => {
  const compared = async (reference: string) =>
    (
      await sql`SELECT 1 FROM ledger.entry JOIN access.record USING (record_id)
        WHERE reference = ${reference} AND type = 'sealed-compared'`.execute(stage.database.superuser)
    ).rows.length;
  const [withOne, without] = [
    await refused('She ran.', { place: { safeAddress: '1 Zqharbour Row' } }),
    await refused('She ran.', {}),
  ];
  assert.deepEqual([await compared(withOne), await compared(without)], [1, 0]);
});

test('where the keys do not answer what identifies somebody goes all the same, and each text is to be read as a whole', async t => {
  t.mock.method(stage.keys, 'unwrap', () => Promise.reject(new KeyProblem('keys-unreachable')));
  const reference = await refused('Testina is at Zqharbour Row.', {
    person: { givenName: 'Testina' },
    place: { safeAddress: '1 Zqharbour Row' },
  });
  t.mock.restoreAll();
  const body = await check(reference);
  assert.match(body, /was not compared with it/);
  assert.deepEqual(pointedOut(body), ['Testina'], 'what was not sealed is compared');
  assert.equal(places(body).length, 2);
  assert.equal((await send(reference, places(body).slice(1))).status, 422);
  await answer(`/referrals/${reference}/notice/steps/account`, { statement: 'She is at Zqharbour Row.' });
  const changed = await check(reference);
  assert.match(changed, /was not compared with it/, 'a change compares nothing');
  assert.equal((await send(reference, [])).status, 422);
  assert.match((await send(reference, places(changed))).to, /^\/notices\/DTN-/);
});

test('the names of the witness and the interpreter of the consent are pointed out where they stand in a text of the notice', async () => {
  const reference = await refused('Zqwitnessa and Mr Zqspeakerton heard it.', {
    consent: { consent: 'given', witness: 'Zqwitnessa Exempli', interpreter: 'Anna Zqspeakerton' },
  });
  const found = pointedOut(await check(reference));
  for (const name of ['Zqwitnessa', 'Zqspeakerton'])
    assert.ok(
      found.some(words => words?.includes(name)),
      name,
    );
  assert.equal((await send(reference, [])).status, 422);
});

test('what looks like a postcode, a date of birth or the number of a document is pointed out on the page too, whenever it was typed', async () => {
  const reference = await refused('She ran.', {});
  const statement = 'Kept at M1 1AA. Born on the 3rd of March 1999. Shown ZQ 12 34 56 C.';
  await answer(`/referrals/${reference}/notice/steps/account`, { statement });
  const body = await check(reference);
  assert.deepEqual(pointedOut(body), ['M1 1AA', '3rd of March 1999', 'ZQ 12 34 56 C']);
  assert.equal((await send(reference, [])).status, 422);
  assert.match((await send(reference, places(body))).to, /^\/notices\/DTN-/);
});
