import { err, ok, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import { coreRules, type CoreRule, type CoreValue } from './core-rules.ts';
import { insideEdge, standing } from './imprecise.ts';
import type { DatedRule, Pack } from './pack.ts';

/**
 * What a pack says on a day. Only `in-force` is an answer. `edge` is true where the day lies inside an imprecise
 * `from` or `until` and the rule's own `edges` say how to read it.
 */
export type RuleOutcome =
  | { readonly is: 'in-force'; readonly rule: DatedRule; readonly edge: boolean }
  | { readonly is: 'none'; readonly why: NoRule }
  /** More than one rule is in force: the pack contradicts itself. */
  | { readonly is: 'ambiguous'; readonly rules: readonly DatedRule[] }
  /** The source's dates, or the nation, are not precise enough to say which of these is in force, if any. */
  | { readonly is: 'imprecise'; readonly rules: readonly DatedRule[] };

export type NoRule = 'no-such-rule' | 'other-nation' | 'not-commenced' | 'not-in-force';

/** What the core says when it needed a rule and the pack gave no single answer. */
export interface NoAnswer {
  readonly code: 'rule-none' | 'rule-ambiguous' | 'rule-imprecise';
  readonly rule: string;
}

/**
 * The rule in force for a nation on a day. `nation` null means not known: a rule for some nations only might then
 * apply, which is `imprecise`. A rule enacted and not commenced is never in force.
 */
export function ruleOn(
  pack: Pick<Pack, 'rules'>,
  id: string,
  nation: string | null,
  day: PlainDate,
): RuleOutcome {
  const named = pack.rules.filter(rule => rule.id === id);
  if (named.length === 0) return { is: 'none', why: 'no-such-rule' };
  const here = named.filter(rule => !rule.nations || nation === null || rule.nations.includes(nation));
  if (here.length === 0) return { is: 'none', why: 'other-nation' };

  const alive = here
    .filter(rule => rule.status === 'in-force')
    .map(rule => ({ rule, stands: standing(rule, day), nationKnown: !rule.nations || nation !== null }))
    .filter(({ stands }) => stands !== 'out');
  const rules = alive.map(({ rule }) => rule);
  if (alive.some(({ stands, nationKnown }) => stands === 'edge' || !nationKnown))
    return { is: 'imprecise', rules };
  const [rule, another] = rules;
  if (another) return { is: 'ambiguous', rules };
  if (rule) return { is: 'in-force', rule, edge: insideEdge(rule, day) };
  const waiting = here.some(each => each.status === 'enacted-not-commenced' && standing(each, day) !== 'out');
  return { is: 'none', why: waiting ? 'not-commenced' : 'not-in-force' };
}

/** A rule that the core reads, with its typed value. */
export interface CoreAnswer<Id extends CoreRule> {
  readonly value: CoreValue<Id>;
  readonly rule: DatedRule;
}

export function readRule<Id extends CoreRule>(
  pack: Pick<Pack, 'rules'>,
  id: Id,
  nation: string | null,
  day: PlainDate,
): Result<CoreAnswer<Id>, NoAnswer> {
  const outcome = ruleOn(pack, id, nation, day);
  if (outcome.is !== 'in-force') return err({ code: `rule-${outcome.is}`, rule: id });
  // The schema checked the value when the pack was loaded, so this cannot fail on a loaded pack.
  return ok({ value: coreRules[id].parse(outcome.rule.value) as CoreValue<Id>, rule: outcome.rule });
}
