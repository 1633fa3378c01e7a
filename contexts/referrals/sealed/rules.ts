import { type SealedAnswer, sealedIn } from '../../../platform/forms/sealed.ts';
import { byClass } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import { type DataClass, payloadClasses } from '../../../platform/pure/classes.ts';

/** Why something sealed may be opened. Words say the rest. */
export const openingReasons = [
  'danger',
  'emergency-services',
  'journey',
  'visit',
  'delivery',
  'check',
] as const;
export type OpeningReason = (typeof openingReasons)[number];

/** Something sealed of a record, as everybody who sees its class may know it: that it is there, and who gave it. */
export interface SealedFound {
  readonly seal: string;
  readonly step: string;
  readonly field: string;
  readonly dataClass: DataClass;
  readonly answer: SealedAnswer;
  readonly entry: StoredEntry;
}

/** What is sealed in the entries that the viewer sees. */
export const sealedOf = (form: FormDefinition, entries: readonly StoredEntry[]): readonly SealedFound[] =>
  entries.flatMap(entry =>
    payloadClasses.flatMap(dataClass => {
      const answers = (entry.payload[dataClass]?.['answers'] ?? {}) as Answers;
      return sealedIn(form, answers).map(({ step, field, answer }) => ({
        seal: answer.seal,
        step,
        field,
        dataClass,
        answer,
        entry,
      }));
    }),
  );

/** The sealed questions of a step, as a form of their own: asked again after sending. Undefined where it has none. */
export function sealedStep(
  form: FormDefinition,
  stepId: string,
): { readonly form: FormDefinition; readonly step: StepDefinition } | undefined {
  const fields = (stepOf(form, stepId)?.fields ?? [])
    .filter(field => field.sealed)
    .map(({ when: _, ...field }) => ({ ...field, required: true }));
  const step = { id: stepId, fields };
  return fields.length > 0 ? { form: { id: form.id, steps: [step] }, step } : undefined;
}

/** Says once more what was sealed; what was said before stays as it was. */
export function replaceSealed(form: FormDefinition, step: string, sealed: Answers): Entry {
  const { process: _, ...classes } = byClass(form, sealed);
  const payload = Object.fromEntries(Object.entries(classes).map(([name, answers]) => [name, { answers }]));
  return { type: 'sealed-replaced', payload: { ...payload, process: { step } } };
}

export const classesOf = ({ step }: { readonly step: StepDefinition }): readonly DataClass[] =>
  step.fields.map(field => field.class);
