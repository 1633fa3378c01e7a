import { err, ok, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import { standing } from './imprecise.ts';
import type { Authority, DatedRule, Pack } from './pack.ts';
import { readRule, type NoAnswer } from './rules.ts';

export interface Routed {
  readonly authority: Authority;
  /** The dated rule that chose it. */
  readonly rule: DatedRule;
  /** The reported circumstances that made the difference; empty when the default authority decides. */
  readonly because: readonly string[];
}

export type NoRoute = NoAnswer | { readonly code: 'authority-not-sitting'; readonly authority: string };

/** Which authority decides on a referral received on a day. Moving a case to another authority later is not this. */
export function routeAuthority(
  pack: Pick<Pack, 'rules' | 'authorities'>,
  referral: {
    readonly nation: string | null;
    readonly circumstances: readonly string[];
    readonly on: PlainDate;
  },
): Result<Routed, NoRoute> {
  const answer = readRule(pack, 'authority.routing', referral.nation, referral.on);
  if (!answer.ok) return answer;
  const { value, rule } = answer.value;
  const instead = value.instead.find(each =>
    each.ifAnyOf.some(code => referral.circumstances.includes(code)),
  );
  const because = instead ? instead.ifAnyOf.filter(code => referral.circumstances.includes(code)) : [];
  const code = instead?.authority ?? value.default;
  const authority = pack.authorities.find(
    each => each.code === code && standing(each, referral.on) !== 'out',
  );
  return authority
    ? ok({ authority, rule, because })
    : err({ code: 'authority-not-sitting', authority: code });
}
