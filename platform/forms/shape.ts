import { z } from 'zod';
import type { Pack } from '../pack/pack.ts';
import type { Json } from '../pure/json.ts';
import type { PlainDate } from '../pure/time.ts';
import { ownValue } from './conditions.ts';
import type { Condition, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { todayOf, type Given } from './fields/kind.ts';
import { kindOf } from './kinds.ts';

/** `stepShape` for answers of one day. Making a schema takes ten times what using it does, so the last day's are kept. */
export function shapeToday(form: FormDefinition, step: StepDefinition, given: Given): Shape {
  const day = todayOf(given);
  const known = kept.get(step);
  if (known?.pack === given.pack && known.day.equals(day)) return known.shape;
  const shape = stepShape(form, step, { pack: given.pack, today: day, ofDraft: true });
  kept.set(step, { pack: given.pack, day, shape });
  return shape;
}
type Shape = ReturnType<typeof stepShape>;
const kept = new WeakMap<StepDefinition, { pack: Pack; day: PlainDate; shape: Shape }>();

/**
 * The answers of one step, each by its field's schema, unknown keys refused. That required answers are there is checked
 * elsewhere, since it depends on the other answers; `required` in the JSON Schema names those that are needed
 * wherever the step is.
 */
export function stepShape(form: FormDefinition, step: StepDefinition, given: Given) {
  const fields = step.fields.map(
    field => [field.id, documented(form, step, field, given).optional()] as const,
  );
  const required = step.fields.filter(field => field.required && !field.when).map(({ id }) => id);
  const description = describe(
    given,
    `form.${form.id}.${step.id}.title`,
    step.when && `Only where ${inWords(step.when)}.`,
  );
  return z
    .strictObject(Object.fromEntries(fields), { error: 'error.unknown-field' })
    .meta({ description, required });
}

function documented(
  form: FormDefinition,
  step: StepDefinition,
  field: FieldDefinition,
  given: Given,
): z.ZodType<Json> {
  const schema = kindOf(field).schema(field, given);
  const when = field.when && `${field.required ? 'Required' : 'Only'} where ${inWords(field.when)}.`;
  const own = schema.meta()?.description;
  const description = describe(given, `form.${form.id}.${step.id}.${field.id}.label`, when, own);
  return schema.meta({ description: description || describe(given, `form.${form.id}.${step.id}.title`) });
}

/** The first language of a pack is the one its documentation is in. */
function describe({ pack }: Given, message: string, ...more: (string | undefined)[]): string {
  const language = pack.languages[0] ?? 'en';
  const words = ownValue(pack.messages[language] ?? {}, message);
  return [words, ...more]
    .filter(part => part !== undefined)
    .map(sentence)
    .join(' ');
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** A condition for the readers of the API's documentation. */
function inWords(condition: Condition): string {
  if ('all' in condition) return condition.all.map(inWords).join(' and ');
  if ('any' in condition) return `(${condition.any.map(inWords).join(' or ')})`;
  if ('not' in condition) return `not (${inWords(condition.not)})`;
  return `${condition.field} is ${condition.is.join(' or ')}`;
}
