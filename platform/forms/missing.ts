import type { Pack } from '../pack/pack.ts';
import { fieldsRead, ownValue } from './conditions.ts';
import type { Answers, FormDefinition, StepDefinition, FieldDefinition } from './definition.ts';
import { itemsField, itemsIn } from './items.ts';
import { applicable, applicableToItem, submittable } from './journey.ts';
import { kindOf } from './kinds.ts';
import { hasMessage } from './wording.ts';

type Place = readonly (string | number)[];

/** A required answer that is not there, or one that nothing asked for. */
interface Complaint {
  readonly at: Place;
  readonly message: string;
}

/** The required answers of one step that are not there. */
export function missingFrom(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
  pack: Pack,
): readonly Complaint[] {
  const asked = applicable(form, answers).find(known => known.step.id === step.id);
  const missing =
    asked?.fields.filter(field => field.required && !Object.hasOwn(asked.answers, field.id)) ?? [];
  return [
    ...missing.map(field => ({
      at: [step.id, field.id],
      message: missingMessage(form, step, field, pack),
    })),
    ...complaintsAboutItems(form, step, answers, pack).filter(({ message }) => message !== 'error.not-asked'),
  ];
}

/** The same of each of several of a kind, named by its place among them, and what its other answers rule out. */
function complaintsAboutItems(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
  pack: Pack,
): readonly Complaint[] {
  const field = itemsField(step);
  const items = itemsIn(answers, step);
  if (!field || items.length === 0) return [];
  const before = submittable(form, answers);
  return items.flatMap((item, place) => {
    const asked = applicableToItem(step, item, before);
    const at = (id: string): Place => [step.id, field.id, place, id];
    const missing = asked.fields.filter(each => each.required && !Object.hasOwn(asked.answers, each.id));
    const unasked = field.fields.filter(each => Object.hasOwn(item, each.id) && !asked.fields.includes(each));
    return [
      ...missing.map(each => ({ at: at(each.id), message: missingMessage(form, step, each, pack) })),
      ...unasked.map(each => ({ at: at(each.id), message: 'error.not-asked' })),
    ];
  });
}

/**
 * Of a whole form: the required answers that are not there, and those to questions that the other answers rule out. What
 * depends on an answer that is itself missing, or `wrong`, cannot be judged yet and is passed over; something that it
 * depends on was complained of then, so nothing incomplete gets by.
 */
export function complaintsAbout(
  form: FormDefinition,
  answers: Answers,
  wrong: ReadonlySet<string>,
  pack: Pack,
): readonly Complaint[] {
  const applies = new Set(
    applicable(form, answers).flatMap(({ step, fields }) => fields.map(field => pathOf(step, field))),
  );
  const unsettled = new Set(wrong);
  const complaints: Complaint[] = [];
  for (const step of form.steps) {
    for (const field of step.fields) {
      const path = pathOf(step, field);
      const isAnswered = Object.hasOwn(ownValue(answers, step.id) ?? {}, field.id);
      const isMissing = applies.has(path) && field.required && !isAnswered;
      const isUnasked = !applies.has(path) && isAnswered;
      const cannotJudge = dependsOn(step, field).some(other => unsettled.has(other));
      if (cannotJudge || isMissing) unsettled.add(path);
      if (cannotJudge || wrong.has(path)) continue;
      const at = [step.id, field.id] as const;
      if (isMissing) complaints.push({ at, message: missingMessage(form, step, field, pack) });
      if (isUnasked) complaints.push({ at, message: 'error.not-asked' });
    }
    const field = itemsField(step);
    const isSettled = field && applies.has(pathOf(step, field)) && !unsettled.has(pathOf(step, field));
    if (isSettled) complaints.push(...complaintsAboutItems(form, step, answers, pack));
  }
  return complaints;
}

const pathOf = (step: StepDefinition, field: FieldDefinition): string => `${step.id}.${field.id}`;
const dependsOn = (step: StepDefinition, field: FieldDefinition): readonly string[] =>
  [step.when, field.when].flatMap(when => (when ? fieldsRead(when) : []));

function missingMessage(
  form: FormDefinition,
  step: StepDefinition,
  field: FieldDefinition,
  pack: Pack,
): string {
  const own = `form.${form.id}.${step.id}.${field.id}.missing`;
  return hasMessage(pack, own) ? own : kindOf(field).missing;
}
