import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Which } from '../../../platform/erasure/eraser.ts';
import { forgetFiles, forgetKeys } from '../../../platform/erasure/store.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Instant } from '../../../platform/pure/time.ts';

/** `referral`: a draft, a notice that is not sent. `request`: of somebody who may not refer. */
export type DraftKind = 'draft' | 'request';

const beginsWith = { draft: 'draft-opened', request: 'request-opened' } as const;

export const page = (which: Which) =>
  'id' in which
    ? sql`record.record_id = ${which.id} ORDER BY record.record_id`
    : sql`record.record_id > ${which.after} ORDER BY record.record_id LIMIT ${which.most}`;

/** What anything but the ledger's own proof still holds. */
const holdsSomething = sql.raw(
  [
    'identity',
    'account',
    'contact',
    'location',
    'health',
    'immigration',
    'support',
    'intelligence',
    'third_party',
    'reasoning',
  ]
    .map(
      name => `EXISTS (SELECT 1 FROM ledger.payload_${name} AS held WHERE held.record_id = record.record_id)`,
    )
    .join(' OR '),
);

/** Drafts that nobody touched since a moment, and that no other team is asked to take over. */
export async function listUntouched(
  db: Transaction<Tables>,
  kind: DraftKind,
  before: Instant,
  which: Which,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT record.record_id AS id, draft.saved_at AS at
    FROM access.record JOIN referrals.draft USING (record_id)
    WHERE record.stage = 'draft' AND draft.saved_at < ${before.toString()}::timestamptz
      AND EXISTS (SELECT 1 FROM ledger.entry WHERE entry.record_id = record.record_id AND entry.version = 1
        AND entry.type = ${beginsWith[kind]})
      AND NOT EXISTS (SELECT 1 FROM referrals.hand_over WHERE source_id = record.record_id AND state = 'asked')
      AND ${page(which)}`.execute(db);
  return rows;
}

/** Drafts that ended and of which something still stands in the ledger, with when they ended. */
export async function listEnded(
  db: Transaction<Tables>,
  kind: DraftKind,
  which: Which,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT record.record_id AS id, (SELECT max(entry.at) FROM ledger.entry
      WHERE entry.record_id = record.record_id AND entry.type = 'draft-ended') AS at
    FROM access.record
    WHERE record.stage = 'ended' AND (${holdsSomething})
      AND EXISTS (SELECT 1 FROM ledger.entry WHERE entry.record_id = record.record_id AND entry.version = 1
        AND entry.type = ${beginsWith[kind]})
      AND ${page(which)}`.execute(db);
  return rows;
}

export async function listNotices(
  db: Transaction<Tables>,
  which: Which,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT record.record_id AS id, notice.sent_at AS at
    FROM access.record JOIN referrals.notice USING (record_id)
    WHERE (${holdsSomething}) AND ${page(which)}`.execute(db);
  return rows;
}

/** Everything that a record of this context has outside the ledger, of these classes, or all of it; also from when it was a draft. */
export async function eraseRows(
  db: Transaction<Tables>,
  recordId: string,
  classes: readonly DataClass[] | undefined,
): Promise<void> {
  const ofClass = sql`record_id = ${recordId} AND (${classes === undefined} OR data_class = ANY (${[...(classes ?? [])]}::text[]))`;
  for (const table of ['search_key', 'draft_answer', 'draft_typed', 'draft_file'])
    await sql`DELETE FROM ${sql.table(`referrals.${table}`)} WHERE ${ofClass}`.execute(db);
  // Places in texts: where a text goes, they tell of nothing; and they are found anew in one that stays.
  await sql`DELETE FROM referrals.draft_finding WHERE record_id = ${recordId}`.execute(db);
  await forgetKeys(db, recordId, classes);
  if (classes !== undefined) return;
  await sql`DELETE FROM referrals.draft_visit WHERE record_id = ${recordId}`.execute(db);
  await sql`DELETE FROM referrals.draft WHERE record_id = ${recordId}`.execute(db);
}

/** Every file, and what was said of it while it was in a draft. */
export async function eraseEvidenceRows(db: Transaction<Tables>, recordId: string): Promise<void> {
  await sql`DELETE FROM referrals.draft_file WHERE record_id = ${recordId}`.execute(db);
  await forgetFiles(db, recordId);
}
