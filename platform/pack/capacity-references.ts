import { coreRules } from './core-rules.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

/** By whom a pack lets decide for an adult who lacks the capacity to. */
export const decidersWithoutCapacity = ({ consent }: Pick<Pack, 'consent'>): readonly string[] =>
  consent.deciders.filter(({ path }) => path === 'without-capacity').map(({ code }) => code);

/** Whom a rule lets decide must be one who decides on that path. */
export function brokenDeciders(pack: Pick<Pack, 'consent'>, value: unknown): readonly string[] {
  const known = decidersWithoutCapacity(pack);
  return coreRules['consent.capacity']
    .parse(value)
    .deciders.filter(code => !known.includes(code))
    .map(code => `"${code}" is no decider of consent.yaml on the path "without-capacity"`);
}

/** A form that offers the answer must lead on from it: it asks who decided, and every nation has the rule. */
export function findBrokenCapacity(
  { forms, nations, rules }: Pick<Pack, 'forms' | 'nations' | 'rules'>,
  broken: ReadonlySet<string>,
): Problem[] {
  const file = 'forms/referral.yaml';
  const fields = forms['referral']?.steps.flatMap(step => step.fields) ?? [];
  const offers = fields.some(
    ({ concept, options }) => concept === 'consent' && options?.includes('without-capacity'),
  );
  if (!offers) return [];
  const asks = fields.some(({ concept, required }) => concept === 'capacity-decider' && required);
  const isUnread = [...broken].some(name => name.startsWith('rules/'));
  const without = nations.filter(
    ({ code }) =>
      !isUnread &&
      !rules.some(rule => rule.id === 'consent.capacity' && (rule.nations?.includes(code) ?? true)),
  );
  return [
    ...(asks
      ? []
      : [{ file, path: 'steps', message: 'no required field has the concept "capacity-decider"' }]),
    ...without.map(({ code }) => ({
      file,
      path: 'steps',
      message: `"without-capacity" is offered, and nation "${code}" has no rule "consent.capacity"`,
    })),
  ];
}
