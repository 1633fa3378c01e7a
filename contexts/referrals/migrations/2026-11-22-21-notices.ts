import { type Kysely, sql } from 'kysely';
import { protectByClass } from '../../../platform/db/row-security.ts';

/** Notices of people who did not agree to be referred, and where a draft's texts may still say who somebody is. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE referrals.notice (
      record_id uuid PRIMARY KEY,
      sent_at timestamptz NOT NULL,
      nation text,
      is_identified boolean NOT NULL,
      urgency text[] NOT NULL
    )`.execute(db);
  await protectByClass(db, 'referrals.notice', 'process', ['select', 'insert']);
  await sql`
    CREATE TABLE referrals.draft_finding (
      record_id uuid NOT NULL,
      step text NOT NULL,
      field text NOT NULL,
      -- A place in the text of that answer, never what stands there.
      starts_at integer NOT NULL,
      length integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('name', 'date', 'phone', 'address')),
      PRIMARY KEY (record_id, step, field, starts_at)
    )`.execute(db);
  await protectByClass(db, 'referrals.draft_finding', 'account', ['select', 'insert', 'delete']);
}
