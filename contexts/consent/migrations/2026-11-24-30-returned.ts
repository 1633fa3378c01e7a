import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../../platform/db/row-security.ts';

/**
 * What a team says that it did with what it was told to return or destroy. It may see nothing of the case any more, so what
 * it says stands on a record of its own; the row ties it to a task of that very team, and no policy lets anybody change it.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.returned (
      -- Of the answer itself, which its team opened.
      record_id uuid PRIMARY KEY,
      task_id uuid NOT NULL,
      -- The case that the task is about.
      case_id uuid NOT NULL,
      party_id uuid NOT NULL,
      done text NOT NULL CHECK (done IN ('returned', 'destroyed', 'kept')),
      classes text[] NOT NULL CHECK (cardinality(classes) > 0),
      -- Of the pack: on which legal ground it is kept.
      ground text,
      said_at timestamptz NOT NULL,
      -- As they were named then: {name, role, organisation, team}.
      said_by jsonb NOT NULL,
      CONSTRAINT kept_on_a_ground CHECK ((done = 'kept') = (ground IS NOT NULL))
    )`.execute(db);
  await sql`CREATE INDEX returned_by_task ON consent.returned (task_id)`.execute(db);
  await sql`CREATE INDEX returned_by_case ON consent.returned (case_id)`.execute(db);
  await sql`CREATE INDEX returned_by_party ON consent.returned (party_id, said_at)`.execute(db);
  await force(db, 'consent.returned');
  await permit(
    db,
    'consent.returned',
    'select',
    `party_id = access.team() OR ${holdsGrant('returned', 'process', 'case_id')}`,
  );
  await permit(
    db,
    'consent.returned',
    'insert',
    `party_id = access.team() AND access.purpose() NOT IN ('accountability', 'immigration-control')
      AND EXISTS (SELECT 1 FROM consent.task AS told
        WHERE told.task_id = returned.task_id AND told.record_id = returned.case_id
          AND told.party_id = returned.party_id AND told.kind <> 'notice' AND told.made_at <= now()
          AND returned.classes <@ told.classes ${rowByRow})`,
  );
}
