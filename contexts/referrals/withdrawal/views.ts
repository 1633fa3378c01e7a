/** A withdrawal in words: the same on the referral's page, in the case file and in copies. */
import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { momentOf, whoIs } from '../said-by.ts';
import { withdrawnIn } from './rules.ts';

export interface WithdrawnRow {
  readonly key: string;
  readonly text: string;
  /** Somebody's own words, byte for byte. */
  readonly isStatement?: true;
}

/** None where it was not withdrawn. */
export function withdrawnRows(entries: readonly StoredEntry[], speaking: Speaking): readonly WithdrawnRow[] {
  const found = withdrawnIn(entries);
  if (!found) return [];
  const { words } = speaking;
  const { entry, reason, askedBy, other, words: said } = found;
  const by = whoIs((entry.payload.process?.['by'] ?? {}) as JsonObject, speaking);
  const row = (name: string, text: string) => ({ key: words(`referrals.withdrawn.${name}`), text });
  return [
    row('by', words('referrals.withdrawn.by-on', { by, on: momentOf(entry.at, speaking) })),
    // Of a reason that the pack no longer has, the code itself, so that an old case never fails to open.
    row('reason', optional(`withdrawal-reason.${reason}`, speaking) ?? reason),
    ...(other === undefined ? [] : [row('other', other)]),
    ...(askedBy === undefined ? [] : [row('asked', words(`referrals.withdrawn.asked.${askedBy}`))]),
    ...(said === undefined ? [] : [{ ...row('words', said), isStatement: true as const }]),
  ];
}
