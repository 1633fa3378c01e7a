import type { FormDefinition } from '../forms/definition.ts';
import type { PlainDate } from '../pure/time.ts';
import type { TreatedAs } from './consent.ts';
import type { DatedRule, Pack } from './pack.ts';
import { readRule } from './rules.ts';

/** A duty to report that a potential victim was met, although they do not agree to be referred. */
export interface Duty {
  /** What the notice asks. Without consent to be identified, only what it then still asks is kept of a draft. */
  readonly form: FormDefinition;
  readonly rule: DatedRule;
}

/** The duty that a nation has on a day towards an adult who refuses; undefined where it has none, or the pack cannot say. */
export function dutyToNotify(
  pack: Pick<Pack, 'rules' | 'forms'>,
  as: TreatedAs,
  { nation, on }: { readonly nation: string | null; readonly on: PlainDate },
): Duty | undefined {
  if (as !== 'adult') return undefined;
  const answer = readRule(pack, 'dtn.duty', nation, on);
  const form = answer.ok ? pack.forms[answer.value.value.form] : undefined;
  return answer.ok && form ? { form, rule: answer.value.rule } : undefined;
}
