import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createOidc } from '../../../platform/http/oidc.ts';
import { endSessionsOf, startSession } from '../../../platform/http/session.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { startProvider } from '../../../platform/testing/provider.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';

const database = await testDatabase();
const redirectUrl = 'http://localhost:3000/sign-in/callback';
const signedOutUrl = 'http://localhost:3000/signed-out';
const provider = await startProvider(
  ['both', 'one'].map(name => ({
    subject: `sub-${name}`,
    email: `${name}@northland.example`,
    emailVerified: true,
  })),
  { redirectUrl, signedOutUrl },
);
const oidc = createOidc({ ...provider, redirectUrl, signedOutUrl, secret: 'of this test' });
const server = await startEntrance(database, { oidc, evaluation: false });
after(() => Promise.all([server.close(), provider.stop()]));

type Cookies = Record<string, string>;
type Answer = Awaited<ReturnType<typeof ask>>;
const real = { demonstration: false };
const responder = await openPosition(database, 'responder', 'referral', {
  ...real,
  email: 'both@northland.example',
});
const officer = await openPosition(database, 'data-protection-officer', 'accountability', {
  ...real,
  email: 'Both@Northland.example',
});
const other = await openPosition(database, 'responder', 'referral', {
  ...real,
  email: 'one@northland.example',
});
const keyOf = ({ personId, team, role }: typeof responder): string => `${personId} ${team.id} ${role}`;

const ask = (url: string, cookies: Cookies = {}) => server.inject({ url, cookies });
const sendTo = (url: string, typed: Cookies, cookies: Cookies) =>
  server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(typed).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
  });
const isIn = async (cookies: Cookies) => (await ask('/home', cookies)).statusCode === 200;
const sessions = async () =>
  (await database.superuser.selectFrom('http.session').selectAll().execute()).length;

async function throughProvider(name: string): Promise<Answer> {
  const begun = await ask('/sign-in/oidc?to=%2Ftrail');
  const back = await provider.signIn(String(begun.headers.location), `${name}@northland.example`);
  const { pathname, search } = new URL(back);
  return ask(`${pathname}${search}`, cookiesOf(begun));
}

/** Comes back from the provider, and chooses. */
async function signInAs(position: typeof responder): Promise<Answer> {
  const back = await throughProvider('both');
  const page = await ask('/sign-in/position', cookiesOf(back));
  const typed = { _csrf: hidden(page.body, '_csrf'), position: keyOf(position) };
  return sendTo('/sign-in/position', typed, cookiesOf(back));
}

test('whoever holds one position is asked nothing, and is offered no other', async () => {
  const done = await throughProvider('one');
  assert.equal(done.headers.location, '/trail');
  const home = await ask('/home', cookiesOf(done));
  assert.doesNotMatch(home.body, /Change role/);
  const none = await ask('/session/position', cookiesOf(done));
  assert.deepEqual([none.statusCode, none.headers.location], [303, '/home']);
});

test('whoever holds several says in which to act before a session is opened, and goes where they meant to', async () => {
  const before = await sessions();
  const back = await throughProvider('both');
  assert.deepEqual([back.statusCode, back.headers.location], [303, '/sign-in/position']);
  const kept = cookiesOf(back);
  assert.doesNotMatch(JSON.stringify(kept), /northland/);
  const page = await ask('/sign-in/position', kept);
  assert.equal(page.statusCode, 200);
  for (const { organisation, team } of [responder, officer])
    assert.ok(page.body.includes(organisation.name) && page.body.includes(team.name));
  assert.match(page.body, /refer an adult or a child/);
  assert.equal(await sessions(), before);
  const typed = { _csrf: hidden(page.body, '_csrf'), position: keyOf(officer) };
  const done = await sendTo('/sign-in/position', typed, kept);
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/trail']);
  assert.equal((await ask('/trail', cookiesOf(done))).statusCode, 200);
  assert.equal(await sessions(), before + 1);
});

test('no choice, somebody else’s position or a form that is not ours opens no session', async () => {
  const before = await sessions();
  const back = await throughProvider('both');
  const kept = cookiesOf(back);
  const page = await ask('/sign-in/position?lang=cy', kept);
  assert.match(page.body, /Ym mha rôl/);
  const _csrf = hidden(page.body, '_csrf');
  for (const position of ['', keyOf(other), `${responder.personId} ${responder.team.id} manager`]) {
    const again = await sendTo('/sign-in/position', { _csrf, position }, kept);
    assert.equal(again.statusCode, 422);
    assert.match(again.body, /Select the role that you want to act in/);
  }
  const position = keyOf(responder);
  assert.equal((await sendTo('/sign-in/position', { _csrf: 'guessed', position }, kept)).statusCode, 403);
  for (const cookies of [{}, { 'sign-in': 'planted' }]) {
    const none = await sendTo('/sign-in/position', { _csrf, position }, cookies);
    assert.deepEqual([none.statusCode, none.headers.location], [303, '/sign-in?to=%2Fhome']);
  }
  assert.equal(await sessions(), before);
});

