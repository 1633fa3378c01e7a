import type { PayloadClass } from '../pure/classes.ts';
import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition } from './definition.ts';
import { itemsOf, type Item } from './items.ts';
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
      for (const [name, part] of partsOf(field, given[field.id] as Json))
        stepIn(name, step.id)[field.id] = part;
    }
  }
  return parts;
}

/** Every class that something asked by a field is of, its own first. */
export const classesOf = (field: FieldDefinition): readonly PayloadClass[] => [
  ...new Set([field.class, ...(field.fields ?? []).map(each => each.class)]),
];

/** What is asked of each of several of a kind may be of another class than they are: it is held apart, under their names. */
function partsOf(field: FieldDefinition, answer: Json): readonly (readonly [PayloadClass, Json])[] {
  const classes = classesOf(field);
  if (classes.length === 1) return [[field.class, answer]];
  return classes.flatMap((name): (readonly [PayloadClass, Json])[] => {
    const asked = (field.fields ?? []).filter(each => each.class === name).map(({ id }) => id);
    const part = itemsOf(answer).map(
      item =>
        Object.fromEntries(
          Object.entries(item).filter(([id]) => id === 'id' || asked.includes(id)),
        ) as unknown as Item,
    );
    // All of them stand under their own class, so that their order and how many they are is kept.
    const kept = name === field.class ? part : part.filter(item => Object.keys(item).length > 1);
    return kept.length > 0 ? [[name, kept]] : [];
  });
}

/** The reverse of `byClass`, out of the parts that the viewer may see, by class or in a row. */
export function joinClasses(parts: AnswersByClass | readonly Answers[]): Answers {
  const whole: Record<string, Record<string, Json>> = {};
  for (const answers of Object.values(parts))
    for (const [step, given] of Object.entries(answers)) {
      const held = (whole[step] ??= {});
      for (const [field, part] of Object.entries(given)) held[field] = joinParts(ownValue(held, field), part);
    }
  return whole;
}

/** One answer out of what two classes hold of it: several of a kind are joined by name; of anything else there is one part. */
export function joinParts(part: Json | undefined, other: Json): Json {
  const [one, two] = [itemsOf(part), itemsOf(other)];
  if (one.length === 0 || two.length === 0) return other;
  // The longer one is in their order: a class that is not their own holds some of them alone.
  const [all, some] = one.length < two.length ? [two, one] : [one, two];
  const named = new Map(all.map(item => [item.id, item]));
  for (const item of some) named.set(item.id, { ...named.get(item.id), ...item });
  return [...named.values()];
}
