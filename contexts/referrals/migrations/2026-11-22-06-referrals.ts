import { type Kysely, sql } from 'kysely';
import { protectByClass } from '../../../platform/db/row-security.ts';

/** Drafts, which are not in the ledger; and what queries need of sent referrals. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA referrals`.execute(db);
  await sql`GRANT USAGE ON SCHEMA referrals TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE referrals.draft (
      record_id uuid PRIMARY KEY,
      saved_at timestamptz NOT NULL,
      saved_by uuid NOT NULL,
      saved_by_name text NOT NULL
    )`.execute(db);
  await protectByClass(db, 'referrals.draft', 'process', ['select', 'insert', 'update', 'delete']);
  await sql`
    CREATE TABLE referrals.draft_answer (
      record_id uuid NOT NULL,
      step text NOT NULL,
      data_class text NOT NULL,
      -- Text, not jsonb: an account must come back byte for byte.
      answers text NOT NULL,
      -- Who wrote the step and when: a colleague may send what another was told.
      answered_at timestamptz NOT NULL,
      answered_by uuid NOT NULL,
      author jsonb NOT NULL,
      PRIMARY KEY (record_id, step, data_class)
    )`.execute(db);
  await protectByClass(db, 'referrals.draft_answer', { column: 'data_class' }, [
    'select',
    'insert',
    'update',
    'delete',
  ]);
  await sql`
    CREATE TABLE referrals.referral (
      record_id uuid PRIMARY KEY,
      submitted_at timestamptz NOT NULL,
      authority text NOT NULL,
      due_on date
    )`.execute(db);
  await protectByClass(db, 'referrals.referral', 'process', ['select', 'insert']);
  await sql`
    CREATE TABLE referrals.search_key (
      -- The team whose search finds it. The cases of others then cost a search no time, and its time tells nothing of them.
      team_id uuid NOT NULL,
      record_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('name', 'name-sound', 'birth-date', 'phone', 'other-reference')),
      key text NOT NULL,
      data_class text NOT NULL,
      PRIMARY KEY (record_id, kind, key, team_id)
    )`.execute(db);
  // Equality is leakproof, so this index works beneath row-level security (design.md, Seeing and doing).
  await sql`CREATE INDEX search_key_by_key ON referrals.search_key (team_id, kind, key, record_id)`.execute(
    db,
  );
  await protectByClass(db, 'referrals.search_key', { column: 'data_class' }, ['select', 'insert']);
}
