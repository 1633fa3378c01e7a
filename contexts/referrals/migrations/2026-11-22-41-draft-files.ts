import { type Kysely, sql } from 'kysely';
import { protectByClass } from '../../../platform/db/row-security.ts';

/** What was said of the files of a draft. Of a referral that was sent, the ledger says it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE referrals.draft_file (
      file_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      data_class text NOT NULL,
      -- Text, not jsonb: words come back byte for byte.
      about text NOT NULL,
      added_at timestamptz NOT NULL,
      added_by uuid NOT NULL,
      author jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX draft_file_by_record ON referrals.draft_file (record_id)`.execute(db);
  await protectByClass(db, 'referrals.draft_file', { column: 'data_class' }, ['select', 'insert', 'delete']);
}
