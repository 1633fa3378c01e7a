import { z } from 'zod';
import {
  concepts,
  fieldTypes,
  type Condition,
  type FieldDefinition,
  type StepDefinition,
} from '../forms/definition.ts';
import { payloadClasses } from '../pure/classes.ts';

/** Steps and fields are keys of answers and of addresses in the API: letters and digits, first letter small. */
export const id = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'must be a name such as "birthDate"');
const option = z
  .string()
  .regex(
    /^([A-Z]{2,3}|[a-z][a-z0-9]*(-[a-z0-9]+)*|[0-2][0-9]:[0-5][0-9])$/,
    'must be a code such as "not-known", or a time such as "09:30"',
  );
export const fieldPath = z.string().regex(/^[a-z][a-zA-Z0-9]*\.[a-z][a-zA-Z0-9]*$/, 'must be "step.field"');

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: fieldPath, is: z.array(z.union([z.string(), z.boolean()])).min(1) }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
);

/** Types whose answers are codes, from `options` or from a `list`. */
export const coded = ['choice', 'choices', 'select', 'selects', 'find', 'finds'] as const;

const asked = {
  id,
  type: z.enum(fieldTypes),
  class: z.enum(payloadClasses as [(typeof payloadClasses)[number], ...(typeof payloadClasses)[number][]]),
  required: z.boolean(),
  when: condition.exactOptional(),
  options: z.array(option).min(1).exactOptional(),
  alone: z.array(option).min(1).exactOptional(),
  list: option.exactOptional(),
  max: z.int().min(1).max(100_000).exactOptional(),
  statement: z.boolean().exactOptional(),
  taken: id.exactOptional(),
  situation: z.boolean().exactOptional(),
  corrects: z.record(option, fieldPath).exactOptional(),
  doubt: z
    .union([z.strictObject({ nation: fieldPath }), z.strictObject({ after: fieldPath })])
    .exactOptional(),
  more: z.boolean().exactOptional(),
  src: z.union([z.string().min(1), z.record(option, z.string().min(1))]).exactOptional(),
  past: z.boolean().exactOptional(),
  future: z.boolean().exactOptional(),
  sealed: z.boolean().exactOptional(),
  names: z.boolean().exactOptional(),
  concept: z.enum(concepts).exactOptional(),
};

/** What is asked of each of several of a kind: anything but several of another kind. */
const fieldOfItem = z.strictObject(asked).superRefine((field, context) => {
  refineField(field, context);
  if (field.type === 'items')
    context.addIssue({ code: 'custom', path: ['type'], message: 'items hold no items' });
  if (field.sealed)
    context.addIssue({ code: 'custom', path: ['sealed'], message: 'what is sealed is asked once' });
  if (field.id === 'id')
    context.addIssue({ code: 'custom', path: ['id'], message: '"id" is the name of each item' });
  // The core looks for its facts among the answers of steps alone.
  if (field.concept)
    context.addIssue({ code: 'custom', path: ['concept'], message: 'only a question asked once is a fact' });
});

/** Types whose answers are words. */
const sealable: readonly string[] = ['text', 'paragraph', 'phone', 'email'];

const field = z
  .strictObject({
    ...asked,
    fields: z.array(fieldOfItem).min(1).exactOptional(),
  } satisfies Record<keyof Omit<FieldDefinition, 'asks'>, z.ZodType>)
  .superRefine((field, context) => {
    refineField(field, context);
    if ((field.type === 'items') !== (field.fields !== undefined))
      context.addIssue({ code: 'custom', path: ['fields'], message: 'belongs to items, and items need it' });
  });

/** A town, a day: what an account is about may be shared where it is a code or a date, never in anybody's words. */
function mayBeOfSituation({
  class: of,
  type,
  statement,
  sealed,
  concept,
}: z.output<z.ZodObject<typeof asked>>): boolean {
  if (statement || sealed || concept || type === 'items') return false;
  return (
    of === 'third-party' ||
    (of === 'account' && !['text', 'paragraph', 'phone', 'email', 'signs'].includes(type))
  );
}

function refineField(field: z.output<z.ZodObject<typeof asked>>, context: z.RefinementCtx): void {
  const wants = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const isCoded = (coded as readonly string[]).includes(field.type);
  if (isCoded && !field.options && !field.list) wants('options', 'needs "options" or "list"');
  if (field.type.startsWith('find') && !field.list) wants('list', 'is what is looked through');
  if (!isCoded && field.options && field.type !== 'signs') wants('options', `a ${field.type} has no options`);
  if (!isCoded && field.list) wants('list', `a ${field.type} has no list`);
  if (field.alone && field.type !== 'choices') wants('alone', 'only an option of choices stands alone');
  if (field.alone?.some(code => !field.options?.includes(code))) wants('alone', 'names what is no option');
  if (field.more && field.required) wants('more', 'what stands folded requires no answer');
  if (typeof field.src === 'object' && Object.keys(field.src).some(code => !field.options?.includes(code)))
    wants('src', 'names what is no option');
  if (field.taken && !field.statement) wants('taken', 'only a statement is taken in some manner');
  if (field.situation && !mayBeOfSituation(field))
    wants(
      'situation',
      'only codes and dates, and words about others, are of a situation: nothing of the person is',
    );
  if (field.corrects && field.type !== 'choice') wants('corrects', 'only a choice says what is corrected');
  if (Object.keys(field.corrects ?? {}).some(code => !field.options?.includes(code)))
    wants('corrects', 'names what is no option');
  if (field.past && !field.type.endsWith('date')) wants('past', 'only a date lies in the past');
  if (field.future && field.type !== 'date') wants('future', 'only a date lies ahead');
  if (field.future && field.past) wants('future', 'no day lies in the past and ahead');
  if (field.statement && field.type !== 'paragraph') wants('statement', 'only a paragraph is a statement');
  if (field.sealed && !sealable.includes(field.type)) wants('sealed', `a ${field.type} cannot be sealed`);
  if (field.sealed && (field.concept || field.statement))
    wants('sealed', 'what is sealed is read by nobody: it has no concept and is no statement');
  if (field.options && new Set(field.options).size < field.options.length)
    wants('options', 'names an option twice');
}

const step = z
  .strictObject({
    id,
    section: option.exactOptional(),
    more: z.boolean().exactOptional(),
    when: condition.exactOptional(),
    fields: z.array(field).min(1),
  } satisfies Record<keyof StepDefinition, z.ZodType>)
  .superRefine((step, context) => {
    if (step.fields.length > 1 && step.fields.some(({ type }) => type === 'items'))
      context.addIssue({ code: 'custom', path: ['fields'], message: 'items stand alone in their step' });
    if (step.more && step.fields.some(({ required }) => required))
      context.addIssue({
        code: 'custom',
        path: ['more'],
        message: 'what may be left for later requires no answer',
      });
    if (step.more && !step.section)
      context.addIssue({
        code: 'custom',
        path: ['section'],
        message: 'is needed to lead to what may be left for later',
      });
  });

export const formFile = z.strictObject({
  id: option,
  steps: z.array(step).min(1),
  withoutUnknown: z
    .array(z.strictObject({ because: z.string().min(20), questions: z.array(fieldPath).min(1) }))
    .exactOptional(),
});
