/** Whether the words of a draft were read back to the person: a setting of it, shown before it is sent. */
import { factsOf, whereAsked } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { applicable, stepOf, submittable } from '../../../platform/forms/journey.ts';
import { itemsField } from '../../../platform/forms/items.ts';
import type { Authors } from '../model.ts';

export interface ReadBack {
  /** Where it is said. */
  readonly step: string;
  readonly is: 'none' | 'confirmed' | 'corrected' | 'not-done';
  /** Steps whose statements were written after it was read back: what was read is not what would be sent. */
  readonly changed: readonly string[];
}

/** Undefined where the form does not ask about it, or it does not apply. */
export function readBackOf(form: FormDefinition, answers: Answers, authors: Authors): ReadBack | undefined {
  const step = whereAsked(form, 'read-back')?.split('.')[0];
  const steps = applicable(form, answers);
  if (step === undefined || !steps.some(each => each.step.id === step)) return undefined;
  const { readBack = 'none' } = factsOf(form, submittable(form, answers));
  const at = authors[step]?.at;
  const wasRead = readBack === 'confirmed' || readBack === 'corrected';
  if (!wasRead || at === undefined) return { step, is: readBack, changed: [] };
  const own = new Set([step, ...correcting(form)]);
  const changed = steps
    .filter(({ step: { id, fields } }) => !own.has(id) && fields.some(holdsStatement))
    .map(({ step: { id } }) => id)
    .filter(id => (authors[id]?.at ?? at) > at);
  return { step, is: readBack, changed };
}

const holdsStatement = ({ statement, fields }: FormDefinition['steps'][number]['fields'][number]): boolean =>
  statement === true || fields?.some(each => each.statement === true) === true;

/** Steps that hold the corrections themselves. */
const correcting = (form: FormDefinition): readonly string[] =>
  form.steps
    .filter(({ id }) => {
      const step = stepOf(form, id);
      return step && itemsField(step)?.fields.some(({ corrects }) => corrects !== undefined);
    })
    .map(({ id }) => id);
