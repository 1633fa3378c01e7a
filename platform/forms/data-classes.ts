import type { PayloadClass } from '../pure/classes.ts';
import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FormDefinition } from './definition.ts';
import { isSealed } from './sealed.ts';

/** Answers as they are held: apart, by the kind of personal data that each is. */
export type AnswersByClass = { readonly [name in PayloadClass]?: Answers };

/**
 * Splits answers by data class. A step that was seen and left empty is a fact of the process, so it stands there.
 * Answers to questions that the form does not have are left out: the schemas refuse them.
 */
export function byClass(form: FormDefinition, answers: Answers): AnswersByClass {
  const parts: { [name in PayloadClass]?: Record<string, Record<string, Json>> } = {};
  const stepIn = (name: PayloadClass, step: string) => ((parts[name] ??= {})[step] ??= {});
  for (const step of form.steps) {
    const given = ownValue(answers, step.id);
    if (!given) continue;
    const answered = step.fields.filter(field => Object.hasOwn(given, field.id));
    if (answered.length === 0) stepIn('process', step.id);
    for (const field of answered) {
      // Every draft and every entry is written through here: what is to be sealed is kept sealed, or not at all.
      if (field.sealed && !isSealed(given[field.id]))
        throw new TypeError(`${step.id}.${field.id} is not sealed`);
      stepIn(field.class, step.id)[field.id] = given[field.id] as Json;
    }
  }
  return parts;
}

/** The reverse of `byClass`, out of the parts that the viewer may see, by class or in a row. */
export function joinClasses(parts: AnswersByClass | readonly Answers[]): Answers {
  const whole: Record<string, Record<string, Json>> = {};
  for (const answers of Object.values(parts)) {
    for (const [step, given] of Object.entries(answers)) whole[step] = { ...whole[step], ...given };
  }
  return whole;
}
