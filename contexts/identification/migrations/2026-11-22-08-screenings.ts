import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** What staff noticed before there is a case: codes only, nothing that identifies anybody, seen by their own team. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA identification`.execute(db);
  await sql`GRANT USAGE ON SCHEMA identification TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE identification.screening (
      screening_id uuid PRIMARY KEY,
      team_id uuid NOT NULL,
      -- Who noticed: the member of staff, never the person whom they met.
      person_id uuid NOT NULL,
      made_at timestamptz NOT NULL,
      setting text NOT NULL,
      age_group text NOT NULL CHECK (age_group IN ('adult', 'child', 'not-known')),
      -- [{"sign": "g01", "known": "observed"}]
      signs jsonb NOT NULL CHECK (jsonb_typeof(signs) = 'array')
    )`.execute(db);
  await force(db, 'identification.screening');
  const ofMyTeam = `team_id = access.team() AND access.purpose() = 'referral'`;
  await permit(db, 'identification.screening', 'select', ofMyTeam);
  await permit(db, 'identification.screening', 'insert', `${ofMyTeam} AND person_id = access.person()`);
}
