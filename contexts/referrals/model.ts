import type { JsonObject } from '../../platform/pure/json.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import type { Facts } from '../../platform/forms/concepts.ts';

/** `ended`: a draft from which no referral came. `withdrawn`: taken back before it was decided. `notified`: a notice without consent, which is no referral and no case. */
export type ReferralStage = 'draft' | 'submitted' | 'decided' | 'withdrawn' | 'ended' | 'notified';

/** A draft as its team sees it. */
export interface Draft {
  readonly recordId: string;
  readonly stage: ReferralStage;
  readonly answers: Answers;
}

/** By step: who wrote it, as they were called then, and when. */
export type Authors = Readonly<
  Record<string, { readonly personId: string; readonly at: string; readonly by: JsonObject }>
>;

/** The teams of the side that refers, by the pack's words for parties; those that do not exist are left out. */
export interface ReferrerParties {
  readonly referrer: string;
  readonly 'referrer-data-protection'?: string;
}

/** All teams that take part. */
export interface Parties extends ReferrerParties {
  readonly authority: string;
  readonly 'authority-data-protection'?: string;
}

export type { Facts };

/** The entry with which one more of several of a kind, or signs, are told after sending. */
export const oneMoreAdded = 'one-more-added';
