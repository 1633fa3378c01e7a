/** Texts of a situation that tell of the first person: copied for another only as somebody looked at them. */
import type { Answers, FieldDefinition, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { findIdentifying, type Found, knownAmong, type Known } from '../notice/identifying.ts';

type Given = Readonly<Record<string, Json>>;

/** A text that says, or looks as if it said, who or where the first person is; and where in it. */
export interface NamingText {
  /** How it is named in a form: the step, which of several, and the field. Nothing of what stands there. */
  readonly key: string;
  readonly step: string;
  /** Its place among several of a kind, the first being 1. */
  readonly item: number | undefined;
  readonly field: FieldDefinition;
  readonly text: string;
  readonly found: readonly Found[];
}

const isText = ({ type }: FieldDefinition): boolean => type === 'text' || type === 'paragraph';

export function textsNaming(form: FormDefinition, shared: Answers, known: Known): readonly NamingText[] {
  return form.steps.flatMap(step => {
    const items = itemsField(step);
    const among = (fields: readonly FieldDefinition[], given: Given, item?: number) =>
      fields.filter(isText).flatMap((field): NamingText[] => {
        const text = given[field.id];
        const found = typeof text === 'string' ? findIdentifying(text, known) : [];
        if (typeof text !== 'string' || found.length === 0) return [];
        return [{ key: keyOf(step.id, item, field.id), step: step.id, item, field, text, found }];
      });
    return items
      ? itemsIn(shared, step).flatMap((given, place) => among(items.fields, given, place + 1))
      : among(step.fields, shared[step.id] ?? {});
  });
}
const keyOf = (step: string, item: number | undefined, field: string): string =>
  [step, ...(item === undefined ? [] : [item]), field].join('.');

/** The same with each of those texts as it was decided: other words, or none. Of several, what is empty then goes. */
export function withDecided(
  form: FormDefinition,
  shared: Answers,
  decided: ReadonlyMap<string, string | undefined>,
): Answers {
  const settle = (step: string, given: Given, item?: number) =>
    Object.fromEntries(
      Object.entries(given).flatMap(([id, answer]): [string, Json][] => {
        const key = keyOf(step, item, id);
        if (!decided.has(key)) return [[id, answer]];
        const text = decided.get(key);
        return text === undefined ? [] : [[id, text]];
      }),
    );
  const steps = form.steps
    .filter(({ id }) => Object.hasOwn(shared, id))
    .map((step): readonly [string, Answers[string]] => {
      const items = itemsField(step);
      if (!items) return [step.id, settle(step.id, shared[step.id] ?? {})];
      const several = itemsIn(shared, step)
        .map((item, place) => settle(step.id, item, place + 1))
        .filter(item => Object.keys(item).some(id => id !== 'id'));
      return [step.id, several.length > 0 ? { [items.id]: several } : {}];
    });
  return Object.fromEntries(steps.filter(([, given]) => Object.keys(given).length > 0));
}

/** What tells who or where the person is: what is of the situation is not compared with itself. */
export function knownOfPerson(form: FormDefinition, answers: Answers, pack: Pack): Known {
  const steps = form.steps.map(step => ({
    ...step,
    fields: step.fields.filter(({ situation, class: held }) => !situation && telling.includes(held)),
  }));
  return knownAmong({ ...form, steps }, answers, pack);
}

/** What any of them knows. */
export const joinKnown = (all: readonly Known[]): Known => {
  const [first] = all;
  const of = <T>(part: (known: Known) => Iterable<T>): readonly T[] => all.flatMap(each => [...part(each)]);
  return {
    names: new Set(of(({ names }) => names)),
    words: new Set(of(({ words }) => words)),
    dates: of(({ dates }) => dates),
    phones: of(({ phones }) => phones),
    terms: first?.terms,
  };
};

const telling: readonly string[] = ['identity', 'contact', 'location'];
