/** Texts of a situation that tell of the first person, and so are not copied for another. */
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { findIdentifying, knownAmong, type Known } from '../notice/identifying.ts';

type StepFields = FormDefinition['steps'][number]['fields'];

/**
 * The same without the texts that say, or look as if they said, who or where the first person is: those are left out whole,
 * for nobody but a person can tell what of them may be said in another's referral.
 */
export function withoutNaming(
  form: FormDefinition,
  shared: Answers,
  known: Known,
): { readonly answers: Answers; readonly leftOut: number } {
  let leftOut = 0;
  const plain = (fields: StepFields, given: Readonly<Record<string, Json>>) =>
    Object.fromEntries(
      Object.entries(given).filter(([id, answer]) => {
        const isText = fields.some(field => field.id === id && ['text', 'paragraph'].includes(field.type));
        const isNaming = isText && typeof answer === 'string' && findIdentifying(answer, known).length > 0;
        if (isNaming) leftOut += 1;
        return !isNaming;
      }),
    );
  const steps = form.steps
    .filter(({ id }) => Object.hasOwn(shared, id))
    .map((step): readonly [string, Answers[string]] => {
      const items = itemsField(step);
      if (!items) return [step.id, plain(step.fields, shared[step.id] ?? {})];
      const several = itemsIn(shared, step)
        .map(item => plain(items.fields ?? [], item))
        .filter(item => Object.keys(item).some(id => id !== 'id'));
      return [step.id, several.length > 0 ? { [items.id]: several } : {}];
    });
  return { answers: Object.fromEntries(steps.filter(([, given]) => Object.keys(given).length > 0)), leftOut };
}

/** What tells who or where the person is: what is of the situation is not compared with itself. */
export function knownOfPerson(form: FormDefinition, answers: Answers, pack: Pack): Known {
  const steps = form.steps.map(step => ({
    ...step,
    fields: step.fields.filter(({ situation, class: held }) => !situation && telling.includes(held)),
  }));
  return knownAmong({ ...form, steps }, answers, pack);
}
const telling: readonly string[] = ['identity', 'contact', 'location'];
