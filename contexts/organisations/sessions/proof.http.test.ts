import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, packFolders, type Person } from '../../../checks/support/stage.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { digestOf, startSession } from '../../../platform/http/session.ts';
import { loadPack } from '../../../platform/pack/load.ts';

/** Whose pages and operations are shorter to reach stand beside those that the pack names. */
const stage = await openStage({
  recompose: composed => ({
    ...composed,
    pack: {
      ...composed.pack,
      proofAgain: {
        ...composed.pack.proofAgain,
        actions: [...composed.pack.proofAgain.actions, 'people:ask', 'referral:list'],
      },
    },
  }),
});
const [sam, alex, femi] = ['Sam Okafor', 'Alex Morgan', 'Femi Adair'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];
await stage.putOnDuty(alex);
const reference = await stage.refer(sam);

async function open(person: Person, kind: 'browser' | 'token' = 'browser') {
  const { email: _, ...viewer } = person;
  return (await startSession(stage.database.app, { viewer, kind })).id;
}
const proved = (id: string, minutesAgo: number) =>
  sql`UPDATE http.session SET proved_at = now() - make_interval(secs => ${minutesAgo * 60})
    WHERE digest = ${digestOf(id)}`.execute(stage.database.superuser);
const get = (id: string, url: string) => stage.app.inject({ url, headers: { cookie: `session=${id}` } });
function post(id: string, url: string, typed: Record<string, string>) {
  const _csrf = csrfToken(stage.settings.secret, id);
  const payload = new URLSearchParams({ ...typed, _csrf, _key: crypto.randomUUID() }).toString();
  const headers = { cookie: `session=${id}`, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, payload, headers });
}

test('every country asks again before something sealed is opened and before anything is given away', async () => {
  for (const folder of Object.values(packFolders)) {
    const { proofAgain } = await loadPack(folder);
    for (const action of ['sealed:open', 'consent:hand-over', 'override:decide'])
      assert.ok(proofAgain.actions.includes(action), `${folder} ${action}`);
  }
});

test('whoever proved who they are within the minutes of the pack is not asked; a second later they are', async () => {
  const id = await open(alex);
  const opening = `/sealed/${reference}/${crypto.randomUUID()}`;
  const why = { reason: 'visit', words: 'A visit that the person knows of.' };
  await proved(id, 14.9);
  assert.equal((await post(id, opening, why)).statusCode, 404, 'there is no such seal');
  await proved(id, 15 + 1 / 60);
  const asked = await post(id, opening, why);
  assert.deepEqual(
    [asked.statusCode, asked.headers.location],
    [303, `/sign-in/again?to=${encodeURIComponent(`/sealed/${reference}`)}`],
  );
  assert.equal((await get(id, `/sealed/${reference}`)).statusCode, 200, 'that there is something is shown');
  assert.equal((await get(id, '/home')).statusCode, 200);
});

test('what one may not see is not there, however long ago one proved who one is', async () => {
  const id = await open(alex);
  await proved(id, 60);
  assert.equal((await post(id, `/sealed/NRM-2222-2222-2/${crypto.randomUUID()}`, {})).statusCode, 404);
  const stranger = await open(sam);
  await proved(stranger, 60);
  assert.equal((await get(stranger, '/people/add')).statusCode, 403);
});

test('what was typed waits, and whoever shows that it is them goes on where they were, as what they were', async () => {
  const id = await open(femi);
  await proved(id, 16);
  const typed = { name: 'Kim Waiting', email: 'kim@harbour-light.example', team: '', role: '' };
  const asked = await post(id, '/people/add', typed);
  const again = String(asked.headers.location);
  assert.equal(again, '/sign-in/again?to=%2Fpeople%2Fadd%3Fkept%3Dyes');
  const page = await get(id, again);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Show again that it is you/);
  assert.match(page.body, /more than 15 minutes ago/);
  assert.doesNotMatch(page.body, /Sam Okafor/, 'nobody else is offered');
  const position = `${femi.personId} ${femi.team.id} ${femi.role}`;
  assert.ok(page.body.includes(position));
  const done = await post(id, '/sign-in/demonstration', { position, to: '/people/add?kept=yes' });
  assert.equal(done.headers.location, '/people/add?kept=yes');
  const renewed = done.cookies.find(({ name }) => name === 'session')?.value ?? '';
  assert.match((await get(renewed, '/people/add?kept=yes')).body, /Kim Waiting/);
  assert.equal((await get(id, '/home')).statusCode, 303, 'the old session has ended');
});

test('a program is told that its token proves too little, and by how much', async () => {
  const id = await open(sam, 'token');
  const ask = () =>
    stage.app.inject({ url: '/api/v1/referrals', headers: { authorization: `Bearer ${id}` } });
  assert.equal((await ask()).statusCode, 200);
  await proved(id, 16);
  const refused = await ask();
  assert.equal(refused.statusCode, 401);
  assert.match(String(refused.headers['www-authenticate']), /insufficient_user_authentication", max_age=900/);
  assert.equal(refused.json<{ type: string }>().type, '/problems/proof-needed');
});

test('a proof is not made newer by changing the role, nor by a clock that runs ahead', async () => {
  const { email: _, ...viewer } = sam;
  const ahead = new Date(Date.now() + 3_600_000);
  const { digest } = await startSession(stage.database.app, { viewer, kind: 'browser', provedAt: ahead });
  const unknown = await startSession(stage.database.app, { viewer, kind: 'browser', provedAt: 'unknown' });
  const { rows } = await sql<{ future: boolean; never: boolean }>`
    SELECT bool_or(digest = ${digest} AND proved_at > now()) AS future,
      bool_or(digest = ${unknown.digest} AND proved_at = '-infinity') AS never FROM http.session`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(rows[0], { future: false, never: true });
  await proved(unknown.id, 16);
  assert.equal((await get(unknown.id, '/referrals')).statusCode, 303);
});
