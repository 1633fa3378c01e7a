import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { startSession } from '../../../platform/http/session.ts';

const stage = await openStage();
const [first, second, third, outsider, responder] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'tess.varga@harbour-light.example',
  'sam.okafor@northmoor-police.example',
  'priya.raman@harbour-light.example',
].map(email => stage.person(email)) as [Person, Person, Person, Person, Person];

const browsers = new Map<Person, Awaited<ReturnType<typeof stage.signIn>>>();
async function browserOf(person: Person) {
  const known = browsers.get(person) ?? (await stage.signIn(person));
  browsers.set(person, known);
  return known;
}
const get = async (as: Person, url: string) =>
  stage.app.inject({ url, headers: { cookie: (await browserOf(as)).cookie } });
async function post(as: Person, url: string, typed: Record<string, string> = {}) {
  const { cookie, csrf } = await browserOf(as);
  const body = new URLSearchParams({ ...typed, _csrf: csrf, _key: crypto.randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, payload: body, headers });
}

let people = 0;
/** Somebody whom `by` asked for: their position, and who they would be. */
async function ask(by: Person, change: Record<string, string> = {}) {
  const email = `person-${++people}@harbour-light.example`;
  const typed = { name: 'Kim Fictional', email, team: responder.team.id, role: 'responder', ...change };
  const answer = await post(by, '/people/add', typed);
  const { rows } = await sql<{ position: string; person: string }>`
    SELECT position_id AS position, person_id AS person FROM organisations.position JOIN organisations.person USING (person_id)
    WHERE email = ${typed.email} AND until_at IS NULL ORDER BY from_at DESC`.execute(
    stage.database.superuser,
  );
  return { answer, email: typed.email, position: rows[0]?.position ?? '', person: rows[0]?.person ?? '' };
}
const viewerOf = ({ email: _, ...viewer }: Person) => viewer;
const openSession = (person: string, kind: 'browser' | 'token' = 'browser') =>
  startSession(stage.database.app, {
    viewer: { ...viewerOf(responder), personId: person, name: 'Kim Fictional' },
    kind,
  });
const comesIn = (person: string) =>
  openSession(person, 'token').then(
    () => true,
    () => false,
  );

test('nobody comes in before two others said yes, whichever way they come', async () => {
  const { answer, position, person } = await ask(first);
  assert.equal(answer.statusCode, 303, answer.body);
  assert.equal(await comesIn(person), false, 'one yes is not enough');
  await assert.rejects(openSession(person), /two people did not let in/);
  assert.match((await get(second, '/people')).body, /Waiting for a yes[\s\S]*Kim Fictional/);
  assert.equal(
    (await post(first, `/people/${position}/approve`)).statusCode,
    409,
    'who asked said yes by it',
  );
  assert.equal(await comesIn(person), false);
  assert.equal((await post(second, `/people/${position}/approve`)).statusCode, 303);
  assert.equal(await comesIn(person), true);
  assert.equal(
    (await post(third, `/people/${position}/approve`)).statusCode,
    409,
    'there is nothing left to say',
  );
});

test('ending a position ends every session of it at once, and coming back needs two yeses anew', async () => {
  const { position, person, email } = await ask(first);
  await post(second, `/people/${position}/approve`);
  const { id } = await openSession(person);
  const home = () => stage.app.inject({ url: '/home', headers: { cookie: `session=${id}` } });
  assert.equal((await home()).statusCode, 200);
  assert.equal((await post(third, `/people/${position}/end`)).statusCode, 303);
  assert.equal((await home()).statusCode, 303, 'led to the sign-in');
  assert.equal(await comesIn(person), false);
  const again = await ask(second, { email });
  assert.equal(again.person, person);
  assert.notEqual(again.position, position);
  assert.equal(await comesIn(person), false, 'the earlier yeses are of the earlier position');
});

test('nobody asks for themselves, for an address of elsewhere, for a role that the team has not, or twice', async () => {
  const refused = async (change: Record<string, string>) => (await ask(first, change)).answer;
  for (const [change, words] of [
    [{ email: first.email, team: first.team.id, role: 'administrator' }, /nobody gives a role to themselves/],
    [{ email: 'kim@fakeharbour-light.example' }, /it must end with harbour-light\.example/],
    [{ email: 'kim@harbour-light.example.net' }, /it must end with/],
    [{ role: 'administrator' }, /a role that this team has/],
    [{ team: outsider.team.id }, /Select the team/],
    [{ email: responder.email }, /They have this role in this team/],
  ] as const) {
    const answer = await refused(change);
    assert.equal(answer.statusCode, 422, JSON.stringify(change));
    assert.match(answer.body, words);
  }
});

