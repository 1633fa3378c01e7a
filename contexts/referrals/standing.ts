/** What stands of what was said: a correction takes the place of an answer, one more of several stands beside the others. */
import type { Answers } from '../../platform/forms/definition.ts';
import type { Json } from '../../platform/pure/json.ts';

export interface Told {
  readonly step: string;
  readonly field: string;
  readonly value: Json;
  readonly adds: boolean;
}
/** The answers as they stand now, of what was said in its order. */
export function answersIn(told: readonly Told[]): Answers {
  const answers: Record<string, Answers[string]> = {};
  for (const { step, field, value, adds } of told) {
    const before = answers[step]?.[field];
    const now = adds ? [...listOf(before), ...listOf(value)] : value;
    answers[step] = { ...answers[step], [field]: now };
  }
  return answers;
}

export const listOf = (answer: Json | undefined): readonly Json[] =>
  Array.isArray(answer) ? answer.map((each: Json) => each) : [];

/** What was said of an answer before it was said anew, the oldest first. */
export const beforeIn = <T extends Told>(told: readonly T[], step: string, field: string): readonly T[] =>
  sayings(told, step, field).slice(0, -1);

/** Each time that an answer was said as a whole; of several that were only ever told one by one, the first. */
export function sayings<T extends Told>(told: readonly T[], step: string, field: string): readonly T[] {
  const all = told.filter(each => each.step === step && each.field === field);
  const whole = all.filter(({ adds }) => !adds);
  return whole.length > 0 ? whole : all.slice(0, 1);
}
