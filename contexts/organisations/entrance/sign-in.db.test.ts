import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createOidc } from '../../../platform/http/oidc.ts';
import { keepForm } from '../../../platform/http/session-kept-form.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { startProvider } from '../../../platform/testing/provider.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';

const database = await testDatabase();
const redirectUrl = 'http://localhost:3000/sign-in/callback';
const signedOutUrl = 'http://localhost:3000/signed-out';
const account = (name: string, emailVerified = true) => ({
  subject: `sub-${name}`,
  email: `${name}@northland.example`,
  emailVerified,
});
const provider = await startProvider(
  [account('robin'), account('ash'), account('unverified', false), account('stranger')],
  { redirectUrl, signedOutUrl },
);
const oidc = createOidc({ ...provider, redirectUrl, signedOutUrl, secret: 'of this test' });
const [evaluation, production] = await Promise.all([
  startEntrance(database),
  startEntrance(database, { oidc, evaluation: false }),
]);
after(() => Promise.all([evaluation.close(), production.close(), provider.stop()]));

type Server = typeof evaluation;
const sessions = () => database.superuser.selectFrom('http.session').selectAll().execute();
const isIn = async (server: Server, cookies: Record<string, string>) =>
  (await server.inject({ url: '/home', cookies })).statusCode === 200;

async function demonstrate(
  who: { personId: string; team: { id: string }; role: string },
  more: Record<string, string> = {},
  cookies: Record<string, string> = {},
) {
  const page = await evaluation.inject({ url: '/sign-in', cookies });
  const typed = {
    _csrf: hidden(page.body, '_csrf'),
    position: `${who.personId} ${who.team.id} ${who.role}`,
    ...more,
  };
  return evaluation.inject({
    method: 'POST',
    url: '/sign-in/demonstration',
    payload: new URLSearchParams(typed).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
  });
}

async function throughProvider(name: string, to = '/trail') {
  const begun = await production.inject({ url: `/sign-in/oidc?to=${encodeURIComponent(to)}` });
  assert.equal(begun.statusCode, 303);
  const back = await provider.signIn(String(begun.headers.location), `${name}@northland.example`);
  const { pathname, search } = new URL(back);
  return production.inject({ url: `${pathname}${search}`, cookies: cookiesOf(begun) });
}

test('in the evaluation setting everybody fictional can be signed in as, and each is told what they may do', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const lee = await openPosition(database, 'border-officer', 'immigration-control');
  const page = await evaluation.inject('/sign-in');
  assert.equal(page.statusCode, 200);
  for (const who of [robin, lee])
    assert.ok(page.body.includes(`Sign in as ${who.name}`) && page.body.includes(who.organisation.name));
  assert.match(page.body, /refer an adult or a child/);
  assert.match(page.body, /see nothing: immigration control is kept apart/);
  assert.doesNotMatch(page.body, /organisation’s account/);
  const signedIn = await demonstrate(robin, { to: '/trail?before=1' });
  assert.deepEqual([signedIn.statusCode, signedIn.headers.location], [303, '/trail?before=1']);
  const cookie = String(signedIn.headers['set-cookie']);
  assert.match(cookie, /session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
  const home = await evaluation.inject({ url: '/home', cookies: cookiesOf(signedIn) });
  assert.match(home.body, /Start from signs/);
});

test('whoever acts under immigration control is told that this account has no access, and why', async () => {
  const lee = await openPosition(database, 'border-officer', 'immigration-control');
  const cookies = cookiesOf(await demonstrate(lee));
  const home = await evaluation.inject({ url: '/home', cookies });
  assert.match(home.body, /This account has no access here/);
  assert.doesNotMatch(home.body, /href="\/(signs|referrals|queue|search|trail)"/);
  assert.equal((await evaluation.inject({ url: '/trail', cookies })).statusCode, 403);
});

test('every sign-in makes a new session, and ends the one that the browser had', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const first = cookiesOf(await demonstrate(robin));
  assert.ok(await isIn(evaluation, first));
  const second = cookiesOf(await demonstrate(robin, {}, first));
  assert.notEqual(second['session'], first['session']);
  assert.ok(await isIn(evaluation, second));
  assert.ok(!(await isIn(evaluation, first)));
  const planted = cookiesOf(await demonstrate(robin, {}, { session: 'planted-by-somebody-else-0123456789' }));
  assert.notEqual(planted['session'], 'planted-by-somebody-else-0123456789');
});

test('a sign-in leads to no other site, whatever the address asked for', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  for (const to of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
  ])
    assert.equal((await demonstrate(robin, { to })).headers.location, '/home', to);
});

test('what somebody typed when their session had ended is waiting for them, and for nobody else', async () => {
  const [robin, other] = [
    await openPosition(database, 'responder', 'referral'),
    await openPosition(database, 'responder', 'referral'),
  ];
  const typedInto = async () => {
    const cookies = cookiesOf(await demonstrate(robin));
    const path = '/referrals/NRM-7KBC-9QXD-R4T/steps/account';
    assert.ok(await keepForm(database.app, cookies['session'] ?? '', { path, typed: { account: 'words' } }));
    return { cookies, path };
  };
  const mine = await typedInto();
  assert.equal(
    (await demonstrate(robin, { to: '/referrals' }, mine.cookies)).headers.location,
    `${mine.path}?kept=yes`,
  );
  const theirs = await typedInto();
  assert.equal(
    (await demonstrate(other, { to: '/referrals' }, theirs.cookies)).headers.location,
    '/referrals',
  );
});