test('somebody changes their role without signing in again: the old session ends, and the new one no later than it would have', async () => {
  const cookies = cookiesOf(await signInAs(responder));
  assert.equal((await ask('/trail', cookies)).statusCode, 403);
  const page = await ask('/session/position', cookies);
  assert.match(page.body, /href="\/session\/position">Change role/);
  assert.match(page.body, /value="[^"]+ responder" checked/);
  const typed = { _csrf: hidden(page.body, '_csrf'), position: keyOf(officer) };
  const [first, second] = await Promise.all([
    sendTo('/session/position', typed, cookies),
    sendTo('/session/position', typed, cookies),
  ]);
  // Of two at once, one changes; the other finds the session ended.
  assert.deepEqual(new Set([first.statusCode, second.statusCode]), new Set([303, 401]));
  const changed = cookiesOf(first.statusCode === 303 ? first : second);
  assert.equal((await ask('/trail', changed)).statusCode, 200);
  assert.ok(!(await isIn(cookies)));
  const ends = await database.superuser
    .selectFrom('http.session')
    .select(['ends_at', 'account', 'provider_session', 'ended_at'])
    .where('account', '=', 'both@northland.example')
    .orderBy('started_at', 'desc')
    .limit(2)
    .execute();
  const [now, old] = ends;
  assert.deepEqual([now?.ends_at, now?.provider_session], [old?.ends_at, old?.provider_session]);
  assert.deepEqual([now?.ended_at === null, old?.ended_at === null], [true, false]);
  await endSessionsOf(database.app, officer.personId);
  assert.ok(!(await isIn(changed)));
});

test('a change without a choice, to somebody else’s position, or from a form that is not ours changes nothing', async () => {
  const cookies = cookiesOf(await signInAs(responder));
  const page = await ask('/session/position', cookies);
  const _csrf = hidden(page.body, '_csrf');
  for (const position of ['', keyOf(other)])
    assert.equal((await sendTo('/session/position', { _csrf, position }, cookies)).statusCode, 422);
  const forged = { _csrf: 'guessed', position: keyOf(officer) };
  assert.equal((await sendTo('/session/position', forged, cookies)).statusCode, 403);
  const same = await sendTo('/session/position', { _csrf, position: keyOf(responder) }, cookies);
  assert.deepEqual([same.statusCode, same.cookies.length], [303, 0]);
  assert.ok(await isIn(cookies));
});

test('a session that no provider vouched for reaches no other person’s position, whatever the address', async () => {
  const { email: _email, ...viewer } = responder;
  const { id } = await startSession(database.app, { viewer, kind: 'browser' });
  const page = await ask('/session/position', { session: id });
  assert.deepEqual([page.statusCode, page.headers.location], [303, '/home']);
});

test('whoever proves at the provider again who they are goes on in the role that they had, and is asked nothing else', async () => {
  const cookies = cookiesOf(await signInAs(officer));
  const before = await provedAt();
  assert.equal(before, '-infinity', 'the provider did not say when they proved it');
  const begun = await ask('/sign-in/oidc?to=%2Ftrail&again=yes', cookies);
  const { searchParams } = new URL(String(begun.headers.location));
  assert.deepEqual([searchParams.get('prompt'), searchParams.get('max_age')], ['login', '60']);
  const back = new URL(await provider.signIn(String(begun.headers.location), 'both@northland.example'));
  const done = await ask(`${back.pathname}${back.search}`, { ...cookies, ...cookiesOf(begun) });
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/trail']);
  assert.equal((await ask('/trail', cookiesOf(done))).statusCode, 200);
  assert.ok(!(await isIn(cookies)), 'the session that proved too little has ended');
  assert.ok(Math.abs(Date.parse(await provedAt()) - Date.now()) < 60_000);
});

async function provedAt(): Promise<string> {
  const row = await database.superuser
    .selectFrom('http.session')
    .select(eb => eb.cast<string>('proved_at', 'text').as('at'))
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.at;
}
