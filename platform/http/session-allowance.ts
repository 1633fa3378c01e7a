import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** What is left of an allowance; a part of one while it fills. */
export interface Allowance {
  readonly isTaken: boolean;
  readonly left: number;
}

/**
 * Takes one of the allowance of whoever a live token is of, in a transaction of its own; undefined for any other token.
 * `perSecond` in the long run, `burst` at once.
 */
export async function takeOne(
  db: Kysely<Tables>,
  digest: Buffer,
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): Promise<Allowance | undefined> {
  const { rows } = await sql<{ is_taken: boolean; left_now: number }>`
    SELECT is_taken, left_now FROM http.take(${digest}, ${burst}, ${perSecond})`.execute(db);
  const [row] = rows;
  return row && { isTaken: row.is_taken, left: row.left_now };
}
