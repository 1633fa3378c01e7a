import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Which } from '../../platform/erasure/eraser.ts';

export interface ClosedCase {
  readonly id: string;
  readonly type: 'decision-recorded' | 'referral-withdrawn';
  readonly at: Date;
  readonly outcome: string | null;
}

/** Cases that are decided or withdrawn, with the last of what closed them. */
export async function listClosed(db: Transaction<Tables>, which: Which): Promise<readonly ClosedCase[]> {
  const asked =
    'id' in which
      ? sql`record.record_id = ${which.id} ORDER BY record.record_id`
      : sql`record.record_id > ${which.after} ORDER BY record.record_id LIMIT ${which.most}`;
  const { rows } = await sql<ClosedCase>`
    SELECT record.record_id AS id, last.type, last.at, (SELECT body::jsonb ->> 'outcome' FROM ledger.payload_process AS said
      WHERE said.entry_id = last.entry_id) AS outcome
    FROM access.record CROSS JOIN LATERAL (
      SELECT entry_id, type, at FROM ledger.entry
      WHERE entry.record_id = record.record_id AND kind = 'change' AND type IN ('decision-recorded', 'referral-withdrawn')
      ORDER BY version DESC LIMIT 1) AS last
    WHERE record.stage IN ('decided', 'withdrawn') AND ${asked}`.execute(db);
  return rows;
}

/** What deciders typed and did not send goes with the first of what they typed it about. */
export async function eraseDecisionDrafts(db: Transaction<Tables>, recordId: string): Promise<void> {
  await sql`DELETE FROM decisions.draft WHERE record_id = ${recordId}`.execute(db);
}
