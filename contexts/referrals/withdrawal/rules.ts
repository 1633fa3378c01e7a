/** Taking back a referral that was sent, before it is decided. Nothing is destroyed: the case stays, and says why. */
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { readRule } from '../../../platform/pack/rules.ts';
import { readReference } from '../../../platform/pure/reference.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import { refuseMove } from '../rules.ts';
import { type Asker, askers, partiesOf, type Reason } from './model.ts';

export interface Said {
  readonly reason: string;
  /** Of a duplicate: the referral that stands, as it was typed. */
  readonly other: string;
  readonly askedBy: Asker;
  readonly words: string;
}

export interface Given {
  readonly pack: Pick<Pack, 'rules' | 'referencePrefix'>;
  readonly today: PlainDate;
  readonly stage: string;
  readonly reference: string;
  /** The authority takes back nothing for reasons of its own. */
  readonly isAuthority: boolean;
}

/** For which reasons this referral may be withdrawn: by the rule in force on the day it was received. */
export function reasonsFor(
  entries: readonly StoredEntry[],
  { pack, today }: Pick<Given, 'pack' | 'today'>,
): Result<readonly Reason[]> {
  const sent = entries.find(({ type }) => type === 'referral-submitted')?.payload.process;
  if (!sent) return refuse('not-in-this-stage');
  const { treatedAs, nation, submittedOn } = sent;
  const on = (typeof submittedOn === 'string' ? parseDate(submittedOn) : undefined) ?? today;
  const rule = readRule(
    pack,
    treatedAs === 'child' ? 'withdraw.child' : 'withdraw.adult',
    typeof nation === 'string' ? nation : null,
    on,
  );
  return rule.ok ? ok(rule.value.value.reasons) : refuse('not-in-the-pack');
}

export function withdraw(
  entries: readonly StoredEntry[],
  said: Said,
  given: Given,
): Result<{ readonly entry: Entry; readonly endsConsents: boolean }> {
  const move = refuseMove(given.stage, 'withdraw');
  if (!move.ok) return refuse('not-in-this-stage');
  const reasons = reasonsFor(entries, given);
  if (!reasons.ok) return reasons;
  const reason = reasons.value.find(({ code }) => code === said.reason);
  if (!reason) return refuse('invalid', [fault('reason', 'error.not-an-option')]);
  const other = readReference(given.pack.referencePrefix, said.other);
  const faults = [
    ...(reason.kind === 'wish' && said.askedBy === 'team'
      ? [fault('askedBy', 'referrals.withdraw.error.wish-of-the-person')]
      : []),
    ...(given.isAuthority && said.askedBy === 'team'
      ? [fault('askedBy', 'referrals.withdraw.error.authority-at-their-wish')]
      : []),
    // Whether it is there is not said: whoever may not see it would learn of it.
    ...(reason.kind === 'duplicate' && (other === undefined || other === given.reference)
      ? [fault('other', 'referrals.withdraw.error.other')]
      : []),
  ];
  if (faults.length > 0) return refuse('invalid', faults);
  const { authority } = partiesOf(entries);
  return ok({
    entry: {
      type: 'referral-withdrawn',
      payload: {
        process: {
          reason: reason.code,
          askedBy: said.askedBy,
          withdrawnOn: given.today.toString(),
          parties: { ...(authority !== undefined && { authority }) },
          ...(reason.kind === 'duplicate' && { other: other ?? '' }),
        },
        account: { words: said.words },
      },
    },
    endsConsents: reason.kind === 'wish',
  });
}

/** That a referral was withdrawn, as whoever reads it may know. */
export interface Withdrawn {
  readonly reason: string;
  readonly askedBy: Asker | undefined;
  readonly on: string;
  readonly other: string | undefined;
  /** Undefined where the reader does not hold the class `account`. */
  readonly words: string | undefined;
  readonly entry: StoredEntry;
}

export function withdrawnIn(entries: readonly StoredEntry[]): Withdrawn | undefined {
  const entry = entries.find(({ type }) => type === 'referral-withdrawn');
  if (!entry) return undefined;
  const { reason, askedBy, withdrawnOn, other } = entry.payload.process ?? {};
  const words = entry.payload.account?.['words'];
  return {
    reason: String(reason),
    askedBy: askers.find(each => each === askedBy),
    on: String(withdrawnOn),
    other: typeof other === 'string' ? other : undefined,
    words: typeof words === 'string' ? words : undefined,
    entry,
  };
}

const fault = (field: string, message: string): FieldError => ({ field: `withdrawal.${field}`, message });
