import { sql } from 'kysely';
import { z } from 'zod';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';

const named = z.object({ name: z.string(), role: z.string(), organisation: z.string(), team: z.string() });
export type Named = z.output<typeof named>;

export interface Opened {
  readonly id: string;
  readonly reference: string;
  readonly recordId: string;
  readonly personId: string;
  readonly by: Named;
  readonly classes: readonly DataClass[];
  readonly reason: string;
  readonly at: Instant;
  readonly lastsUntil: Instant;
  readonly endedAt: Instant | undefined;
  readonly reviewDue: Instant;
  readonly review: { readonly outcome: string; readonly at: Instant; readonly by: Named } | undefined;
}

const openings = ({ db }: Pick<Work, 'db'>) =>
  db
    .selectFrom('oversight.opening as opening')
    .innerJoin('access.record as record', 'record.record_id', 'opening.record_id')
    .leftJoin('oversight.review as review', 'review.opening_id', 'opening.opening_id')
    .select([
      'opening.opening_id',
      'opening.record_id',
      'record.reference',
      'opening.person_id',
      'opening.opened_by',
      'opening.classes',
      'opening.reason',
      'opening.opened_at',
      'opening.lasts_until',
      'opening.ended_at',
      'opening.review_due',
      'review.outcome',
      'review.reviewed_at',
      'review.reviewed_by',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof openings>['executeTakeFirstOrThrow']>>;

const most = 100;

/** What officers of the viewer's team look at again: what waits, the longest due first, and then what was looked at, the newest first. */
export async function listOpenings(work: Work): Promise<readonly Opened[]> {
  const waiting = await openings(work)
    .where('review.outcome', 'is', null)
    .orderBy('opening.review_due')
    .limit(most)
    .execute();
  const done = await openings(work)
    .where('review.outcome', 'is not', null)
    .orderBy('review.reviewed_at', 'desc')
    .limit(most)
    .execute();
  return [...waiting, ...done].map(openedOf);
}

export interface Alert {
  readonly of: Named;
  readonly at: Instant;
}

/** Of whom the officers of the viewer's organisation were told that a count was full, the newest first. */
export async function listAlerts({ db }: Work): Promise<readonly Alert[]> {
  const rows = await db
    .selectFrom('oversight.alert')
    .select(['told_of', 'at'])
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  return rows.map(row => ({ of: named.parse(row.told_of), at: instantOf(row.at) }));
}

/** One of a record. */
export async function findOpening(work: Work, recordId: string, id: string): Promise<Opened | undefined> {
  const row = await openings(work)
    .where('opening.record_id', '=', recordId)
    .where('opening.opening_id', '=', id)
    .executeTakeFirst();
  return row && openedOf(row);
}

/** What the viewer has open now. */
export async function listOwn(work: Work): Promise<readonly Opened[]> {
  const rows = await openings(work)
    .where('opening.person_id', '=', work.viewer.personId)
    .where('opening.seen_as', '=', work.viewer.purpose)
    .where('opening.until_at', '>', sql<Date>`now()`)
    .orderBy('opening.until_at')
    .execute();
  return rows.map(openedOf);
}

/** What was typed as the reason, and as the review's: only officers read it, in the trail. */
export async function findWords(
  work: Work,
  recordId: string,
  opening: string,
): Promise<{ readonly opened: string | undefined; readonly reviewed: string | undefined }> {
  const { rows } = await sql<{ type: string; words: string }>`
    SELECT entry.type, said.body::jsonb ->> 'words' AS words
    FROM ledger.entry JOIN ledger.payload_trail AS said USING (entry_id)
    WHERE entry.record_id = ${recordId} AND entry.kind = 'sight' AND entry.type IN ('glass-explained', 'review-explained')
      AND said.body::jsonb ->> 'opening' = ${opening}`.execute(work.db);
  const of = (type: string) => rows.find(row => row.type === type)?.words;
  return { opened: of('glass-explained'), reviewed: of('review-explained') };
}

/** Whether somebody looks at the record in an emergency now: the viewer, or another. */
export async function findLive(work: Work, recordId: string): Promise<'own' | 'others' | undefined> {
  const rows = await work.db
    .selectFrom('oversight.opening')
    .select('person_id')
    .where('record_id', '=', recordId)
    .where('until_at', '>', sql<Date>`now()`)
    .execute();
  if (rows.length === 0) return undefined;
  return rows.some(row => row.person_id === work.viewer.personId) ? 'own' : 'others';
}

const instantOf = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());

const openedOf = (row: Row): Opened => ({
  id: row.opening_id,
  reference: row.reference,
  recordId: row.record_id,
  personId: row.person_id,
  by: named.parse(row.opened_by),
  classes: row.classes as readonly DataClass[],
  reason: row.reason,
  at: instantOf(row.opened_at),
  lastsUntil: instantOf(row.lasts_until),
  endedAt: row.ended_at ? instantOf(row.ended_at) : undefined,
  reviewDue: instantOf(row.review_due),
  review:
    row.outcome !== null && row.reviewed_at !== null
      ? { outcome: row.outcome, at: instantOf(row.reviewed_at), by: named.parse(row.reviewed_by) }
      : undefined,
});
