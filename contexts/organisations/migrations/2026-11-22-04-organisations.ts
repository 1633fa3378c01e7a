import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** Organisations, teams, people and the positions that people hold in teams. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA organisations`.execute(db);
  await sql`GRANT USAGE ON SCHEMA organisations TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE organisations.organisation (
      organisation_id uuid PRIMARY KEY,
      name text NOT NULL,
      -- The pack's code of an authority that this organisation is, for example 'sca'.
      authority text,
      demonstration boolean NOT NULL DEFAULT false,
      opened_at timestamptz NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE organisations.team (
      team_id uuid PRIMARY KEY,
      organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      name text NOT NULL,
      purpose text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX team_by_organisation ON organisations.team (organisation_id, purpose)`.execute(db);
  await sql`
    CREATE TABLE organisations.person (
      person_id uuid PRIMARY KEY,
      organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      name text NOT NULL,
      email text NOT NULL,
      demonstration boolean NOT NULL DEFAULT false
    )`.execute(db);
  await sql`CREATE INDEX person_by_email ON organisations.person (lower(email))`.execute(db);
  await sql`CREATE INDEX person_by_organisation ON organisations.person (organisation_id)`.execute(db);
  await sql`
    CREATE TABLE organisations.position (
      person_id uuid NOT NULL REFERENCES organisations.person,
      team_id uuid NOT NULL REFERENCES organisations.team,
      role text NOT NULL,
      from_at timestamptz NOT NULL,
      until_at timestamptz,
      PRIMARY KEY (person_id, team_id, role)
    )`.execute(db);
  await sql`CREATE INDEX position_by_team ON organisations.position (team_id)`.execute(db);
  await policies(db);
  await endSessions(db);
}

/** A change of position ends what the person does in it, in the change's own transaction. */
async function endSessions(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE http.session SET ended_at = now()
        WHERE person_id = OLD.person_id AND team_id = OLD.team_id AND ended_at IS NULL;
      RETURN NULL;
    END $$`.execute(db);
  await sql`CREATE TRIGGER end_sessions AFTER UPDATE OR DELETE ON organisations.position
    FOR EACH ROW EXECUTE FUNCTION organisations.end_sessions()`.execute(db);
}

async function policies(db: Kysely<any>): Promise<void> {
  const signedIn = `access.person() IS NOT NULL`;
  const machine = `access.service() IN ('sign-in', 'directory')`;
  const building = `access.service() = 'directory'`;
  const tables = {
    organisation: signedIn,
    team: signedIn,
    person: 'organisation_id = access.organisation()',
  } as const;
  for (const [name, seen] of Object.entries(tables)) {
    const table = `organisations.${name}`;
    await force(db, table);
    await permit(db, table, 'select', `${seen} OR ${machine}`);
    await permit(db, table, 'insert', building);
  }
  await force(db, 'organisations.position');
  const ofMine = `EXISTS (SELECT 1 FROM organisations.team t WHERE t.team_id = position.team_id AND t.organisation_id = access.organisation())`;
  await permit(db, 'organisations.position', 'select', `${ofMine} OR ${machine}`);
  await permit(db, 'organisations.position', 'insert', building);
}
