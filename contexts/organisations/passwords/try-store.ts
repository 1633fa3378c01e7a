/** All of this runs as the service `credentials`. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import { minutesToWait, triesCountMinutes } from './try-rules.ts';

export interface Bucket {
  readonly key: Buffer;
  readonly free: number;
}

/**
 * Counts a try, before anything is looked at: of many at once no more come through than one after the other would. Answers
 * how many minutes there are to wait; a try that has to wait is not counted.
 */
export async function countTry(
  db: Transaction<Tables>,
  {
    tryId,
    buckets,
    at,
  }: { readonly tryId: string; readonly buckets: readonly Bucket[]; readonly at: Instant },
): Promise<number> {
  const since = at.subtract({ minutes: triesCountMinutes }).toString();
  // One at a time: two that delete the same rows in different orders would wait for each other.
  await sql`DELETE FROM organisations.sign_in_try
    WHERE at < ${since}::timestamptz AND (SELECT pg_try_advisory_xact_lock(hashtextextended('sign_in_try', 0)))`.execute(
    db,
  );
  const inOrder = buckets.toSorted((one, other) => Buffer.compare(one.key, other.key));
  for (const { key } of inOrder)
    await sql`SELECT pg_advisory_xact_lock(('x' || left(${key.toString('hex')}, 16))::bit(64)::bigint)`.execute(
      db,
    );
  const { rows } = await sql<{ bucket: Buffer; count: number; last_at: Date }>`
    SELECT bucket, count(*)::integer AS count, max(at) AS last_at FROM organisations.sign_in_try
    WHERE bucket = ANY (${inOrder.map(({ key }) => key)}::bytea[]) AND at >= ${since}::timestamptz GROUP BY bucket`.execute(
    db,
  );
  const tries = inOrder.map(({ key, free }) => {
    const row = rows.find(({ bucket }) => bucket.equals(key));
    const lastAt = row && Temporal.Instant.fromEpochMilliseconds(row.last_at.getTime());
    return { count: row?.count ?? 0, lastAt, free };
  });
  const minutes = minutesToWait(tries, at);
  if (minutes === 0)
    await db
      .insertInto('organisations.sign_in_try')
      .values(inOrder.map(({ key }) => ({ try_id: tryId, bucket: key, at: at.toString() })))
      .execute();
  return minutes;
}

/** It was them: the try was not a wrong one, nor were those before it of a device that is theirs. */
export async function forgetTry(
  db: Transaction<Tables>,
  { tryId, own }: { readonly tryId: string; readonly own: Buffer | undefined },
): Promise<void> {
  await db
    .deleteFrom('organisations.sign_in_try')
    .where(eb => (own ? eb.or([eb('try_id', '=', tryId), eb('bucket', '=', own)]) : eb('try_id', '=', tryId)))
    .execute();
}