test('a sign-in as nobody, or from a page that is not ours, makes no session', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const real = await openPosition(database, 'responder', 'referral', { demonstration: false });
  const before = (await sessions()).length;
  assert.equal((await demonstrate({ ...robin, role: 'manager' })).statusCode, 400);
  assert.equal((await demonstrate(real)).statusCode, 400);
  assert.equal((await demonstrate(robin, { _csrf: 'guessed' })).statusCode, 403);
  const foreign = await evaluation.inject({
    method: 'POST',
    url: '/sign-in/demonstration',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(foreign.statusCode, 403);
  assert.equal((await sessions()).length, before);
});

test('in production there is no demonstration: its address answers as any that does not exist', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const page = await production.inject('/sign-in');
  assert.match(page.body, /Sign in with your organisation’s account/);
  assert.doesNotMatch(page.body, /Demonstration|Sign in as|<button/);
  const send = (url: string) =>
    production.inject({
      method: 'POST',
      url,
      payload: { position: `${robin.personId} ${robin.team.id} ${robin.role}` },
    });
  const [there, nowhere] = [await send('/sign-in/demonstration'), await send('/sign-in/nowhere-at-all-now')];
  assert.equal(there.statusCode, 404);
  assert.equal(
    there.body.replaceAll('/sign-in/demonstration', ''),
    nowhere.body.replaceAll('/sign-in/nowhere-at-all-now', ''),
  );
  assert.equal((await evaluation.inject('/sign-in/oidc')).statusCode, 404);
});

test('a person whom the provider vouches for signs in, whatever the case of the address, and comes back to their page', async () => {
  await openPosition(database, 'data-protection-officer', 'accountability', {
    email: 'Robin@Northland.example',
    demonstration: false,
  });
  const done = await throughProvider('robin');
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/trail']);
  assert.ok(await isIn(production, cookiesOf(done)));
});

test('an account that is not known here learns only that, with the same bytes for every address', async () => {
  const before = (await sessions()).length;
  const answers = [await throughProvider('stranger'), await throughProvider('unverified')];
  for (const answer of answers) {
    assert.equal(answer.statusCode, 403);
    assert.match(answer.body, /Your account is not known here/);
    assert.doesNotMatch(answer.body, /stranger|unverified|northland/);
  }
  const bytes = answers.map(({ body }) => body.replaceAll(/callback\?[^"]*/g, ''));
  assert.equal(bytes[0], bytes[1]);
  assert.equal((await sessions()).length, before);
});

test('an answer without an attempt of this browser signs nobody in', async () => {
  const answer = await production.inject('/sign-in/callback?code=somebody-elses&state=x');
  assert.equal(answer.statusCode, 403);
  assert.match(answer.body, /Signing in did not work/);
});

test('signing out ends the session at once, and a form that is not ours does not', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const cookies = cookiesOf(await demonstrate(robin));
  const leave = (token: string) =>
    evaluation.inject({ method: 'POST', url: '/sign-out', payload: { _csrf: token }, cookies });
  assert.equal((await leave('guessed')).statusCode, 403);
  assert.ok(await isIn(evaluation, cookies));
  const page = await evaluation.inject({ url: '/home', cookies });
  const left = await leave(hidden(page.body, '_csrf'));
  assert.deepEqual([left.statusCode, left.headers.location], [303, '/signed-out']);
  assert.match(String(left.headers['set-cookie']), /session=;/);
  assert.equal(left.headers['clear-site-data'], '"cache", "storage"', 'the browser keeps no page of it');
  assert.ok(!(await isIn(evaluation, cookies)));
  assert.equal(
    (await leave(hidden(page.body, '_csrf'))).headers.location,
    '/signed-out',
    'twice does no harm',
  );
});

test('a session that began at the provider ends there too', async () => {
  await openPosition(database, 'data-protection-officer', 'accountability', {
    email: 'ash@northland.example',
    demonstration: false,
  });
  const cookies = cookiesOf(await throughProvider('ash'));
  const page = await production.inject({ url: '/home', cookies });
  const left = await production.inject({
    method: 'POST',
    url: '/sign-out',
    payload: { _csrf: hidden(page.body, '_csrf') },
    cookies,
  });
  const elsewhere = new URL(String(left.headers.location));
  assert.equal(elsewhere.origin, provider.issuer);
  assert.equal(elsewhere.searchParams.get('post_logout_redirect_uri'), signedOutUrl);
  assert.ok(!(await isIn(production, cookies)));
});

test('keeping a session needs one, and leads back to the beginning', async () => {
  const robin = await openPosition(database, 'responder', 'referral');
  const cookies = cookiesOf(await demonstrate(robin));
  const page = await evaluation.inject({ url: '/home', cookies });
  const keep = (given: Record<string, string>) =>
    evaluation.inject({
      method: 'POST',
      url: '/session/keep',
      payload: { _csrf: hidden(page.body, '_csrf'), _key: hidden(page.body, '_key') },
      cookies: given,
    });
  const kept = await keep(cookies);
  assert.deepEqual([kept.statusCode, kept.headers.location], [303, '/home']);
  assert.equal((await keep({})).statusCode, 401);
});
