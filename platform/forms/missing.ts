import type { Pack } from '../pack/pack.ts';
import { fieldsRead } from './conditions.ts';
import type { Answers, Condition, FormDefinition, StepDefinition, FieldDefinition } from './definition.ts';
import { applicable } from './journey.ts';
import { kindOf } from './kinds.ts';
import { hasMessage } from './wording.ts';

type Place = readonly [step: string, field: string];

/** A required answer that is not there. */
export interface Missing {
  readonly at: Place;
  readonly message: string;
  /** Whatever the other answers are. */
  readonly always: boolean;
}
export function missingFrom(form: FormDefinition, answers: Answers, pack: Pack): readonly Missing[] {
  return applicable(form, answers).flatMap(({ step, fields, answers: given }) =>
    fields
      .filter(field => field.required && !Object.hasOwn(given, field.id))
      .map(field => ({
        at: [step.id, field.id] as const,
        message: missingMessage(form, step, field, pack),
        always: !step.when && !field.when,
      })),
  );
}

function missingMessage(
  form: FormDefinition,
  step: StepDefinition,
  field: FieldDefinition,
  pack: Pack,
): string {
  const own = `form.${form.id}.${step.id}.${field.id}.missing`;
  return hasMessage(pack, own) ? own : kindOf(field).missing;
}

/** Answers to questions that the other answers rule out. */
export function ruledOut(form: FormDefinition, answers: Answers): readonly Place[] {
  const applies = new Set(
    applicable(form, answers).flatMap(({ step, fields }) => fields.map(({ id }) => `${step.id}.${id}`)),
  );
  return form.steps.flatMap(step =>
    step.fields
      .filter(({ id }) => Object.hasOwn(answers[step.id] ?? {}, id) && !applies.has(`${step.id}.${id}`))
      .map(({ id }) => [step.id, id] as const),
  );
}

/** The questions whose answers decide what else is asked, as `step.field`. */
export function decidingFields(form: FormDefinition): ReadonlySet<string> {
  const conditions = form.steps.flatMap(step => [step.when, ...step.fields.map(({ when }) => when)]);
  return new Set(conditions.filter((when): when is Condition => when !== undefined).flatMap(fieldsRead));
}
