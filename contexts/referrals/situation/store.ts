/** Which draft was begun from which referral, and which referrals are linked: rows that are there for who holds both. */
import { sql } from 'kysely';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Projection } from '../../../platform/ledger/projections.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { linkedBy, type Pair } from './linking.ts';

/** Keeps from where a new draft was begun. Where the other draft was sent or ended at this moment, nothing is kept. */
export async function keepBeginning(
  work: Work,
  recordId: string,
  source: Pick<RecordFacts, 'recordId' | 'stage'>,
): Promise<void> {
  const isDraft = source.stage === 'draft';
  if (isDraft && !(await stays(work, source.recordId))) return;
  await work.db
    .insertInto('referrals.draft_beginning')
    .values({
      record_id: recordId,
      source_id: source.recordId,
      draft_id: recordId,
      source_draft_id: isDraft ? source.recordId : null,
    })
    .execute();
}

/** Whether there is that draft; it is not sent or ended then before the transaction is over. */
async function stays({ db }: Work, recordId: string): Promise<boolean> {
  const row = await db
    .selectFrom('referrals.draft')
    .select('record_id')
    .where('record_id', '=', recordId)
    .forKeyShare()
    .executeTakeFirst();
  return row !== undefined;
}

const touches = (recordId: string) => sql<boolean>`${recordId}::uuid IN (record_id, source_id)`;

/** Whoever refuses was in no situation with anybody, as far as we know. */
export async function forgetBeginnings({ db }: Work, recordId: string): Promise<void> {
  await db.deleteFrom('referrals.draft_beginning').where(touches(recordId)).execute();
}

/**
 * The record is sent: what was begun from it, or it from, and is sent too. These are kept here no longer; the others wait
 * until they are sent. Where both are sent at one moment, the second waits for the first and finds it sent.
 */
export async function takeBeginnings({ db }: Work, recordId: string): Promise<readonly string[]> {
  await db
    .updateTable('referrals.draft_beginning')
    .set({
      draft_id: sql`CASE WHEN record_id = ${recordId}::uuid THEN NULL ELSE draft_id END`,
      source_draft_id: sql`CASE WHEN source_id = ${recordId}::uuid THEN NULL ELSE source_draft_id END`,
    })
    .where(touches(recordId))
    .execute();
  const taken = await db
    .deleteFrom('referrals.draft_beginning')
    .where(touches(recordId))
    .where('draft_id', 'is', null)
    .where('source_draft_id', 'is', null)
    .returning(['record_id', 'source_id'])
    .execute();
  return taken.map(row => (row.record_id === recordId ? row.source_id : row.record_id));
}

/** Pairs of which one is among these, from either side. */
export async function listPairs({ db }: Work, recordIds: readonly string[]): Promise<readonly Pair[]> {
  const rows = await db
    .selectFrom('referrals.situation_link')
    .select(['record_id', 'other_id'])
    .where('record_id', '=', sql<string>`ANY (${[...recordIds]}::uuid[])`)
    .execute();
  return rows.map(row => [row.record_id, row.other_id] as const);
}

/** The references of those who were referred from the same situation, of which the viewer holds both sides. */
export async function listSameSituation(
  { db }: Pick<Work, 'db'>,
  recordId: string,
  asOf?: Instant,
): Promise<string[]> {
  const rows = await db
    .selectFrom('referrals.situation_link as link')
    .innerJoin('access.record as other', 'other.record_id', 'link.other_id')
    .select('other.reference')
    .where('link.record_id', '=', recordId)
    .$if(asOf !== undefined, query =>
      query.where('link.linked_at', '<=', sql<Date>`${String(asOf)}::timestamptz`),
    )
    .orderBy('link.linked_at')
    .orderBy('other.reference')
    .execute();
  return rows.map(({ reference }) => reference);
}

const link: Projection = async (db, entry) => {
  const [one, other] = linkedBy(entry);
  await db
    .updateTable('access.record')
    .set({ stage: 'linked' })
    .where('record_id', '=', entry.recordId)
    .execute();
  const linked_at = entry.at.toString();
  await db
    .insertInto('referrals.situation_link')
    .values([
      { record_id: one, other_id: other, linked_at },
      { record_id: other, other_id: one, linked_at },
    ])
    .execute();
};

export const situationProjections: readonly (readonly [string, Projection])[] = [['situation-linked', link]];
