/** On which ground a draft is shown to the team that is asked, and whether that ground still fits the person of the draft. */
import type { Facts } from '../../../platform/forms/concepts.ts';
import { decidersFor } from '../../../platform/pack/consent.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Permission } from '../../consent/public.ts';
import { type Asking, personTreatedAs } from '../rules.ts';

interface OnDay {
  readonly pack: Pack;
  readonly today: PlainDate;
}

/**
 * Who may decide for somebody of whom the draft says that they lack the capacity to decide on the referral: whom the law of
 * the nation names on the day. Undefined where the person decides, and nobody else may.
 */
export function decidersOf(
  { pack, today }: OnDay,
  { consent, nation }: Pick<Facts, 'consent' | 'nation'>,
): readonly string[] | undefined {
  if (consent !== 'without-capacity') return undefined;
  const rule = decidersFor(pack, { nation: nation ?? null, on: today });
  return rule.ok ? rule.value.value.deciders : [];
}

export const mayDecide = (deciders: readonly string[] | undefined, decider: string | undefined): boolean =>
  deciders ? decider !== undefined && deciders.includes(decider) : decider === undefined;

/**
 * Whether what a draft is shown on still fits: a child's ground a child, an adult's consent an adult who decides, and that of
 * whoever decided for them an adult who cannot. Where nobody can tell whether the person is an adult, nothing fits.
 * `isPart`: the facts are what the asked team is shown, which may be too little to tell the age; the whole told it before.
 */
export function groundFits(
  asking: Asking,
  { kind, path, decider }: Pick<Permission, 'kind' | 'path' | 'decider'>,
  facts: Facts,
  { today, isPart = false }: { readonly today: PlainDate; readonly isPart?: boolean },
): boolean {
  if (facts.consent === 'refused') return false;
  const as = personTreatedAs(asking, facts, today);
  if (!as.ok) return false;
  if (kind === 'override') return as.value === 'child';
  const isUntold = isPart && facts.ageStatus === undefined && facts.birthDate === undefined;
  if (as.value === 'child' && !isUntold) return false;
  const deciders = decidersOf({ pack: asking.pack, today }, facts);
  return mayDecide(deciders, path === 'without-capacity' ? decider : undefined);
}
