import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { connect } from '../../../platform/db/connect.ts';
import { createOidc } from '../../../platform/http/oidc.ts';
import { endSessionsOfProvider, startSession } from '../../../platform/http/session.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { startProvider } from '../../../platform/testing/provider.ts';
import { cookiesOf, hidden, openPosition, startEntrance } from '../testing.ts';

const database = await testDatabase();
const told: string[] = [];
/** Where the provider tells of sign-outs: handed on to our first process by the test. */
const ear = createServer((request, response) => {
  request.on('data', (part: Buffer) =>
    told.push(new URLSearchParams(part.toString()).get('logout_token') ?? ''),
  );
  request.on('end', () => response.end());
});
await new Promise<void>(ready => ear.listen(0, '127.0.0.1', ready));
const [redirectUrl, signedOutUrl] = [
  'http://localhost:3000/sign-in/callback',
  'http://localhost:3000/signed-out',
];
const provider = await startProvider(
  ['both', 'other'].map(name => ({
    subject: `sub-${name}`,
    email: `${name}@northland.example`,
    emailVerified: true,
    roles: name === 'both' ? ['desk-42', 'administrator', 'manager'] : [],
  })),
  {
    redirectUrl,
    signedOutUrl,
    backChannelUrl: `http://127.0.0.1:${(ear.address() as AddressInfo).port}/`,
  },
);
const settings = { ...provider, redirectUrl, signedOutUrl, secret: 'of this test' };
const oidc = createOidc(settings);
const elsewhere = connect({ ...database.config.app, max: 4 });
const here = await startEntrance(database, { oidc, evaluation: false });
const there = await startEntrance({ app: elsewhere.db }, { oidc, evaluation: false });
const mapped = await startEntrance(database, {
  oidc: createOidc({
    ...settings,
    roles: { claim: 'roles', values: { 'desk-42': 'responder' }, scopes: ['roles'] },
  }),
  evaluation: false,
});
after(async () => {
  await Promise.all([here.close(), there.close(), mapped.close(), provider.stop()]);
  await elsewhere.close();
  ear.close();
});

const real = { demonstration: false, email: 'both@northland.example' };
const responder = await openPosition(database, 'responder', 'referral', real);
const officer = await openPosition(database, 'data-protection-officer', 'accountability', real);
/** Asked for, and said yes to by one alone. */
const waiting = await openPosition(database, 'manager', 'identification-decision', { ...real, approvals: 1 });
await openPosition(database, 'responder', 'referral', {
  demonstration: false,
  email: 'other@northland.example',
});

type Server = typeof here;
type Cookies = Record<string, string>;
const post = (server: Server, url: string, typed: Record<string, string>, cookies: Cookies) =>
  server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(typed).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
  });
const keyOf = ({ personId, team, role }: typeof responder) => `${personId} ${team.id} ${role}`;
const isIn = async (server: Server, cookies: Cookies) =>
  (await server.inject({ url: '/home', cookies })).statusCode === 200;
async function comeBack(server: Server, email: string) {
  const begun = await server.inject({ url: '/sign-in/oidc' });
  const { pathname, search } = new URL(await provider.signIn(String(begun.headers.location), email));
  return server.inject({ url: `${pathname}${search}`, cookies: cookiesOf(begun) });
}
async function signInAs(server: Server, position: typeof responder): Promise<Cookies> {
  const back = await comeBack(server, real.email);
  const page = await server.inject({ url: '/sign-in/position', cookies: cookiesOf(back) });
  const typed = { _csrf: hidden(page.body, '_csrf'), position: keyOf(position) };
  return cookiesOf(await post(server, '/sign-in/position', typed, cookiesOf(back)));
}
const signOutAtProvider = async () => {
  const url = await oidc.signOutUrl();
  await provider.signOut(url ?? '');
  return post(here, '/sign-out/by-provider', { logout_token: told.at(-1) ?? '' }, {});
};

test('whoever signs out at the provider is out of every process at the next request, in whichever role they went on', async () => {
  const other = cookiesOf(await comeBack(here, 'other@northland.example'));
  const cookies = await signInAs(there, responder);
  const page = await there.inject({ url: '/session/position', cookies });
  const typed = { _csrf: hidden(page.body, '_csrf'), position: keyOf(officer) };
  const changed = cookiesOf(await post(there, '/session/position', typed, cookies));
  assert.ok((await isIn(there, changed)) && (await isIn(here, changed)));
  assert.equal((await signOutAtProvider()).statusCode, 200);
  for (const server of [there, here]) assert.ok(!(await isIn(server, changed)));
  assert.ok(await isIn(there, other), 'nobody else is');
});

test('where the provider names no session, all that the person began there end, in every process', async () => {
  const other = cookiesOf(await comeBack(here, 'other@northland.example'));
  const both = [await signInAs(here, responder), await signInAs(there, officer)];
  assert.equal(await endSessionsOfProvider(database.app, { subject: 'sub-both' }), 2);
  for (const cookies of both) for (const server of [here, there]) assert.ok(!(await isIn(server, cookies)));
  assert.ok(await isIn(there, other));
});

test('the provider says in which of their roles somebody may act: in no other, at sign-in and afterwards', async () => {
  const back = await comeBack(mapped, real.email);
  assert.deepEqual([back.statusCode, back.headers.location], [303, '/home'], 'one of their two is left');
  const cookies = cookiesOf(back);
  assert.match((await mapped.inject({ url: '/home', cookies })).body, /irst responder/);
  const page = await mapped.inject({ url: '/session/position', cookies });
  assert.deepEqual([page.statusCode, page.headers.location], [303, '/home'], 'there is none to change to');
});

test('no claim of the provider opens a role that two people did not let somebody in to', async () => {
  const page = await comeBack(mapped, real.email);
  assert.ok(await isIn(mapped, cookiesOf(page)));
  const { rows } = await sql<{ role: string }>`
    SELECT "position" ->> 'role' AS role FROM http.session WHERE account = ${real.email}`.execute(
    database.superuser,
  );
  for (const { role } of rows) assert.ok(!['manager', 'administrator'].includes(role), role);
  const { email: _, ...viewer } = waiting;
  await assert.rejects(
    startSession(database.app, { viewer, kind: 'browser', providerRoles: ['manager'] }),
    /two people did not let in/,
  );
});

test('whom the provider names no role is not known here, like anybody who is not', async () => {
  const answer = await comeBack(mapped, 'other@northland.example');
  assert.equal(answer.statusCode, 403);
  assert.match(answer.body, /Your account is not known here/);
});

test('a session opens in no role that the provider did not name, whatever opens it', async () => {
  const { email: _, ...viewer } = officer;
  await assert.rejects(
    startSession(database.app, { viewer, kind: 'browser', providerRoles: ['responder'] }),
    /session_(provider_roles_)?check/,
  );
});
