import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { digestOf, startSession } from '../../../platform/http/session.ts';
import { testAuthenticator } from '../../../platform/testing/authenticator.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';
import { findPasskey } from './store.ts';

const origin = 'http://localhost:3000';
const database = await testDatabase();
const server = await startEntrance(database);
after(() => server.close());

type Cookies = Record<string, string>;
type Person = Awaited<ReturnType<typeof openPosition>>;
const ask = (url: string, cookies: Cookies = {}) => server.inject({ url, cookies });
const send = (url: string, typed: Cookies, cookies: Cookies = {}) =>
  server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(typed).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
  });
const optionsOf = (html: string) =>
  (/data-options="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
const typedOf = (html: string, answer: string) => ({
  _csrf: hidden(html, '_csrf'),
  challenge: hidden(html, 'challenge'),
  answer,
});

/** A browser in which somebody is signed in, by whatever way. */
async function open({ email, ...viewer }: Person) {
  const { id } = await startSession(database.app, { viewer, kind: 'browser', account: email.toLowerCase() });
  return { session: id };
}

async function beginSetUp(cookies: Cookies): Promise<Cookies> {
  const ways = await ask('/session/ways', cookies);
  assert.equal(ways.statusCode, 200, ways.body);
  const begun = await send('/session/ways', { _csrf: hidden(ways.body, '_csrf') }, cookies);
  assert.deepEqual([begun.statusCode, begun.headers.location], [303, '/set-up']);
  return { ...cookies, ...cookiesOf(begun) };
}

async function make(cookies: Cookies, device = testAuthenticator(origin)) {
  const page = await ask('/set-up', cookies);
  const done = await send('/set-up/passkey', typedOf(page.body, device.make(optionsOf(page.body))), cookies);
  return { device, done };
}

async function register(person: Person) {
  const { device, done } = await make(await beginSetUp(await open(person)));
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/set-up/done'], done.body);
  return device;
}

async function signInWith(device: ReturnType<typeof testAuthenticator>, more: Cookies = {}) {
  const page = await ask('/sign-in');
  const typed = { ...typedOf(page.body, device.answer(optionsOf(page.body))), ...more };
  return { typed, done: await send('/sign-in/passkey', typed) };
}

test('who made a passkey signs in with it, and with nothing else, once others let them in', async () => {
  const person = await openPosition(database, 'responder', 'referral', { demonstration: false });
  const device = await register(person);
  const { done } = await signInWith(device, { to: '/session/ways' });
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/session/ways'], done.body);
  const ways = await ask('/session/ways', cookiesOf(done));
  assert.match(ways.body, /Last used/);
  const { rows } = await sql<{ proved_by: string; account: string; provider_session: string | null }>`
    SELECT proved_by, account, provider_session FROM http.session WHERE digest = ${digestOf(cookiesOf(done)['session'] ?? '')}`.execute(
    database.superuser,
  );
  assert.deepEqual(rows, [{ proved_by: 'passkey', account: person.email, provider_session: null }]);
});

test('a passkey lets nobody in whom two others did not let in', async () => {
  const person = await openPosition(database, 'responder', 'referral', { demonstration: false });
  const device = await register(person);
  await sql`DELETE FROM organisations.approval WHERE person_id = ${person.personId}`.execute(
    database.superuser,
  );
  const { done } = await signInWith(device);
  assert.equal(done.statusCode, 403);
});

test('an answer opens the door once, and not after a newer one', async () => {
  const device = await register(await openPosition(database, 'responder', 'referral'));
  const older = await ask('/sign-in');
  const { typed, done } = await signInWith(device);
  assert.equal(done.statusCode, 303);
  assert.equal((await send('/sign-in/passkey', typed)).statusCode, 403, 'the same again');
  const late = typedOf(older.body, device.answer(optionsOf(older.body)));
  assert.equal((await send('/sign-in/passkey', late)).statusCode, 403, 'to an older question');
  assert.equal((await signInWith(device)).done.statusCode, 303);
});

test('of a passkey that does not count (again) the same answer can be replayed nowhere either', async () => {
  const person = await openPosition(database, 'responder', 'referral');
  const { device } = await make(
    await beginSetUp(await open(person)),
    testAuthenticator(origin, { counts: false }),
  );
  const { typed, done } = await signInWith(device);
  assert.equal(done.statusCode, 303);
  assert.equal((await send('/sign-in/passkey', typed)).statusCode, 403);
});

test('an answer for another site, of nobody in particular, or to a question that we did not ask opens nothing', async () => {
  const person = await openPosition(database, 'responder', 'referral');
  const device = await register(person);
  const page = await ask('/sign-in');
  const own = typedOf(page.body, device.answer(optionsOf(page.body)));
  const forged = [
    { ...own, answer: testAuthenticator(origin).answer(optionsOf(page.body)) },
    { ...own, answer: testAuthenticator('https://localhost.example').answer(optionsOf(page.body)) },
    { ...own, challenge: 'made-up' },
    { ...own, challenge: hidden((await ask('/sign-in')).body, 'challenge') },
    { ...own, answer: '' },
    { ...own, answer: '{"id":{}}' },
    { ...own, answer: device.make(optionsOf(page.body)) },
  ];
  for (const typed of forged) assert.equal((await send('/sign-in/passkey', typed)).statusCode, 403);
  assert.equal((await send('/sign-in/passkey', { ...own, _csrf: 'guessed' })).statusCode, 403);
  assert.equal((await send('/sign-in/passkey', own)).statusCode, 303, 'and the real one still does');
});

test('a device that asked nobody for their finger, face or PIN makes no passkey', async () => {
  const person = await openPosition(database, 'responder', 'referral');
  const { done } = await make(
    await beginSetUp(await open(person)),
    testAuthenticator(origin, { userVerified: false }),
  );
  assert.equal(done.statusCode, 422);
  assert.match(done.body, /No passkey was made/);
});

test('one way is made of one beginning, in the browser that began, within its time', async () => {
  const person = await openPosition(database, 'responder', 'referral');
  const cookies = await beginSetUp(await open(person));
  assert.equal((await ask('/set-up')).statusCode, 404, 'another browser');
  const page = await ask('/set-up', cookies);
  assert.match(page.body, new RegExp(person.email));
  const typed = () => typedOf(page.body, testAuthenticator(origin).make(optionsOf(page.body)));
  assert.equal((await send('/set-up/passkey', typed(), cookies)).statusCode, 303);
  assert.equal((await send('/set-up/passkey', typed(), cookies)).statusCode, 404);
  assert.equal((await ask('/set-up', cookies)).statusCode, 404);
  const again = await beginSetUp(await open(person));
  await sql`UPDATE organisations.set_up SET link_ends_at = now() WHERE used_at IS NULL`.execute(
    database.superuser,
  );
  assert.equal((await ask('/set-up', again)).statusCode, 404);
});

test('whoever finds a device unlocked makes no way in: it takes a proof that is not old', async () => {
  const cookies = await open(await openPosition(database, 'responder', 'referral'));
  const page = await ask('/session/ways', cookies);
  await sql`UPDATE http.session SET proved_at = now() - interval '16 minutes'
    WHERE digest = ${digestOf(cookies.session)}`.execute(database.superuser);
  const typed = { _csrf: hidden(page.body, '_csrf') };
  for (const answer of [await ask('/session/ways', cookies), await send('/session/ways', typed, cookies)])
    assert.deepEqual(
      [answer.statusCode, answer.headers.location],
      [303, '/sign-in/again?to=%2Fsession%2Fways'],
    );
});

test('showing again that it is you by passkey goes on as what one was', async () => {
  const person = await openPosition(database, 'responder', 'referral');
  const device = await register(person);
  const cookies = await open(person);
  const page = await ask('/sign-in/again?to=%2Ftrail', cookies);
  const typed = { ...typedOf(page.body, device.answer(optionsOf(page.body))), again: 'yes', to: '/trail' };
  const done = await send('/sign-in/passkey', typed, cookies);
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/trail'], done.body);
  assert.equal((await ask('/home', cookies)).statusCode, 303, 'the old session has ended');
});

test('a passkey that was ended opens nothing, and nobody ends somebody else’s', async () => {
  const [person, other] = [
    await openPosition(database, 'responder', 'referral'),
    await openPosition(database, 'responder', 'referral'),
  ];
  const device = await register(person);
  const [own, theirs] = [await open(person), await open(other)];
  const page = await ask('/session/ways', own);
  const end = /action="(\/session\/ways\/[^"]+\/end)"/.exec(page.body)?.[1] ?? '';
  const strangers = await ask('/session/ways', theirs);
  assert.doesNotMatch(strangers.body, /Passkey made/);
  const csrf = (html: string) => ({ _csrf: hidden(html, '_csrf') });
  assert.equal((await send(end, csrf(strangers.body), theirs)).statusCode, 404);
  assert.equal((await send('/session/ways/none/end', csrf(page.body), own)).statusCode, 404);
  assert.equal((await signInWith(device)).done.statusCode, 303);
  assert.equal((await send(end, csrf(page.body), own)).statusCode, 303);
  assert.equal((await signInWith(device)).done.statusCode, 403);
});

