import { ok, type RefusalCode, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import { readRule, type NoAnswer } from './rules.ts';
import type { Pack } from './pack.ts';

export type TreatedAs = 'adult' | 'child';
export type AgeAnswer = { readonly age: number } | { readonly status: 'adult' | 'child' | 'not-known' };
export type ConsentAnswer = 'given' | 'refused' | 'without-capacity' | 'not-asked';

interface Asked {
  readonly nation: string | null;
  readonly on: PlainDate;
}

/** Whether the law treats a person as an adult or a child; where the age is not known the pack's rule says. */
export function treatedAs(
  pack: Pick<Pack, 'rules'>,
  age: AgeAnswer,
  { nation, on }: Asked,
): Result<TreatedAs, NoAnswer> {
  const answer = readRule(pack, 'age.child', nation, on);
  if (!answer.ok) return answer;
  const { adultFrom, notKnown } = answer.value.value;
  if ('age' in age) return ok(age.age >= adultFrom ? 'adult' : 'child');
  return ok(age.status === 'not-known' ? notKnown : age.status);
}

/** Whether a referral needs the person's consent, and what must have been explained before they gave it. */
export function consentOn(pack: Pick<Pack, 'rules'>, as: TreatedAs, { nation, on }: Asked) {
  const answer = readRule(pack, `consent.${as}`, nation, on);
  return answer.ok ? ok(answer.value.value) : answer;
}

/** The refusal that a referral meets for want of consent, or null where it meets none. */
export function consentRefusal(
  pack: Pick<Pack, 'rules'>,
  as: TreatedAs,
  consent: ConsentAnswer,
  asked: Asked,
): Result<RefusalCode | null, NoAnswer> {
  const rule = consentOn(pack, as, asked);
  if (!rule.ok) return rule;
  if (!rule.value.needed || consent === 'given') return ok(null);
  const isDecided = as === 'adult' && consent === 'without-capacity' && decidersFor(pack, asked).ok;
  return ok(isDecided ? null : 'consent-missing');
}

/** Who may decide for an adult who lacks the capacity to, and by which rule. */
export const decidersFor = (pack: Pick<Pack, 'rules'>, { nation, on }: Asked) =>
  readRule(pack, 'consent.capacity', nation, on);
