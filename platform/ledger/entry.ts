import type { PayloadClass } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import type { Instant } from '../pure/time.ts';

/**
 * What rules return: something that became true of a record. `process` says what happened in codes and dates;
 * every other class holds personal data and is seen only by a grant of that class. An entry without `process` is
 * internal to those who reason: that it happened at all is seen by grants of `reasoning` alone (and of `trail`).
 */
export interface Entry {
  readonly type: string;
  readonly payload: Payload & ({ readonly process: JsonObject } | { readonly reasoning: JsonObject });
}
type Payload = { readonly [C in PayloadClass]?: JsonObject };

/** An entry as it stands in the ledger, with the payloads that the reader may see. */
export interface StoredEntry {
  readonly entryId: string;
  readonly recordId: string;
  /** 1, 2, 3 … for changes; null for sights, which do not take part in version checks. */
  readonly version: number | null;
  readonly kind: 'change' | 'sight';
  readonly type: string;
  readonly at: Instant;
  readonly actorId: string;
  readonly organisationId: string;
  readonly teamId: string;
  readonly purpose: string;
  readonly payload: { readonly [C in PayloadClass]?: JsonObject };
}
