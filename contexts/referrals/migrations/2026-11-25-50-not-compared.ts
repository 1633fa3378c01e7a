import { type Kysely, sql } from 'kysely';

/** A text that could not be compared with what was sealed is a place as a whole, beside the places that were found in it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    ALTER TABLE referrals.draft_finding
      DROP CONSTRAINT draft_finding_kind_check,
      ADD CONSTRAINT draft_finding_kind_check
        CHECK (kind IN ('name', 'date', 'phone', 'address', 'not-compared')),
      DROP CONSTRAINT draft_finding_pkey,
      ADD PRIMARY KEY (record_id, step, field, starts_at, kind)`.execute(db);
}
