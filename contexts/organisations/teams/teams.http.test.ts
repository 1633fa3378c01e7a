import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';

const stage = await openStage();
const [femi, priya, sam] = [
  'femi.adair@harbour-light.example',
  'priya.raman@harbour-light.example',
  'sam.okafor@northmoor-police.example',
].map(email => stage.person(email)) as [Person, Person, Person];

const get = async (as: Person, url: string) =>
  stage.app.inject({ url, headers: { cookie: (await stage.signIn(as)).cookie } });
async function post(as: Person, url: string, typed: Record<string, string>) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ ...typed, _csrf: csrf, _key: crypto.randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, payload, headers });
}

test('an administrator adds a team of what the organisation was registered for, and lets somebody into it', async () => {
  const added = await post(femi, '/teams/add', { name: 'Night desk', purpose: 'referral' });
  assert.equal(added.statusCode, 303, added.body);
  assert.match((await get(femi, '/teams')).body, /Night desk/);
  assert.match((await get(femi, '/people/add')).body, /Night desk/);
  for (const purpose of ['identification-decision', 'immigration-control', 'asking', '']) {
    const refused = await post(femi, '/teams/add', { name: `For ${purpose}`, purpose });
    assert.equal(refused.statusCode, 422, purpose);
    assert.match(refused.body, /Select what the team acts for/);
  }
  const twice = await post(femi, '/teams/add', { name: 'NIGHT desk', purpose: 'referral' });
  assert.match(twice.body, /Another team of your organisation has this name/);
});

test('a team is named anew by administrators of its own organisation alone, and the ledger says so', async () => {
  const url = `/teams/${priya.team.id}`;
  assert.equal((await post(femi, url, { name: 'Street work' })).statusCode, 303);
  assert.match((await get(femi, '/teams')).body, /Street work/);
  assert.equal((await post(femi, `/teams/${sam.team.id}`, { name: 'Ours' })).statusCode, 404);
  assert.equal((await get(femi, `/teams/${sam.team.id}`)).statusCode, 404);
  for (const other of [priya, sam]) {
    assert.equal((await get(other, '/teams')).statusCode, 403);
    assert.equal((await post(other, url, { name: 'Mine' })).statusCode, 403);
    assert.equal((await post(other, '/teams/add', { name: 'Mine', purpose: 'referral' })).statusCode, 403);
  }
  const { rows } = await sql<{ type: string }>`
    SELECT type FROM ledger.entry JOIN organisations.organisation USING (record_id) ORDER BY position`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['organisation-record-opened', 'team-added', 'team-renamed'],
  );
});

test('a team of administrators that is added can write into the organisation’s record at once', async () => {
  await post(femi, '/teams/add', { name: 'Accounts, north', purpose: 'administration' });
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM access."grant" JOIN organisations.team ON team_id = party_id
    WHERE name = 'Accounts, north' AND "grant".purpose = 'administration' AND closed_at IS NULL`.execute(
    stage.database.superuser,
  );
  assert.equal(rows[0]?.n, 2, 'process and identity');
});
