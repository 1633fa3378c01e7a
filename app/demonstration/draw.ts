import { applicable, submittable } from '../../platform/forms/journey.ts';
import type { Answers, FieldDefinition, FormDefinition } from '../../platform/forms/definition.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { Json } from '../../platform/pure/json.ts';
import type { Demonstration } from './definition.ts';

export type Random = () => number;

/** Mulberry32: the same fictional cases on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const drawFrom = <T>(from: readonly T[], random: Random): T | undefined =>
  from[Math.floor(random() * from.length)];

/** One whole set of answers, field by field in the form's order, so that conditions are met by what was drawn before. */
export function drawAnswers(
  pack: Pack,
  form: FormDefinition,
  choices: Demonstration['cases']['answers'],
  random: Random,
): Answers {
  let answers: Answers = {};
  for (const step of form.steps)
    for (const field of step.fields) {
      const applies = applicable(form, answers)
        .find(each => each.step.id === step.id)
        ?.fields.includes(field);
      const drawn = applies ? draw(pack, field, choices[step.id]?.[field.id], random) : undefined;
      if (drawn !== undefined)
        answers = { ...answers, [step.id]: { ...answers[step.id], [field.id]: drawn } };
    }
  return submittable(form, withoutNothing(answers));
}

/** Where nothing was drawn of several, the question was left out. */
const withoutNothing = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([step, given]) => [
      step,
      Object.fromEntries(
        Object.entries(given).filter(([, answer]) => !Array.isArray(answer) || answer.length > 0),
      ),
    ]),
  );

function draw(
  pack: Pack,
  field: FieldDefinition,
  among: readonly unknown[] | undefined,
  random: Random,
): Json | undefined {
  if (!among) return undefined;
  // `null` among them: in some cases it was not answered.
  if (among.length > 0) return (drawFrom(among, random) ?? undefined) as Json | undefined;
  const inForce = pack.lists[field.list ?? '']?.codes.filter(code => !code.until) ?? [];
  return drawFrom(inForce, random)?.code;
}