test('only those who look after accounts see and keep people, and only those of their own organisation', async () => {
  const { position } = await ask(first);
  for (const other of [responder, outsider]) {
    assert.equal((await get(other, '/people')).statusCode, 403);
    assert.equal((await post(other, `/people/${position}/approve`)).statusCode, 403);
    assert.equal((await post(other, `/people/${position}/end`)).statusCode, 403);
  }
  const { rows } = await sql<{ position_id: string }>`
    SELECT position_id FROM organisations.position WHERE person_id = ${outsider.personId}`.execute(
    stage.database.superuser,
  );
  for (const doing of ['approve', 'end'])
    assert.equal(
      (await post(first, `/people/${rows[0]?.position_id ?? ''}/${doing}`)).statusCode,
      404,
      doing,
    );
  assert.doesNotMatch((await get(first, '/people')).body, /Sam Okafor/);
});

test('the database counts no yes to oneself, of oneself under another name, of nobody, or of another organisation', async () => {
  const { position, person, email } = await ask(first);
  const superuser = stage.database.superuser;
  const twin = crypto.randomUUID();
  // The same human, known to another organisation too.
  await sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
    VALUES (${twin}, ${outsider.organisation.id}, 'Kim again', ${email.toUpperCase()}), (gen_random_uuid(), ${outsider.organisation.id}, 'Femi again', ${first.email})`.execute(
    superuser,
  );
  const say = (approver: string, account: string) =>
    sql`INSERT INTO organisations.approval (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
      VALUES (${position}, ${person}, ${first.organisation.id}, ${approver}, ${account}, ${outsider.organisation.id}, now())`.execute(
      superuser,
    );
  await say(twin, email);
  assert.equal(await comesIn(person), false, 'their own account elsewhere');
  const { rows } = await sql<{
    person_id: string;
  }>`SELECT person_id FROM organisations.person WHERE name = 'Femi again'`.execute(superuser);
  await say(rows[0]?.person_id ?? '', first.email);
  assert.equal(await comesIn(person), false, 'one human with two accounts is one');
  await assert.rejects(say(person, email), /approval_check/);

  const asSomebody = (as: Person, of: Partial<Record<'approver' | 'account' | 'purpose', string>>) =>
    stage.database.app.transaction().execute(async db => {
      await sql`SELECT set_config('nrm.person', ${as.personId}, true), set_config('nrm.team', ${as.team.id}, true),
        set_config('nrm.organisation', ${as.organisation.id}, true), set_config('nrm.purpose', ${of.purpose ?? as.purpose}, true)`.execute(
        db,
      );
      await sql`INSERT INTO organisations.approval (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
        VALUES (${position}, ${person}, ${first.organisation.id}, ${of.approver ?? as.personId}, ${of.account ?? as.email}, ${as.organisation.id}, now())`.execute(
        db,
      );
    });
  for (const [who, of] of [
    [responder, {}],
    [second, { approver: third.personId, account: third.email }],
    [second, { account: 'somebody.else@harbour-light.example' }],
    [outsider, { purpose: 'administration' }],
  ] as const)
    await assert.rejects(asSomebody(who, of), /row-level security/);
  assert.equal(await comesIn(person), false);
  await asSomebody(second, {});
  assert.equal(await comesIn(person), true);
});

test('what happens to an organisation’s people stands in the ledger, in its own record', async () => {
  const { position } = await ask(first);
  await post(second, `/people/${position}/approve`);
  await post(third, `/people/${position}/end`);
  const { rows } = await sql<{ type: string; n: number }>`
    SELECT type, count(*)::integer AS n FROM ledger.entry JOIN organisations.organisation USING (record_id)
    WHERE name = ${first.organisation.name} GROUP BY type`.execute(stage.database.superuser);
  const counts = Object.fromEntries(rows.map(({ type, n }) => [type, n]));
  assert.equal(counts['organisation-record-opened'], 1);
  assert.ok(
    (counts['position-asked'] ?? 0) >= 4 && (counts['position-approved'] ?? 0) >= 3,
    JSON.stringify(counts),
  );
  assert.ok((counts['position-ended'] ?? 0) >= 2);
});
