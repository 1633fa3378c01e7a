/** Guessing is slow, wherever it comes from, and keeps nobody out of a device that they signed in on before. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { startSession } from '../../../platform/http/session.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { testKeys } from '../../../platform/seal/testing.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';
import { browserOf, choosePassword, type Cookies, goodPassword, signInWith } from './testing.ts';
import { codeOf, stepAt } from './totp.ts';

const database = await testDatabase();
let now = Temporal.Now.instant();
const later = (seconds: number) => {
  now = now.add({ milliseconds: seconds * 1_000 });
};
const keys = testKeys();
const open = () => startEntrance(database, { now: () => now, keys });
/** Two processes behind one address. */
const [server, other] = await Promise.all([open(), open()]);
after(() => Promise.all([server.close(), other.close()]));
const browser = browserOf(server);
const _csrf = csrfToken('of this test', '');

async function register() {
  const { email, ...viewer } = await openPosition(database, 'responder', 'referral');
  const { id: session } = await startSession(database.app, { viewer, kind: 'browser', account: email });
  const ways = await browser.ask('/session/ways', { session });
  const begun = await browser.send('/session/ways', { _csrf: hidden(ways.body, '_csrf') }, { session });
  const set = { session, ...cookiesOf(begun) };
  const { secret } = await choosePassword(browser, set, { at: now });
  later(30);
  return { email, secret, set };
}
const codeNow = (secret: Buffer) => codeOf(secret, stepAt(now));

interface Guess {
  readonly email: string;
  readonly from?: string;
  readonly by?: typeof server;
  readonly password?: string;
  readonly cookies?: Cookies;
}
const guess = async ({ email, from = '192.0.2.1', by = server, password = 'wrong', cookies = {} }: Guess) =>
  (
    await by.inject({
      method: 'POST',
      url: '/sign-in/password',
      remoteAddress: from,
      payload: new URLSearchParams({ _csrf, email, password, code: '000000' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      cookies,
    })
  ).statusCode;
const lookedAt = (statuses: readonly number[]) => statuses.filter(status => status !== 429).length;

test('of a thousand tries in an hour eleven are looked at, and the owner comes in on their own device meanwhile', async () => {
  const { email, secret } = await register();
  const first = await signInWith(browser, { email, code: codeNow(secret) });
  assert.equal(first.done.statusCode, 303);
  const { device = '' } = first.cookies;
  const statuses: number[] = [];
  for (let tried = 0; tried < 1_000; tried += 1) {
    // From everywhere: no network of theirs is slowed down by itself.
    statuses.push(await guess({ email, from: `198.51.100.${tried % 250}` }));
    later(3.6);
  }
  assert.ok(lookedAt(statuses) <= 11, `${lookedAt(statuses)}`);
  assert.ok(lookedAt(statuses) >= 6, 'and none is locked');
  const known = await signInWith(browser, { email, code: codeNow(secret) }, { cookies: { device } });
  assert.equal(known.done.statusCode, 303, 'with 1,000 wrong tries of others');
  later(30);
  for (let tried = 0; tried < 12; tried += 1) await guess({ email });
  const elsewhere = await signInWith(browser, { email, code: codeNow(secret) });
  assert.equal(elsewhere.done.statusCode, 429, 'another browser shares what strangers have');
  later(3_600);
  assert.equal((await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode, 303, 'later');
});

test('of many tries at once, in two processes, no more are looked at than of one after the other', async () => {
  const { email } = await register();
  const statuses = await Promise.all(
    Array.from({ length: 40 }, (_, each) => guess({ email, by: each % 2 ? server : other })),
  );
  assert.equal(lookedAt(statuses), 5);
});

test('what was wrong on one’s own device makes one wait there alone, until one comes in', async () => {
  const { email, secret } = await register();
  const { device = '' } = (await signInWith(browser, { email, code: codeNow(secret) })).cookies;
  const cookies = { device };
  for (let tried = 0; tried < 5; tried += 1) assert.equal(await guess({ email, cookies }), 422);
  assert.equal(await guess({ email, cookies }), 429);
  assert.equal(await guess({ email }), 422, 'strangers have what they had');
  later(61);
  assert.equal(
    (await signInWith(browser, { email, code: codeNow(secret) }, { cookies })).done.statusCode,
    303,
  );
  for (let tried = 0; tried < 5; tried += 1) assert.equal(await guess({ email, cookies }), 422, 'begun anew');
});

test('a device is known for the accounts that were signed in to on it, and for no other; a made-up one for none', async () => {
  const [mine, theirs] = [await register(), await register()];
  const { device = '' } = (await signInWith(browser, { email: mine.email, code: codeNow(mine.secret) }))
    .cookies;
  assert.doesNotMatch(Buffer.from(device, 'base64url').toString('latin1'), /northland/);
  const { email } = theirs;
  for (let tried = 0; tried < 5; tried += 1) await guess({ email });
  for (const cookies of [{}, { device }, { device: 'made-up' }])
    assert.equal(await guess({ email, cookies }), 429, JSON.stringify(cookies));
  const both = await signInWith(browser, { email, code: '000000' }, { cookies: { device } });
  assert.deepEqual(both.done.cookies, [], 'a try that failed makes no device known');
});

test('one network tries few accounts, and keeps no other network from any', async () => {
  const accounts = Array.from({ length: 70 }, (_, each) => `somebody-${each}@northland.example`);
  const statuses: number[] = [];
  for (const email of accounts) statuses.push(await guess({ email, from: '2001:db8:7:7::1' }));
  assert.equal(lookedAt(statuses), 60);
  const [email = ''] = accounts.slice(-1);
  assert.equal(await guess({ email, from: '2001:db8:7:7:ffff::2' }), 429, 'of the same network');
  assert.equal(await guess({ email, from: '2001:db8:7:8::1' }), 422);
});

test('who is signed in guesses no faster what the password is up to now', async () => {
  const { email, secret, set } = await register();
  const begin = async () => {
    const ways = await browser.ask('/session/ways', set);
    const begun = await browser.send('/session/ways', { _csrf: hidden(ways.body, '_csrf') }, set);
    return { ...set, ...cookiesOf(begun) };
  };
  const cookies = await begin();
  const change = { at: now, password: 'seven quiet umbrellas' };
  const wrong = () => choosePassword(browser, cookies, { ...change, current: 'wrong' });
  for (let tried = 0; tried < 5; tried += 1) assert.match((await wrong()).done.body, /is not this one/);
  assert.match(
    (await choosePassword(browser, cookies, { ...change, current: goodPassword })).done.body,
    /too many tries/,
  );
  assert.equal((await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode, 303);
});

test('what is kept of tries names nobody, and is gone after an hour', async () => {
  await sql`DELETE FROM organisations.sign_in_try`.execute(database.superuser);
  for (const email of ['one@northland.example', 'two@northland.example']) await guess({ email });
  const rows = async () =>
    (
      await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM organisations.sign_in_try t`.execute(
        database.superuser,
      )
    ).rows.map(({ row }) => row);
  assert.equal((await rows()).length, 4);
  assert.doesNotMatch((await rows()).join(), /northland|192\.0/);
  later(3_601);
  await guess({ email: 'three@northland.example' });
  assert.equal((await rows()).length, 2, 'those of the last try');
});
