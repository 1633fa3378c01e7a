import type { Facts } from '../../../platform/forms/concepts.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { decidersFor } from '../../../platform/pack/consent.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';

/**
 * On what a referral rests whose person lacks the capacity to decide on it: who may decide for them, by which rule. Codes
 * alone; who assessed them and why it was decided so stands in the referral. Undefined where the person decided.
 */
export function decidedForThem(
  { consent, capacityDecider, nation }: Pick<Facts, 'consent' | 'capacityDecider' | 'nation'>,
  { pack, today }: { readonly pack: Pick<Pack, 'rules' | 'consent'>; readonly today: PlainDate },
): Result<Entry | undefined> {
  if (consent !== 'without-capacity') return ok(undefined);
  const rule = decidersFor(pack, { nation: nation ?? null, on: today });
  const decider = pack.consent.deciders.find(({ code }) => code === capacityDecider);
  if (!rule.ok || !decider || !rule.value.value.deciders.includes(decider.code))
    return refuse('consent-missing');
  const { id, from, source } = rule.value.rule;
  return ok({
    type: 'decided-without-capacity',
    payload: {
      process: {
        path: decider.path,
        decider: decider.code,
        nation: nation ?? null,
        rule: { id, from: from ?? null },
        sources: [...new Set([...source, ...decider.source])],
      },
    },
  });
}
