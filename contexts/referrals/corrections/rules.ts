/** Answers of a referral that was sent, said anew: a form of their own, and the entry that stands beside what was said. */
import { isDeepStrictEqual } from 'node:util';
import { byClass } from '../../../platform/forms/concepts.ts';
import type {
  Answers,
  Concept,
  FieldDefinition,
  FormDefinition,
  StepDefinition,
} from '../../../platform/forms/definition.ts';
import { itemsField } from '../../../platform/forms/items.ts';
import { applicable } from '../../../platform/forms/journey.ts';
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Protection } from '../../../platform/pack/protection.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Json } from '../../../platform/pure/json.ts';
import type { Parties } from '../model.ts';

/** What decided who decides, and by which rules: it stands as it was sent, and is told to the authority in words. */
const decidedBy: readonly Concept[] = [
  'nation',
  'age-status',
  'consent',
  'identification',
  'urgency',
  'immigration-circumstances',
];
export const reasonName = 'correctionReason';
/** Why something was wrong, or how what is added is known: asked by the core, on whatever step of the pack. */
export const reason: FieldDefinition = {
  id: reasonName,
  type: 'paragraph',
  class: 'account',
  required: true,
  statement: true,
  max: 2_000,
};

export interface Correcting {
  /** The whole form, so that conditions hold, with the step narrowed to what may be corrected, and why. */
  readonly form: FormDefinition;
  readonly step: StepDefinition;
}

/** Undefined where nothing of the step can be said anew here: several of a kind, what is sealed, what decided who decides. */
export function correcting(
  form: FormDefinition,
  stepId: string,
  answers: Answers = {},
): Correcting | undefined {
  const own = form.steps.find(({ id }) => id === stepId);
  if (!own || itemsField(own)) return undefined;
  // How somebody agreed stands in the ledger of consents: there it is recorded anew.
  if (own.fields.some(({ concept }) => concept === 'consent')) return undefined;
  const fields = own.fields.filter(
    ({ sealed, concept, type }) =>
      !sealed && type !== 'signs' && (concept === undefined || !decidedBy.includes(concept)),
  );
  if (fields.length === 0) return undefined;
  // Nothing was wrong of what was left out: how it is known now may be said, and need not be.
  const asks = { ...reason, required: isSaid(answers, stepId) };
  const step = { ...own, fields: [...fields, asks] };
  return { form: { ...form, steps: form.steps.map(each => (each === own ? step : each)) }, step };
}

/** The steps of which something may be corrected, in the form's order. */
export const correctable = (form: FormDefinition, answers: Answers): readonly StepDefinition[] =>
  applicable(form, answers)
    .map(({ step }) => step)
    .filter(({ id }) => correcting(form, id) !== undefined && isSaid(answers, id));

/** The steps that were left out when it was sent, and may be answered now. What protects a child has pages of its own. */
export const addable = (
  form: FormDefinition,
  answers: Answers,
  protection: readonly { readonly step: string }[],
): readonly StepDefinition[] =>
  applicable(form, answers)
    .map(({ step }) => step)
    .filter(
      ({ id }) =>
        correcting(form, id) !== undefined &&
        !isSaid(answers, id) &&
        !protection.some(({ step }) => step === id),
    );

/** Whether anything was said of a step, when it was sent or since. */
export const isSaid = (answers: Answers, stepId: string): boolean => Object.hasOwn(answers, stepId);

export const classesOf = ({ step }: Correcting): readonly DataClass[] => [
  ...new Set(step.fields.map(field => field.class)),
];

/** The answers that differ from those that stand. One that was emptied stands as it was: to take it back is said in words. */
export function changedIn(typed: Answers[string], standing: Answers[string] = {}): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(typed).filter(
      ([field, value]) => field !== reasonName && !isDeepStrictEqual(value, standing[field]),
    ),
  );
}

/** Says once more what was wrong; what was said before stays as it was, with who said it. */
export function correct(
  { form, step }: Correcting,
  changed: Answers[string],
  why: string | undefined,
  {
    sent,
    outdatesContact,
    protection,
    ageDiffers,
  }: {
    readonly sent: StoredEntry;
    readonly outdatesContact: boolean;
    readonly protection: readonly Protection[];
    /** Whether the birth date now contradicts how the person is treated; undefined where it was not said anew. */
    readonly ageDiffers: boolean | undefined;
  },
): Entry {
  const { process: told, ...classes } = byClass(form, { [step.id]: changed });
  const payload = Object.fromEntries(Object.entries(classes).map(([name, answers]) => [name, { answers }]));
  const { authority } = (sent.payload.process?.['parties'] ?? {}) as Partial<Parties>;
  return {
    type: 'answer-corrected',
    payload: {
      ...payload,
      ...(why === undefined ? {} : { account: { ...payload['account'], why } }),
      process: {
        step: step.id,
        fields: Object.keys(changed),
        ...(told && { answers: told }),
        ...(outdatesContact && { outdatesContact }),
        ...(ageDiffers !== undefined && { ageDiffers }),
        ...(protection.length > 0 && { protection: protection.map(each => ({ ...each })) }),
        ...(authority !== undefined && { parties: { authority } }),
      },
    },
  };
}
