import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { asService } from '../../../platform/db/transaction.ts';
import { digestOf, startSession } from '../../../platform/http/session.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { KeyProblem } from '../../../platform/seal/keys.ts';
import { testKeys } from '../../../platform/seal/testing.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';
import { hashPassword } from './hash.ts';
import { browserOf, choosePassword, type Cookies, goodPassword, signInWith } from './testing.ts';
import { codeOf, stepAt } from './totp.ts';

const database = await testDatabase();
let now = Temporal.Now.instant();
const later = (seconds: number) => {
  now = now.add({ seconds });
};
const keys = testKeys();
const server = await startEntrance(database, { now: () => now, keys });
after(() => server.close());
const browser = browserOf(server);
const { ask, send } = browser;

type Person = Awaited<ReturnType<typeof openPosition>>;
const codeNow = (secret: Buffer) => codeOf(secret, stepAt(now));

async function open({ email, ...viewer }: Person): Promise<Cookies> {
  const { id } = await startSession(database.app, { viewer, kind: 'browser', account: email.toLowerCase() });
  return { session: id };
}
async function beginSetUp(person: Person): Promise<Cookies> {
  const cookies = await open(person);
  const ways = await ask('/session/ways', cookies);
  const begun = await send('/session/ways', { _csrf: hidden(ways.body, '_csrf') }, cookies);
  return { ...cookies, ...cookiesOf(begun) };
}
async function register(person?: Person) {
  const who = person ?? (await openPosition(database, 'responder', 'referral', { demonstration: false }));
  const { done, secret, codes } = await choosePassword(browser, await beginSetUp(who), { at: now });
  assert.equal(done.statusCode, 200, done.body);
  later(30);
  return { who, email: who.email, secret, codes };
}
const isIn = async (cookies: Cookies) => (await ask('/home', cookies)).statusCode === 200;

test('who set up a password and an app signs in with both, and with neither alone (ASVS 5.0 V6.3.3)', async () => {
  const { email, secret } = await register();
  const code = codeNow(secret);
  const wrong = [
    { email, code, password: 'teapot gravel swin' },
    { email, code: '' },
    { email, code: code === '000000' ? '000001' : '000000' },
    { email, code, password: '' },
    { email: 'nobody@northland.example', code },
    { email: '', code },
  ];
  for (const proof of wrong) {
    const { done } = await signInWith(browser, proof);
    assert.equal(done.statusCode, 422, JSON.stringify(proof));
    assert.match(done.body, /The address, the password or the code is wrong/);
    assert.deepEqual(done.cookies, []);
  }
  const { done, cookies } = await signInWith(
    browser,
    { email: email.toUpperCase(), code },
    { to: '/sessions' },
  );
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/sessions'], done.body);
  assert.ok(await isIn(cookies));
  const { rows } = await sql`SELECT proved_by, account FROM http.session
    WHERE digest = ${digestOf(cookies['session'] ?? '')}`.execute(database.superuser);
  assert.deepEqual(rows, [{ proved_by: 'password', account: email }]);
});

test('a code lets in once, and none of an earlier time does after it (ASVS 5.0 V6.5.1)', async () => {
  const { email, secret } = await register();
  const [early, code] = [codeOf(secret, stepAt(now) - 1), codeNow(secret)];
  assert.equal((await signInWith(browser, { email, code })).done.statusCode, 303);
  for (const again of [code, early])
    assert.equal((await signInWith(browser, { email, code: again })).done.statusCode, 422);
  later(30);
  const next = { email, code: codeNow(secret) };
  const both = await Promise.all([signInWith(browser, next), signInWith(browser, next)]);
  assert.deepEqual(
    both.map(({ done }) => done.statusCode).toSorted((one, other) => one - other),
    [303, 422],
    'of two at once one comes in',
  );
});

test('password fields hide what is typed and let password managers fill them in (ASVS 5.0 V6.2.6, V6.2.7)', async () => {
  const who = await openPosition(database, 'responder', 'referral');
  const cookies = await beginSetUp(who);
  for (const [url, names] of [
    ['/sign-in/password', { password: 'current-password' }],
    ['/set-up/password', { password: 'new-password', again: 'new-password' }],
  ] as const) {
    const { body } = await ask(url, cookies);
    for (const [name, fill] of Object.entries(names)) {
      const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(body)?.[0] ?? '';
      assert.match(input, /type="password"/);
      assert.match(input, new RegExp(`autocomplete="${fill}"`));
      assert.doesNotMatch(input, /maxlength|onpaste|readonly/);
    }
  }
});

