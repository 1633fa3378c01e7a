import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../../platform/db/row-security.ts';

/**
 * Copies that were handed to somebody who has no team here. Nothing is shown to them by a grant, so it is the row of what
 * was handed over that the database ties to a live consent: to that record, for nobody's team, and for its classes alone.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.outside_copy (
      copy_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      permission_id uuid NOT NULL,
      classes text[] NOT NULL,
      made_by uuid NOT NULL,
      made_at timestamptz NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX outside_copy_by_record ON consent.outside_copy (record_id)`.execute(db);
  await force(db, 'consent.outside_copy');
  const held = holdsGrant('outside_copy', 'process');
  await permit(db, 'consent.outside_copy', 'select', held);
  await permit(
    db,
    'consent.outside_copy',
    'insert',
    // Whoever does not hold the record does not see the consent that the next policy looks for.
    `made_by = access.person() AND access.purpose() NOT IN ('accountability', 'immigration-control')`,
  );
  await sql
    .raw(
      `CREATE POLICY "on a live consent" ON consent.outside_copy AS RESTRICTIVE FOR INSERT TO nrm_app
       WITH CHECK (EXISTS (SELECT 1 FROM consent.permission AS rests
         WHERE rests.permission_id = outside_copy.permission_id AND rests.record_id = outside_copy.record_id
           AND rests.kind = 'consent' AND rests.party_id IS NULL AND outside_copy.classes <@ rests.classes
           AND rests.until_at > now() ${rowByRow}))`,
    )
    .execute(db);
  // Whoever handed a copy to somebody outside asks for it back when the consent ends.
  await sql`ALTER TABLE consent.task DROP CONSTRAINT task_kind_check,
    ADD CONSTRAINT task_kind_check CHECK (kind IN ('return-or-destroy', 'notice', 'ask-back'))`.execute(db);
}