test('nobody but the service of the credentials reads one', async () => {
  await register(await openPosition(database, 'responder', 'referral'));
  for (const service of ['sign-in', 'directory', 'housekeeping', 'founding'] as const)
    for (const table of ['organisations.passkey', 'organisations.set_up'] as const) {
      const rows = await asService(database.app, service, db => db.selectFrom(table).selectAll().execute());
      assert.deepEqual(rows, [], service);
    }
  assert.equal(await asService(database.app, 'credentials', db => findPasskey(db, Buffer.of(1))), undefined);
});

test('where only the provider is offered there is no other way', async () => {
  const alone = await startEntrance(database, { ways: ['provider'] });
  const person = await openPosition(database, 'responder', 'referral');
  const cookies = await open(person);
  const at = (url: string, method: 'GET' | 'POST' = 'GET') => alone.inject({ url, method, cookies });
  assert.doesNotMatch((await at('/sign-in')).body, /passkey/i);
  for (const [url, method] of [
    ['/set-up'],
    ['/set-up/done'],
    ['/set-up/passkey', 'POST'],
    ['/sign-in/passkey', 'POST'],
  ] as const)
    assert.equal((await at(url, method)).statusCode, 404, url);
  const ways = await at('/session/ways');
  assert.match(ways.body, /their organisation’s account/);
  assert.doesNotMatch(ways.body, /Make another/);
  await alone.close();
});
