import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { startSession } from '../../../platform/http/session.ts';
import type { Viewer } from '../../../platform/work.ts';
import { systemsOf } from './testing.ts';

const stage = await openStage();
const another = await stage.another();
after(() => another.close());
const [femi, iris, priya, sam] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
  'sam.okafor@northmoor-police.example',
].map(each => stage.person(each)) as [Person, Person, Person, Person];
const { post, page, ask, makeSecret, letIn, askToken, token } = systemsOf(stage, femi, iris);
const forPriya = { team: priya.team.id };
const list = (bearer: string, server: Pick<typeof stage.app, 'inject'> = stage.app) =>
  server.inject({ url: '/api/v1/referrals', headers: { authorization: `Bearer ${bearer}` } });
const refer = (bearer: string) =>
  stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': crypto.randomUUID() },
    payload: stage.answers(),
  });

test('a system does nothing before two administrators said yes and it has a secret', async () => {
  const clientId = await ask(forPriya);
  const refused = await askToken({ clientId, secret: `nrms_${'x'.repeat(43)}` });
  assert.deepEqual([refused.statusCode, refused.json()], [401, { error: 'invalid_client' }]);
  assert.equal(
    (await post(femi, `/clients/${clientId}/approve`)).statusCode,
    409,
    'who asked said yes by it',
  );
  assert.equal((await post(femi, `/clients/${clientId}/secret`)).statusCode, 409, 'no secret before that');
  assert.match((await page(iris)).body, /Waiting for a yes/);
  assert.equal((await post(iris, `/clients/${clientId}/approve`)).statusCode, 303);
  assert.equal((await post(iris, `/clients/${clientId}/approve`)).statusCode, 409);
  const secret = await makeSecret(clientId);
  assert.doesNotMatch((await page(femi)).body, new RegExp(secret), 'it was shown once');
  const given = await askToken({ clientId, secret });
  assert.equal(given.headers['cache-control'], 'no-store');
  const { access_token: bearer, ...rest } = given.json<Record<string, unknown>>();
  assert.match(String(bearer), /^nrm_[\w-]{43}$/);
  assert.deepEqual(rest['token_type'], 'Bearer');
  assert.ok(
    Number(rest['expires_in']) > 590 && Number(rest['expires_in']) <= 600,
    String(rest['expires_in']),
  );
  assert.equal(rest['scope'], 'referral:start referral:list referral:view message:view');
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM organisations.client_secret s
    WHERE position(${secret}::bytea in s.digest) > 0`.execute(stage.database.superuser);
  assert.equal(rows[0]?.n, 0);
});

test('a system refers for its team, sees what its team sees, and the trail says that it was a system', async () => {
  const bearer = await token(await letIn({ ...forPriya, name: 'Casebook of the harbour' }));
  const sent = await refer(bearer);
  assert.equal(sent.statusCode, 201, sent.body);
  const { reference } = sent.json<{ reference: string }>();
  assert.match((await list(bearer)).body, new RegExp(reference));
  const ofTeam = await stage.app.inject({
    url: `/referrals/${reference}`,
    headers: { cookie: (await stage.signIn(priya)).cookie },
  });
  assert.equal(ofTeam.statusCode, 200);
  const elsewhere = await list(await stage.token(sam));
  assert.doesNotMatch(elsewhere.body, new RegExp(reference));
  const { rows } = await sql<{ said: { name: string; role: string; team: string } }>`
    SELECT p.body::jsonb -> 'by' AS said FROM ledger.entry e JOIN ledger.payload_process p ON p.entry_id = e.entry_id
    JOIN access.record r ON r.record_id = e.record_id WHERE reference = ${reference} AND type = 'referral-submitted'`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(
    { ...rows[0]?.said },
    {
      name: 'Casebook of the harbour',
      role: 'system',
      organisation: priya.organisation.name,
      team: priya.team.name,
    },
  );
});

test('scopes narrow what a system may do, token by token, and widen nothing', async () => {
  const system = await letIn(forPriya);
  const reading = await token(system, 'referral:list');
  assert.equal((await list(reading)).statusCode, 200);
  assert.equal((await refer(reading)).statusCode, 403);
  for (const scope of ['referral:copy', 'referral:list referral:copy', 'decision:record', 'referral:list,x'])
    assert.deepEqual((await askToken(system, { scope })).json(), { error: 'invalid_scope' }, scope);
  // A caseworker's system of a team that refers cannot be asked for, nor more than the purpose allows.
  const add = (change: Record<string, string | readonly string[]>) =>
    post(femi, '/clients/add', {
      name: 'More',
      team: priya.team.id,
      purpose: 'own-cases',
      scopes: ['referral:list'],
      days: '90',
      ...change,
    });
  for (const [change, words] of [
    [{ purpose: 'authority-records', scopes: ['referral:copy'] }, /Select a team that acts for/],
    [
      { purpose: 'follow', scopes: ['referral:list', 'referral:start'] },
      /Select only what a system for this/,
    ],
    [{ scopes: ['decision:record'] }, /Select only what a system for this/],
    [{ scopes: [] }, /Select what it may do/],
    [{ team: sam.team.id }, /Select the team/],
    [{ days: '3650' }, /Select how long/],
    [{ purpose: 'everything' }, /Select what it is for/],
  ] as const) {
    const answer = await add(change);
    assert.equal(answer.statusCode, 422, JSON.stringify(change));
    assert.match(answer.body, words);
  }
});

test('whatever ends a system or its secret ends its tokens at the next request of every process', async () => {
  const system = await letIn(forPriya);
  const other = { ...system, secret: await makeSecret(system.clientId) };
  assert.equal((await post(femi, `/clients/${system.clientId}/secret`)).statusCode, 409, 'two at a time');
  const bearer = await token(system);
  assert.equal((await list(bearer, another)).statusCode, 200);
  const secretOf = async () => {
    const { rows } = await sql<{ id: string }>`SELECT secret_id AS id FROM organisations.client_secret
      WHERE client_id = ${system.clientId} AND ended_at IS NULL ORDER BY made_at LIMIT 1`.execute(
      stage.database.superuser,
    );
    return rows[0]?.id ?? '';
  };
  const end = await post(femi, `/clients/${system.clientId}/secrets/${await secretOf()}/end`);
  assert.equal(end.statusCode, 303, end.body);
  assert.equal((await list(bearer)).statusCode, 401);
  assert.equal((await list(bearer, another)).statusCode, 401);
  assert.equal((await askToken(system)).statusCode, 401);
  const again = await token(other);
  assert.equal((await list(again, another)).statusCode, 200, 'the other secret works on');
  assert.equal((await post(iris, `/clients/${system.clientId}/end`)).statusCode, 303);
  assert.equal((await list(again, another)).statusCode, 401);
  assert.equal((await askToken(other, {}, another)).statusCode, 401);
});

test('nothing outlives its day: not a token its ten minutes, nor a secret or a system what was agreed to', async () => {
  const system = await letIn(forPriya);
  const bearer = await token(system);
  const su = stage.database.superuser;
  await sql`UPDATE organisations.client_secret SET ends_at = now() + interval '1 minute' WHERE client_id = ${system.clientId}`.execute(
    su,
  );
  const short = (await askToken(system)).json<{ expires_in: number }>();
  assert.ok(short.expires_in <= 60, String(short.expires_in));
  await sql`UPDATE organisations.client_secret SET ends_at = now() WHERE client_id = ${system.clientId}`.execute(
    su,
  );
  assert.equal((await askToken(system)).statusCode, 401);
  await sql`UPDATE organisations.client_secret SET ends_at = now() + interval '1 day' WHERE client_id = ${system.clientId}`.execute(
    su,
  );
  await sql`UPDATE organisations.client SET ends_at = now() WHERE client_id = ${system.clientId}`.execute(su);
  assert.equal((await askToken(system)).statusCode, 401);
  await sql`UPDATE http.session SET ends_at = now() WHERE person_id = ${system.clientId}`.execute(su);
  assert.equal((await list(bearer)).statusCode, 401);
});

test('administrators of the organisation alone let systems in, give them secrets and end them', async () => {
  const { clientId } = await letIn(forPriya);
  const outsider = stage.people.find(
    ({ purpose, organisation }) => purpose === 'administration' && organisation.id !== femi.organisation.id,
  );
  for (const path of ['approve', 'secret', 'end']) {
    for (const as of [priya, sam])
      assert.equal((await post(as, `/clients/${clientId}/${path}`)).statusCode, 403, path);
    if (outsider) assert.equal((await post(outsider, `/clients/${clientId}/${path}`)).statusCode, 404, path);
  }
  assert.equal((await page(priya)).statusCode, 403);
});

test('the database opens no session of a system beyond what was agreed to', async () => {
  const { clientId } = await letIn(forPriya);
  const waiting = await ask(forPriya);
  const viewer: Viewer = {
    personId: clientId,
    name: 'Casebook',
    role: 'responder',
    organisation: priya.organisation,
    team: priya.team,
    purpose: 'referral',
    machine: { scopes: ['referral:list'] },
  };
  const opens = (change: Partial<Viewer>, more: { kind?: 'browser'; lifetimeMinutes?: number } = {}) =>
    startSession(stage.database.app, {
      viewer: { ...viewer, ...change },
      kind: 'token',
      lifetimeMinutes: 10,
      ...more,
    }).then(
      () => true,
      (error: unknown) => {
        assert.match(String(error), /two people/);
        return false;
      },
    );
  assert.equal(await opens({}), true);
  assert.equal(await opens({ personId: waiting }), false, 'one yes');
  assert.equal(await opens({ personId: priya.personId }), false, 'no system');
  assert.equal(await opens({ team: sam.team }), false);
  assert.equal(await opens({ role: 'administrator' }), false);
  assert.equal(await opens({ machine: { scopes: ['referral:copy'] } }), false);
  assert.equal(await opens({ machine: undefined }), false, 'it is no person');
  assert.equal(await opens({}, { kind: 'browser' }), false);
  assert.equal(await opens({}, { lifetimeMinutes: 61 }), false);
});
