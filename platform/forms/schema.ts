import { z } from 'zod';
import type { Pack } from '../pack/pack.ts';
import type { Json } from '../pure/json.ts';
import type { PlainDate } from '../pure/time.ts';
import { err, ok, type Refusal, type Result } from '../pure/result.ts';
import type { Answers, FormDefinition, StepDefinition } from './definition.ts';
import { fieldErrors } from './errors.ts';
import { complain, todayOf, type Given } from './fields/kind.ts';
import { applicable } from './journey.ts';
import { kindOf } from './kinds.ts';
import { complaintsAbout, missingFrom } from './missing.ts';
import { shapeToday, stepShape } from './shape.ts';

type StepAnswers = { readonly [field: string]: Json };

/**
 * A whole form as the API takes it: unknown keys, answers to questions that the other answers rule out and missing
 * answers are refused, each at `step.field`. Give `today` as a function where the schema outlives the day.
 */
export const answersSchema = (form: FormDefinition, pack: Pack, today: Given['today']): z.ZodType<Answers> =>
  wholeSchema(form, { pack, today });

/** Making it takes ten times what using it does, so the last day's is kept. */
function wholeToday(form: FormDefinition, given: Given): z.ZodType<Answers> {
  const day = todayOf(given);
  const known = kept.get(form);
  if (known?.pack === given.pack && known.day.equals(day)) return known.schema;
  const schema = wholeSchema(form, { pack: given.pack, today: day, ofDraft: true });
  kept.set(form, { pack: given.pack, day, schema });
  return schema;
}
const kept = new WeakMap<FormDefinition, { pack: Pack; day: PlainDate; schema: z.ZodType<Answers> }>();

function wholeSchema(form: FormDefinition, given: Given): z.ZodType<Answers> {
  const { pack } = given;
  const asking = form.steps.filter(step => step.fields.length > 0);
  const steps = asking.map(step => [step.id, stepShape(form, step, given).optional()] as const);
  return z
    .strictObject(Object.fromEntries(steps), { error: 'error.unknown-field' })
    .superRefine(
      (answers, context) => {
        const whole = plainAnswers(answers);
        const wrong = new Set(context.issues.map(({ path }) => (path ?? []).slice(0, 2).join('.')));
        for (const { at, message } of complaintsAbout(form, whole, wrong, pack))
          complain(context, message, {}, [...at]);
      },
      { when: () => true },
    )
    .meta({ required: asking.filter(isAlwaysNeeded).map(({ id }) => id) }) as unknown as z.ZodType<Answers>;
}

/**
 * One page: its answers, judged with those given before; faults are named `step.field`. Answers that do not apply need not
 * be there, and where they are wrong they are let go rather than held against someone who cannot see the question.
 */
export function checkStep(
  form: FormDefinition,
  step: StepDefinition,
  typed: StepAnswers,
  soFar: Answers,
  given: Given,
): Result<StepAnswers> {
  const whole = { ...soFar, [step.id]: typed };
  const parsed = shapeToday(form, step, given).safeParse(relevantOrSound(form, step, whole, given));
  const faults = fieldErrors(parsed.error?.issues ?? [], step.id);
  const wrong = new Set(faults.map(({ field }) => field.split('.').slice(0, 2).join('.')));
  const missing = missingFrom(form, step, whole, given.pack)
    .map(({ at, message }) => ({ field: at.join('.'), message }))
    .filter(({ field }) => !wrong.has(field));
  const fields = [...faults, ...missing];
  return parsed.success && fields.length === 0
    ? ok(parsed.data as StepAnswers)
    : err<Refusal>({ code: 'invalid', fields });
}

/** `answersSchema` as a result. A draft is sent with `checkAnswers(form, submittable(form, draft), given)`. */
export function checkAnswers(form: FormDefinition, answers: unknown, given: Given): Result<Answers> {
  const parsed = wholeToday(form, given).safeParse(answers);
  return parsed.success
    ? ok(parsed.data)
    : err<Refusal>({ code: 'invalid', fields: fieldErrors(parsed.error.issues) });
}

function relevantOrSound(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
  given: Given,
): StepAnswers {
  const applies = new Set(applicable(form, answers).find(known => known.step.id === step.id)?.fields);
  const idle = step.fields.filter(field => !applies.has(field));
  const typed = answers[step.id] ?? {};
  const wrong = idle
    .filter(({ id }) => Object.hasOwn(typed, id))
    .filter(
      field =>
        !kindOf(field)
          .schema(field, { ...given, ofDraft: true })
          .safeParse(typed[field.id]).success,
    );
  const dropped = new Set(wrong.map(({ id }) => id));
  return Object.fromEntries(Object.entries(typed).filter(([id]) => !dropped.has(id)));
}

const isAlwaysNeeded = (step: StepDefinition): boolean =>
  !step.when && step.fields.some(field => field.required && !field.when);

/** Schemas look at answers before these are known to be sound. */
const isPlain = (value: unknown): value is StepAnswers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const plain = (value: unknown): StepAnswers => (isPlain(value) ? value : {});
const plainAnswers = (value: unknown): Answers =>
  Object.fromEntries(Object.entries(plain(value)).map(([step, answers]) => [step, plain(answers)]));
