import { type Kysely, sql } from 'kysely';
import { protectByClass } from '../../../platform/db/row-security.ts';

/** Hand-overs of drafts: who asked whom, and what came of it. What is shown of the person stands on the draft. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE referrals.hand_over (
      record_id uuid PRIMARY KEY,
      -- The draft that is handed over.
      source_id uuid NOT NULL,
      handing_team uuid NOT NULL,
      asked_team uuid NOT NULL,
      -- What lets the asked team see the draft; nothing where the person did not agree to that.
      permission_id uuid,
      state text NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'taken-back')),
      asked_at timestamptz NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX hand_over_by_source ON referrals.hand_over (source_id)`.execute(db);
  await protectByClass(db, 'referrals.hand_over', 'process', ['select', 'insert', 'update']);
  await sql`REVOKE UPDATE ON referrals.hand_over FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (state) ON referrals.hand_over TO nrm_app`.execute(db);
  // Whoever takes a draft over ends it, and with it goes also what they were not shown: row-level security hides that from
  // their DELETE, and not from a foreign key's.
  for (const table of ['draft_answer', 'draft_typed', 'draft_finding', 'draft_visit'])
    await sql
      .raw(
        `ALTER TABLE referrals.${table} ADD CONSTRAINT of_a_draft FOREIGN KEY (record_id)
         REFERENCES referrals.draft ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`,
      )
      .execute(db);
}
