import { createHmac } from 'node:crypto';
import type { FieldError } from '../pure/result.ts';
import type { Work } from '../work.ts';

/** What a write came to: enough to answer a repeat of it, and nothing that was sent. */
export interface Outcome {
  readonly status: number;
  readonly outcome:
    | { readonly location: string }
    | { readonly answer: unknown }
    /** Which fields were not kept and why, by codes: what was sent is compared, never stored. */
    | { readonly errors: readonly FieldError[] };
}
export type Earlier = { readonly same: true; readonly outcome: Outcome } | { readonly same: false };

/**
 * A digest of the whole request, so that one key cannot stand for two different wishes. It is keyed: a short form's digest
 * could otherwise be guessed, and would outlive the erasure of what was sent.
 */
export const requestDigest = (secret: string, method: string, path: string, body: unknown): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['request', method, path, body]))
    .digest();

/** What is kept of a key: clients choose their own, and may have put a name into it. */
export const keyDigest = (secret: string, key: string): string =>
  createHmac('sha256', secret).update(`write-key:${key}`).digest('base64url');

/** An earlier write as it was kept (`enter` in session.ts finds it). */
export interface KeptWrite {
  readonly request_digest: Buffer;
  readonly status: number;
  readonly outcome: unknown;
}

/** What became of an earlier write with the same key, if there was one. */
export function readEarlier(kept: KeptWrite | undefined, digest: Buffer): Earlier | undefined {
  if (!kept) return undefined;
  if (!kept.request_digest.equals(digest)) return { same: false };
  return { same: true, outcome: { status: kept.status, outcome: kept.outcome as Outcome['outcome'] } };
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

/** Of a program that chooses its own: whether there is none, or one that cannot be one. */
export const keyRefusal = (key: unknown): 'key-missing' | 'key-unfit' =>
  key === undefined || key === '' ? 'key-missing' : 'key-unfit';
/** Keys are ours (a UUID) or the client's: 8 to 200 printable characters without spaces. */
export const isKey = (key: unknown): key is string =>
  typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key);
