import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { startSession } from '../../../platform/http/session.ts';

const stage = await openStage();
const [sam, priya] = ['sam.okafor@northmoor-police.example', 'priya.raman@harbour-light.example'].map(email =>
  stage.person(email),
) as [Person, Person];

const other = await stage.another();
after(() => other.close());

const phone = { browser: 'safari', system: 'iphone' };
async function open(person: Person, more: Partial<Parameters<typeof startSession>[1]> = {}) {
  const { email: _, ...viewer } = person;
  const { id, digest } = await startSession(stage.database.app, { viewer, kind: 'browser', ...more });
  const { rows } = await sql<{ session_id: string }>`
    SELECT session_id FROM http.session WHERE digest = ${digest}`.execute(stage.database.superuser);
  return { id, sessionId: rows[0]?.session_id ?? '' };
}
const get = (session: { id: string }, url: string, app: typeof other = stage.app) =>
  app.inject({ url, headers: { cookie: `session=${session.id}` } });
const isIn = async (session: { id: string }, app: typeof other = stage.app) =>
  (await get(session, '/home', app)).statusCode === 200;
function post(session: { id: string }, url: string, csrf = csrfToken(stage.settings.secret, session.id)) {
  const payload = new URLSearchParams({ _csrf: csrf, _key: crypto.randomUUID() }).toString();
  const headers = {
    cookie: `session=${session.id}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  return stage.app.inject({ method: 'POST', url, payload, headers });
}

test('somebody sees where they are signed in, in plain words, and nobody else’s sessions', async () => {
  const here = await open(sam, { device: { browser: 'firefox', system: 'windows' } });
  const there = await open(sam, { device: phone });
  const { id: token } = await open(sam, { kind: 'token' });
  const strangers = await open(priya, { device: { browser: 'opera', system: 'linux' } });
  const { statusCode, body } = await get(here, '/sessions');
  assert.equal(statusCode, 200);
  for (const words of [
    /Firefox on Windows/,
    /Safari on an iPhone/,
    /A program, with a token/,
    /responder: /i,
  ])
    assert.match(body, words);
  assert.doesNotMatch(body, /Opera/);
  assert.ok(body.includes(`/sessions/${there.sessionId}/end`));
  assert.ok(!body.includes(`/sessions/${here.sessionId}/end`), 'one’s own ends by signing out');
  for (const secret of [here.id, there.id, token, strangers.id, strangers.sessionId])
    assert.ok(!body.includes(secret));
  await post(here, '/sessions/end-others');
});

test('a session that is ended is refused in every process at its next request', async () => {
  const [here, there] = [await open(sam), await open(sam, { device: phone })];
  assert.ok((await isIn(there)) && (await isIn(there, other)));
  const ended = await post(here, `/sessions/${there.sessionId}/end`);
  assert.deepEqual([ended.statusCode, ended.headers.location], [303, '/sessions']);
  assert.match((await get(here, '/sessions')).body, /It has ended/);
  assert.ok(!(await isIn(there, other)), 'in the other process');
  assert.ok(!(await isIn(there)));
  assert.ok((await isIn(here)) && (await isIn(here, other)));
});

test('all others end at once, tokens and the person’s sessions in other positions among them', async () => {
  const account = 'sam.okafor@northmoor-police.example';
  const here = await open(sam, { account });
  const others = [await open(sam, { device: phone }), await open(priya, { account })];
  const token = await open(sam, { kind: 'token' });
  const strangers = await open(priya);
  assert.equal((await post(here, '/sessions/end-others')).statusCode, 303);
  for (const each of others) assert.ok(!(await isIn(each, other)));
  const headers = { authorization: `Bearer ${token.id}` };
  assert.equal((await other.inject({ url: '/api/v1/referrals', headers })).statusCode, 401);
  assert.ok((await isIn(here)) && (await isIn(strangers, other)));
});

test('nobody ends somebody else’s session, or a session from a form that is not ours', async () => {
  const [here, strangers, own] = [await open(sam), await open(priya), await open(sam)];
  for (const unknown of [strangers.sessionId, crypto.randomUUID(), here.sessionId])
    assert.equal((await post(here, `/sessions/${unknown}/end`)).statusCode, 404);
  assert.equal((await post(here, `/sessions/${own.sessionId}/end`, 'guessed')).statusCode, 403);
  for (const each of [here, strangers, own]) assert.ok(await isIn(each, other));
});

test('what the browser said of itself is not kept', async () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 marked-device';
  const { personId, team, role } = sam;
  const page = await stage.app.inject({ url: '/sign-in' });
  const csrf = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const signedIn = await stage.app.inject({
    method: 'POST',
    url: '/sign-in/demonstration',
    payload: new URLSearchParams({ _csrf: csrf, position: `${personId} ${team.id} ${role}` }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': agent },
  });
  assert.equal(signedIn.statusCode, 303);
  const { rows } = await sql<{ row: string }>`SELECT s::text AS row FROM http.session s`.execute(
    stage.database.superuser,
  );
  const kept = rows.map(({ row }) => row).join('\n');
  assert.match(kept, /firefox,linux/);
  assert.doesNotMatch(kept, /Mozilla|Gecko|marked-device|rv:/);
});

test('nothing writes over the position in which a session acts', async () => {
  await open(sam);
  for (const column of ['person_id', 'position', 'team_id', 'purpose', 'ends_at', 'proved_at'])
    await assert.rejects(
      stage.database.app.transaction().execute(async db => {
        await sql`SELECT set_config('nrm.service', 'sign-in', true)`.execute(db);
        await sql`UPDATE http.session SET ${sql.ref(column)} = ${sql.ref(column)}`.execute(db);
      }),
      /permission denied/,
      column,
    );
});
