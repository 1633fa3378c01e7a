import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Work } from '../work.ts';

/** What a write came to: enough to answer a repeat of it, and nothing that was sent. */
export interface Outcome {
  readonly status: number;
  readonly outcome: { readonly location: string } | { readonly answer: unknown };
}
export type Earlier = { readonly same: true; readonly outcome: Outcome } | { readonly same: false };

/** A digest of the whole request, so that one key cannot stand for two different wishes. */
export function requestDigest(method: string, path: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body]))
    .digest();
}

/** What became of an earlier write of this person with this key, if there was one. */
export async function findEarlier(
  db: Transaction<Tables>,
  personId: string,
  key: string,
  digest: Buffer,
): Promise<Earlier | undefined> {
  const row = await db
    .selectFrom('http.write_key')
    .select(['request_digest', 'status', 'outcome'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (!row.request_digest.equals(digest)) return { same: false };
  return { same: true, outcome: { status: row.status, outcome: row.outcome as Outcome['outcome'] } };
}

/** Remembers the outcome in the write's own transaction: of two equal writes at once, one commits. */
export async function rememberOutcome(
  work: Work,
  key: string,
  digest: Buffer,
  outcome: Outcome,
): Promise<void> {
  await work.db
    .insertInto('http.write_key')
    .values({
      person_id: work.viewer.personId,
      key,
      request_digest: digest,
      status: outcome.status,
      outcome: JSON.stringify(outcome.outcome),
      at: work.now.toString(),
    })
    .execute();
}

/** Keys are ours (a UUID) or the client's: 8 to 200 printable characters without spaces. */
export const isKey = (key: unknown): key is string =>
  typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key);
