/** What other systems hear when they ask for a token: RFC 6749, 7009 and 8414, and nothing of who is known here. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { overhear } from '../../../checks/access/statements.ts';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { startEntrance } from '../testing.ts';
import { systemsOf } from './testing.ts';

const stage = await openStage();
const [femi, iris, priya] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
].map(each => stage.person(each)) as [Person, Person, Person];
const { ask, letIn, askToken, token, post } = systemsOf(stage, femi, iris);
const system = await letIn({ team: priya.team.id });

const send = (
  url: string,
  typed: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
  server: Pick<typeof stage.app, 'inject'> = stage.app,
) =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: typeof typed === 'string' ? typed : new URLSearchParams(typed).toString(),
  });
const inBody = { client_id: system.clientId, client_secret: system.secret };
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const list = (bearer: string) =>
  stage.app.inject({ url: '/api/v1/referrals', headers: { authorization: `Bearer ${bearer}` } });

test('a system says who it is by header or in the body, and hears errors as RFC 6749 names them', async () => {
  const grant = { grant_type: 'client_credentials' };
  assert.equal((await send('/oauth/token', { ...grant, ...inBody })).statusCode, 200);
  const encoded = basic(system.clientId, system.secret.replace('nrms_', 'nrms%5F'));
  assert.equal((await send('/oauth/token', grant, encoded)).statusCode, 200, 'form-encoded first');
  for (const [name, error, status, answer] of [
    ['no grant', 'invalid_request', 400, send('/oauth/token', inBody)],
    [
      'another grant',
      'unsupported_grant_type',
      400,
      send('/oauth/token', { ...inBody, grant_type: 'password' }),
    ],
    ['nobody', 'invalid_client', 401, send('/oauth/token', grant)],
    ['a wrong secret', 'invalid_client', 401, askToken({ ...system, secret: 'wrong' })],
    ['a bearer', 'invalid_client', 401, send('/oauth/token', grant, { authorization: 'Bearer x' })],
    ['both ways', 'invalid_request', 400, send('/oauth/token', { ...grant, ...inBody }, encoded)],
    ['twice', 'invalid_request', 400, send('/oauth/token', 'client_id=a&client_id=b&client_secret=c')],
    [
      'a NUL',
      'invalid_client',
      401,
      send('/oauth/token', { ...grant, client_id: '\0', client_secret: '\0' }),
    ],
  ] as const) {
    const heard = await answer;
    assert.deepEqual([heard.statusCode, heard.json()], [status, { error }], name);
    assert.equal(heard.headers['cache-control'], 'no-store');
  }
  const challenged = await askToken({ ...system, secret: 'wrong' });
  assert.match(String(challenged.headers['www-authenticate']), /^Basic /);
});

test('known, ended, waiting and unknown systems are answered with the same bytes, by the same statements', async () => {
  const overheard = overhear(stage.database);
  after(() => overheard.close());
  const web = await startEntrance({ app: overheard.db });
  const ended = await letIn({ team: priya.team.id });
  assert.equal((await post(femi, `/clients/${ended.clientId}/end`)).statusCode, 303);
  const waiting = await ask({ team: priya.team.id });
  const hear = async (clientId: string, secret: string) => {
    const [answer, statements] = await overheard.during(() => askToken({ clientId, secret }, {}, web));
    const { date: _, ...headers } = answer.headers;
    return { status: answer.statusCode, headers, body: answer.body, statements };
  };
  for (let pair = 0; pair < 200; pair += 1) {
    const guess = `nrms_${randomBytes(32).toString('base64url')}`;
    const unknown = await hear(crypto.randomUUID(), guess);
    assert.equal(unknown.status, 401);
    assert.ok(unknown.statements.length > 0);
    for (const [known, secret] of [
      [system.clientId, guess],
      [waiting, guess],
      [ended.clientId, ended.secret],
      ['no-id-at-all', guess],
    ] as const)
      assert.deepEqual(await hear(known, secret), unknown);
  }
  await web.close();
});

test('a system gives its token back, and nobody else’s', async () => {
  const [mine, other] = [await token(system), await token(await letIn({ team: priya.team.id }))];
  for (const [given, lives] of [
    [other, [200, 200]],
    ['never-given-to-anybody', [200, 200]],
    [mine, [401, 200]],
  ] as const) {
    const answer = await send('/oauth/revoke', { ...inBody, token: given });
    assert.deepEqual([answer.statusCode, answer.json()], [200, {}]);
    assert.deepEqual([(await list(mine)).statusCode, (await list(other)).statusCode], lives);
  }
  assert.equal((await send('/oauth/revoke', { token: other })).statusCode, 401);
  assert.equal((await send('/oauth/revoke', inBody)).statusCode, 400);
});

test('where to ask, and for which scopes, is found as RFC 8414 says, and in the API’s description', async () => {
  const found = (await stage.app.inject('/.well-known/oauth-authorization-server')).json<
    Record<string, unknown>
  >();
  assert.equal(found['issuer'], stage.settings.baseUrl);
  assert.equal(found['token_endpoint'], `${stage.settings.baseUrl}/oauth/token`);
  const scopes = found['scopes_supported'] as string[];
  assert.ok(scopes.includes('referral:start') && !scopes.some(each => each.startsWith('decision:')));
  const description = (await stage.app.inject('/api/v1/openapi.json')).json<{
    components: { securitySchemes: { client: { flows: { clientCredentials: { scopes: object } } } } };
    paths: Record<string, Record<string, { security?: unknown }>>;
  }>();
  const offered = description.components.securitySchemes.client.flows.clientCredentials.scopes;
  assert.deepEqual(Object.keys(offered).toSorted(), scopes);
  assert.deepEqual(description.paths['/api/v1/referrals']?.['post']?.security, [
    { bearer: [] },
    { client: ['referral:start'] },
  ]);
  const decides = description.paths['/api/v1/referrals/{reference}/overrides/{permission}/decision'];
  assert.equal(decides?.['post']?.security, undefined, 'no system decides to share without consent');
});
