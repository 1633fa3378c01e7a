import { ok, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import type { Pack } from './pack.ts';
import { readRule, type NoAnswer } from './rules.ts';

export type DecisionOutcome = 'positive' | 'negative';

/** Whether a decision with this outcome must be read by a second person before it is recorded. */
export function needsSecondReader(
  pack: Pick<Pack, 'rules'>,
  outcome: DecisionOutcome,
  { nation, on }: { readonly nation: string | null; readonly on: PlainDate },
): Result<boolean, NoAnswer> {
  const answer = readRule(pack, 'second_check', nation, on);
  return answer.ok ? ok(answer.value.value.outcomes.includes(outcome)) : answer;
}