test('the code by which an app was set up lets nobody in', async () => {
  const who = await openPosition(database, 'responder', 'referral');
  const { typed } = await choosePassword(browser, await beginSetUp(who), { at: now });
  const { done } = await signInWith(browser, { email: who.email, code: typed.code });
  assert.equal(done.statusCode, 422);
});

test('each recovery code lets in once in place of the app’s, and only with the password', async () => {
  const { who, email, codes } = await register();
  const [first = '', second = ''] = codes;
  assert.equal(new Set(codes).size, 8);
  assert.equal(
    (await signInWith(browser, { email, code: first, password: 'teapot gravel swin' })).done.statusCode,
    422,
  );
  const { done, cookies } = await signInWith(browser, {
    email,
    code: first.toLowerCase().replaceAll(' ', '-'),
  });
  assert.equal(done.statusCode, 303);
  assert.equal((await signInWith(browser, { email, code: first })).done.statusCode, 422);
  assert.match((await ask('/session/ways', cookies)).body, /7 recovery codes are left/);
  const other = await register();
  assert.equal((await signInWith(browser, { email: other.email, code: second })).done.statusCode, 422);
  assert.notEqual(other.email, who.email);
});

test('a password lets nobody in whom two others did not let in', async () => {
  const { who, email, secret } = await register();
  await sql`DELETE FROM organisations.approval WHERE person_id = ${who.personId}`.execute(database.superuser);
  assert.equal((await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode, 403);
});

test('a password that nobody should choose, typed differently, or without the app’s code is not taken; the secret stays', async () => {
  const who = await openPosition(database, 'responder', 'referral');
  const cookies = await beginSetUp(who);
  for (const [change, words] of [
    [{ password: 'short' }, /Use at least 12 characters/],
    [{ password: 'x'.repeat(257) }, /Use at most 256 characters/],
    [{ password: 'Password2026!' }, /among the first that anybody would try/],
    [{ password: who.organisation.name }, /little more than your name/],
    [{ again: 'something else' }, /Type the same password twice/],
    [{ code: '000' }, /not the code that the app shows/],
  ] as const) {
    const { done, typed } = await choosePassword(browser, cookies, { at: now, ...change });
    assert.equal(done.statusCode, 422, JSON.stringify(change));
    assert.match(done.body, words);
    const fixed = { ...typed, kept: hidden(done.body, 'kept') };
    assert.notEqual(fixed.kept, '');
    assert.doesNotMatch(done.body, /value="(short|Password2026!)"/, 'no password is sent back');
  }
  const { typed } = await choosePassword(browser, cookies, { at: now, code: 'wrong' });
  const forged = { ...typed, kept: 'made-up' };
  assert.equal((await send('/set-up/password', forged, cookies)).statusCode, 400);
  assert.equal((await send('/set-up/password', { ...typed, _csrf: 'guessed' }, cookies)).statusCode, 403);
});

test('one password is made of one beginning, and a change asks for the one up to now (ASVS 5.0 V6.2.2, V6.2.3)', async () => {
  const { who, email, secret } = await register();
  const cookies = await beginSetUp(who);
  const change = { at: now, password: 'seven quiet umbrellas' };
  for (const current of [{}, { current: 'teapot gravel swin' }]) {
    const { done } = await choosePassword(browser, cookies, { ...change, ...current });
    assert.equal(done.statusCode, 422);
    assert.match(done.body, /Your password up to now is not this one/);
  }
  const changed = await choosePassword(browser, cookies, { ...change, current: goodPassword });
  assert.equal(changed.done.statusCode, 200, changed.done.body);
  assert.equal((await send('/set-up/password', changed.typed, cookies)).statusCode, 404, 'once');
  later(30);
  assert.equal(
    (await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode,
    422,
    'the old one',
  );
  const proof = { email, password: change.password, code: codeNow(changed.secret) };
  assert.equal((await signInWith(browser, proof)).done.statusCode, 303);
});

test('a password that was ended opens nothing, and nobody ends somebody else’s', async () => {
  const { who, email, secret, codes } = await register();
  const other = await register();
  const [own, theirs] = [await open(who), await open(other.who)];
  const page = await ask('/session/ways', own);
  const end = /action="(\/session\/ways\/[^"]+\/end)"/.exec(page.body)?.[1] ?? '';
  const strangers = await ask('/session/ways', theirs);
  const csrf = (html: string) => ({ _csrf: hidden(html, '_csrf') });
  assert.equal((await send(end, csrf(strangers.body), theirs)).statusCode, 404);
  assert.equal((await send(end, csrf(page.body), own)).statusCode, 303);
  for (const code of [codeNow(secret), codes[0] ?? ''])
    assert.equal((await signInWith(browser, { email, code })).done.statusCode, 422);
});

