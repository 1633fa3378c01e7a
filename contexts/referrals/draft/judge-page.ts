import type { Answers, StepDefinition } from '../../../platform/forms/definition.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { soundPart } from '../../../platform/forms/sound.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { type Asking, refuseStep } from '../rules.ts';

/** A page as it was sent: what of it may be saved, and what must be put right before the next one. */
export function judgeStep(
  { pack, form }: Asking,
  { step, typed, soFar }: Page,
  today: PlainDate,
): { readonly answers: StepAnswers; readonly faults: readonly FieldError[] } {
  const given = { pack, today };
  const soundBut = (faults: readonly FieldError[]) => soundPart(form, step, { typed, soFar, faults }, given);
  const checked = checkStep(form, step, typed, soFar, given);
  const faults = checked.ok ? [] : (checked.error.fields ?? []);
  const answers = checked.ok ? checked.value : soundBut(faults);
  const fits = refuseStep({ pack, form }, { ...soFar, [step.id]: answers }, { step: step.id, today });
  if (fits.ok) return { answers, faults };
  const known = new Set(faults.map(({ field }) => field));
  const all = [...faults, ...(fits.error.fields ?? []).filter(({ field }) => !known.has(field))];
  return { answers: soundBut(all), faults: all };
}

/** Of what is wrong with a page, what somebody typed: leaving it would lose that without a word. */
export const ofTyped = (
  faults: readonly FieldError[],
  { step, typed }: Pick<Page, 'step' | 'typed'>,
): readonly FieldError[] =>
  faults.filter(({ field }) => Object.keys(typed).some(id => `${field}.`.startsWith(`${step.id}.${id}.`)));

type StepAnswers = Answers[string];
interface Page {
  readonly step: StepDefinition;
  readonly typed: StepAnswers;
  readonly soFar: Answers;
}
