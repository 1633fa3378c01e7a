import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../../platform/db/row-security.ts';

/**
 * Cases that were withdrawn. Whoever referred the person withdraws and does not see the authority's queue, so this stands
 * beside it. From then on the database moves the case nowhere, whatever a command asks.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE decisions.withdrawn (
      record_id uuid PRIMARY KEY,
      team_id uuid NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX withdrawn_by_team ON decisions.withdrawn (team_id, record_id)`.execute(db);
  await force(db, 'decisions.withdrawn');
  const held = holdsGrant('withdrawn', 'process');
  await permit(db, 'decisions.withdrawn', 'select', `team_id = access.team() AND ${held}`);
  await permit(
    db,
    'decisions.withdrawn',
    'insert',
    `${held} AND access.purpose() NOT IN ('accountability', 'immigration-control')`,
  );
  // Whoever rebuilds projections from the entries acts as nobody.
  await sql`
    CREATE FUNCTION decisions.stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF access.person() IS NOT NULL
        AND EXISTS (SELECT FROM decisions.withdrawn WHERE withdrawn.record_id = NEW.record_id) THEN
        RAISE EXCEPTION 'what was withdrawn is not decided' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER stays_withdrawn BEFORE UPDATE ON decisions.queue_item
    FOR EACH ROW EXECUTE FUNCTION decisions.stays_withdrawn()`.execute(db);
  // The stage is what everybody else is shown.
  await sql`
    CREATE FUNCTION decisions.stage_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF access.person() IS NOT NULL THEN
        RAISE EXCEPTION 'what was withdrawn stays withdrawn' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER stays_withdrawn BEFORE UPDATE OF stage ON access.record
    FOR EACH ROW WHEN (OLD.stage = 'withdrawn' AND NEW.stage <> OLD.stage)
    EXECUTE FUNCTION decisions.stage_stays_withdrawn()`.execute(db);
}