test('showing again that it is you by password goes on as what one was', async () => {
  const { who, email, secret } = await register();
  const cookies = await open(who);
  const again = await ask('/sign-in/again?to=%2Ftrail', cookies);
  assert.match(again.body, /href="\/sign-in\/password\?to=%2Ftrail&amp;again=yes"/);
  const { done } = await signInWith(
    browser,
    { email, code: codeNow(secret) },
    { cookies, to: '/trail', again: 'yes' },
  );
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/trail'], done.body);
  assert.equal(await isIn(cookies), false, 'the old session has ended');
});

test('a password that was kept with less work than today’s is kept with today’s from the next sign-in on', async () => {
  const { email, secret } = await register();
  const weak = await hashPassword(goodPassword, { memory: 8_192, passes: 1, parallelism: 1 });
  await sql`UPDATE organisations.password SET hash = ${weak} WHERE account = ${email}`.execute(
    database.superuser,
  );
  assert.equal((await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode, 303);
  const { rows } = await sql<{
    hash: string;
  }>`SELECT hash FROM organisations.password WHERE account = ${email}`.execute(database.superuser);
  assert.match(rows[0]?.hash ?? '', /m=19456,t=2,p=1/);
});

test('neither the secret, nor a recovery code, nor the password stands anywhere in the database', async () => {
  const { secret, codes } = await register();
  const tables = [
    'organisations.password',
    'organisations.recovery_code',
    'organisations.set_up',
    'http.session',
  ];
  const all: string[] = [];
  for (const table of tables) {
    const { rows } = await sql<{
      row: string;
    }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(table)} t`.execute(database.superuser);
    all.push(...rows.map(({ row }) => row));
  }
  const text = all.join('\n');
  for (const marker of [secret.toString('hex'), secret.toString('base64'), goodPassword, ...codes])
    assert.ok(!text.includes(marker) && !text.includes(marker.replaceAll(' ', '')));
});

test('without the key service nobody is signed in by password, known or not', async () => {
  const { email, secret } = await register();
  const { ring, unwrap } = keys;
  const answered = async () =>
    Promise.all(
      [email, 'nobody@northland.example'].map(
        async each => (await signInWith(browser, { email: each, code: codeNow(secret) })).done.statusCode,
      ),
    );
  keys.unwrap = () => Promise.reject(new KeyProblem('keys-unreachable'));
  assert.deepEqual(await answered(), [503, 503]);
  keys.unwrap = unwrap;
  keys.ring = { keys: [] };
  assert.deepEqual(await answered(), [422, 422], 'of a key that is gone nothing is told');
  keys.ring = ring;
  assert.equal((await signInWith(browser, { email, code: codeNow(secret) })).done.statusCode, 303);
});

test('nobody but the service of the credentials reads one', async () => {
  await register();
  for (const service of ['sign-in', 'directory', 'housekeeping', 'founding'] as const)
    for (const table of ['organisations.password', 'organisations.recovery_code'] as const) {
      const rows = await asService(database.app, service, db => db.selectFrom(table).selectAll().execute());
      assert.deepEqual(rows, [], service);
    }
});

test('where passwords are not offered there is nothing of them', async () => {
  const without = await startEntrance(database, { ways: ['passkey'] });
  const { email } = await register();
  const other = browserOf(without);
  assert.doesNotMatch((await other.ask('/sign-in')).body, /password/i);
  for (const path of ['/set-up/password', '/sign-in/password']) {
    assert.equal((await other.ask(path)).statusCode, 404);
    assert.equal((await other.send(path, { email })).statusCode, 404);
  }
  await without.close();
});
