import { type Kysely, sql } from 'kysely';
import { rowByRow } from '../../../platform/db/row-security.ts';

/**
 * An answer that a later one made irrelevant is kept aside in the draft for those whose draft it is. Whoever is shown the
 * draft on a consent, or on a ground in its place, is not shown them: nobody agreed to that, and nothing of it is ever sent.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE referrals.draft_answer ADD COLUMN is_aside boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT draft_answer_pkey, ADD PRIMARY KEY (record_id, step, data_class, is_aside)`.execute(db);
  const ours = `EXISTS (SELECT 1 FROM access.relation AS ours
    WHERE ours.record_id = draft_answer.record_id AND ours.party_id = access.team()
      AND ours.relation = ANY ('{referring-team,asking-team}') ${rowByRow})`;
  await sql
    .raw(
      `CREATE POLICY "aside" ON referrals.draft_answer AS RESTRICTIVE FOR SELECT TO nrm_app
       USING (NOT is_aside OR ${ours})`,
    )
    .execute(db);
}
