import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';

/** Harbour Light looks after its accounts in two teams, and in a third that is made later. */
const stage = await openStage({
  cast: told => ({
    ...told,
    organisations: told.organisations.map(each =>
      each.name.startsWith('Harbour Light')
        ? {
            ...each,
            teams: [
              ...each.teams,
              {
                name: 'Accounts, north',
                purpose: 'administration' as const,
                people: [
                  { name: 'Una North', email: 'una.north@harbour-light.example', role: 'administrator' },
                ],
              },
            ],
          }
        : each,
    ),
  }),
});
const [femi, iris, una, priya] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'una.north@harbour-light.example',
  'priya.raman@harbour-light.example',
].map(email => stage.person(email)) as [Person, Person, Person, Person];

async function post(as: Person, url: string, typed: Record<string, string> = {}) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ ...typed, _csrf: csrf, _key: crypto.randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return (await stage.app.inject({ method: 'POST', url, payload, headers })).statusCode;
}
let people = 0;
async function ask(as: Person): Promise<string> {
  const email = `person-${++people}@harbour-light.example`;
  const typed = { name: 'Kim Fictional', email, team: priya.team.id, role: 'responder' };
  assert.equal(await post(as, '/people/add', typed), 303);
  const { rows } = await sql<{ id: string }>`
    SELECT position_id AS id FROM organisations.position JOIN organisations.person USING (person_id) WHERE email = ${email}`.execute(
    stage.database.superuser,
  );
  return rows[0]?.id ?? '';
}
/** Whom the organisation's record was given to, as the ledger says it. */
const given = async () =>
  (
    await sql<{ type: string; teams: number }>`
      SELECT type, jsonb_array_length(body::jsonb #> '{parties,administrators}') AS teams
      FROM ledger.entry JOIN ledger.payload_process USING (entry_id)
      WHERE type IN ('organisation-record-opened', 'organisation-record-shared') ORDER BY position`.execute(
      stage.database.superuser,
    )
  ).rows.map(({ type, teams }) => `${type}: ${teams}`);

test('every team that looks after an organisation’s accounts writes into its record, whichever opened it', async () => {
  const position = await ask(femi);
  assert.equal(await post(una, `/people/${position}/approve`), 303);
  assert.equal(await post(iris, `/people/${await ask(una)}/approve`), 303);
  assert.deepEqual(await given(), ['organisation-record-opened: 2']);
});

test('a team made after the record was opened is given it with the next that is written down, once', async () => {
  const [team, person] = [crypto.randomUUID(), crypto.randomUUID()];
  const { superuser } = stage.database;
  await sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
    VALUES (${team}, ${femi.organisation.id}, 'Accounts, south', 'administration')`.execute(superuser);
  await sql`INSERT INTO organisations.person (person_id, organisation_id, name, email, demonstration)
    VALUES (${person}, ${femi.organisation.id}, 'Sol South', 'sol.south@harbour-light.example', true)`.execute(
    superuser,
  );
  await sql`INSERT INTO organisations.position (person_id, team_id, role, from_at)
    VALUES (${person}, ${team}, 'administrator', now())`.execute(superuser);
  const sol: Person = {
    ...femi,
    personId: person,
    name: 'Sol South',
    email: 'sol.south@harbour-light.example',
    team: { id: team, name: 'Accounts, south' },
  };
  const position = await ask(iris);
  assert.equal(await post(sol, `/people/${position}/approve`), 303);
  await ask(una);
  assert.deepEqual(await given(), ['organisation-record-opened: 2', 'organisation-record-shared: 1']);
});
