import { z } from 'zod';
import type { Json } from '../pure/json.ts';
import type { Answers, FormDefinition } from './definition.ts';

/** How a sealed answer stands among the others: which data key opens it, and the ciphertext. */
export type SealedAnswer = { readonly seal: string; readonly box: string };

export const sealedSchema = z.strictObject({ seal: z.uuid(), box: z.base64url() });

/** Most answers are no objects: these are told without the schema, which takes longest to refuse. */
export const isSealed = (answer: Json | undefined): answer is SealedAnswer =>
  typeof answer === 'object' && sealedSchema.safeParse(answer).success;

export interface SealedPlace {
  readonly step: string;
  readonly field: string;
  readonly answer: SealedAnswer;
}

/** Every sealed answer among the answers, in the form's order. It looks at no conditions. */
export function sealedIn(form: FormDefinition, answers: Answers): readonly SealedPlace[] {
  return form.steps.flatMap(({ id: step, fields }) =>
    fields.flatMap(({ id: field, sealed }) => {
      const answer = sealed ? answers[step]?.[field] : undefined;
      return isSealed(answer) ? [{ step, field, answer }] : [];
    }),
  );
}

/** The fields of a form that are sealed, as `step.field`. */
export const sealedFields = (form: FormDefinition): readonly string[] =>
  form.steps.flatMap(({ id, fields }) =>
    fields.filter(field => field.sealed).map(field => `${id}.${field.id}`),
  );
