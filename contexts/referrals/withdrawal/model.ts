import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { CoreValue } from '../../../platform/pack/core-rules.ts';
import type { Parties } from '../model.ts';

export type Reason = CoreValue<'withdraw.adult'>['reasons'][number];

/** Who asked for it. Only the person, or whoever speaks for them, ends the person's consent. */
export const askers = ['person', 'for-the-person', 'team'] as const;
export type Asker = (typeof askers)[number];

export const partiesOf = (entries: readonly StoredEntry[]): Partial<Parties> =>
  (entries.find(({ type }) => type === 'referral-submitted')?.payload.process?.['parties'] ??
    {}) as Partial<Parties>;
