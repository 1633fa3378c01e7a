import { type Kysely, sql } from 'kysely';
import { protectByClass } from '../../../platform/db/row-security.ts';

/** What was typed on a page of a draft and is no answer yet; who is in a draft; and the salt of what its pages are compared by. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE referrals.draft ADD COLUMN salt uuid NOT NULL DEFAULT gen_random_uuid()`.execute(db);
  await sql`
    CREATE TABLE referrals.draft_typed (
      record_id uuid NOT NULL,
      -- A step, or a step and the name of one of several.
      place text NOT NULL,
      person_id uuid NOT NULL,
      -- 'process' says that the page is open; what was typed stands in the class of its question.
      data_class text NOT NULL,
      inputs text NOT NULL,
      base text NOT NULL,
      typed_at timestamptz NOT NULL,
      typed_by_name text NOT NULL,
      PRIMARY KEY (record_id, place, person_id, data_class)
    )`.execute(db);
  await protectByClass(db, 'referrals.draft_typed', { column: 'data_class' }, ['select', 'insert', 'delete']);
  await sql`
    CREATE TABLE referrals.draft_visit (
      record_id uuid NOT NULL,
      person_id uuid NOT NULL,
      team_id uuid NOT NULL,
      name text NOT NULL,
      seen_at timestamptz NOT NULL,
      PRIMARY KEY (record_id, person_id)
    )`.execute(db);
  await protectByClass(db, 'referrals.draft_visit', 'process', ['select', 'insert', 'update', 'delete']);
}
