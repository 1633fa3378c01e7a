import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** Who is on duty for a team, from when until when. Only they open what is sealed (platform/seal). */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE organisations.duty (
      duty_id uuid PRIMARY KEY,
      team_id uuid NOT NULL REFERENCES organisations.team,
      person_id uuid NOT NULL REFERENCES organisations.person,
      from_at timestamptz NOT NULL,
      -- Nobody is on duty without end.
      until_at timestamptz NOT NULL CHECK (until_at >= from_at AND until_at <= from_at + interval '7 days'),
      set_by uuid NOT NULL,
      set_at timestamptz NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX duty_by_team ON organisations.duty (team_id, person_id, until_at)`.execute(db);
  const table = 'organisations.duty';
  const mine = 'team_id = access.team()';
  await force(db, table);
  await permit(db, table, 'select', mine);
  // That it is somebody of the team, and a manager who does it, is for the command and policy: who is of another team acts in
  // that other team, and is on no duty here.
  await permit(db, table, 'insert', `${mine} AND set_by = access.person()`);
  await permit(db, table, 'update', mine);
  await sql`REVOKE UPDATE ON organisations.duty FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (until_at) ON organisations.duty TO nrm_app`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION access.on_duty() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
      SELECT EXISTS (SELECT 1 FROM organisations.duty WHERE duty.team_id = access.team() AND duty.person_id = access.person()
        AND duty.from_at <= now() AND duty.until_at > now()) $$`.execute(db);
}
