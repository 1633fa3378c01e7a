import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import { ruleOn } from '../../../platform/pack/rules.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import type { CaseFile } from '../model.ts';

/**
 * The test in force on the day on which the case was received (rule `rg.test`): the pack's words for it
 * (`rule.rg.test.<from>`), else the rule's own. Nothing where the pack gives no single answer: the core does not guess.
 */
export function testInWords(
  { receivedOn, nation }: Pick<CaseFile, 'receivedOn' | 'nation'>,
  speaking: Speaking,
  today: PlainDate,
): readonly string[] {
  const { words, pack } = speaking;
  const day = (receivedOn && parseDate(receivedOn)) || today;
  const found = ruleOn(pack, 'rg.test', nation ?? null, day);
  if (found.is !== 'in-force') return [];
  const { from, value } = found.rule;
  const test =
    optional(`rule.rg.test.${from ?? 'ever'}`, speaking) ?? (typeof value === 'string' ? value : undefined);
  return test === undefined ? [] : [words('decisions.decide.test', { test })];
}
