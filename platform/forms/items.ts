import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';

/** One of several of a kind. Its name stays with it, so that answers never slip to another when one is taken out. */
export interface Item {
  readonly id: string;
  readonly [field: string]: Json;
}
/** What a page or another system may call an item. */
export const itemName = /^[a-z0-9][a-z0-9-]{0,35}$/;
export const mostItems = (field: FieldDefinition): number => field.max ?? 20;

export interface AsksForItems extends FieldDefinition {
  readonly fields: readonly FieldDefinition[];
}
const asksForItems = (field: FieldDefinition): field is AsksForItems => field.fields !== undefined;

/** The question of a step that asks for several of a kind; it then has no other. */
export const itemsField = ({ fields }: StepDefinition): AsksForItems | undefined => fields.find(asksForItems);

/** As with all answers: what an older form left in another shape is passed over. */
export const itemsOf = (answer: Json | undefined): readonly Item[] =>
  Array.isArray(answer) ? answer.filter(isItem) : [];
const isItem = (member: Json): member is Item =>
  typeof member === 'object' && member !== null && 'id' in member && typeof member['id'] === 'string';

export const itemsIn = (answers: Answers, step: StepDefinition): readonly Item[] =>
  itemsOf(ownValue(ownValue(answers, step.id) ?? {}, itemsField(step)?.id ?? ''));

export function answersOf({ id: _, ...answers }: Item): Answers[string] {
  return answers;
}

/** The step as it asks of one item: its pages, parsing and checks are those of any step. */
export function stepOfItem(step: StepDefinition): StepDefinition {
  const field = itemsField(step);
  if (!field) return step;
  const known = kept.get(step);
  const single = known ?? { ...step, fields: field.fields };
  if (!known) kept.set(step, single);
  return single;
}
const kept = new WeakMap<StepDefinition, StepDefinition>();

/** The form and the answers as though the step were about that one item; an item that is not there has no answers. */
export function aboutItem(form: FormDefinition, answers: Answers, step: StepDefinition, id: string) {
  const item = itemsIn(answers, step).find(each => each.id === id);
  const { [step.id]: _, ...others } = answers;
  return {
    form: { ...form, steps: form.steps.map(each => (each.id === step.id ? stepOfItem(step) : each)) },
    step: stepOfItem(step),
    answers: item ? { ...others, [step.id]: answersOf(item) } : others,
  };
}

/** The step's answers with one item written anew in its place, or at the end. */
export function withItem(step: StepDefinition, items: readonly Item[], item: Item): Answers[string] {
  const isKnown = items.some(({ id }) => id === item.id);
  return together(step, isKnown ? items.map(each => (each.id === item.id ? item : each)) : [...items, item]);
}
export const withoutItem = (step: StepDefinition, items: readonly Item[], id: string): Answers[string] =>
  together(
    step,
    items.filter(each => each.id !== id),
  );
/** None at all is no answer. */
function together(step: StepDefinition, items: readonly Item[]): Answers[string] {
  const field = itemsField(step);
  return field && items.length > 0 ? { [field.id]: items } : {};
}
