/** What stands in the inputs of some questions: kept beside a draft's answers until it is one of them, and shown again. */
import type { DataClass } from '../pure/classes.ts';
import type { FormDefinition, StepDefinition, Answers } from './definition.ts';
import { sentFrom, type Inputs } from './inputs.ts';
import { inputsOf } from './step-page.ts';

export type TypedInputs = Readonly<Record<string, readonly string[]>>;

/** By data class. What is to be sealed is not among them: it is kept sealed, or not at all. */
export function typedParts(
  step: StepDefinition,
  body: unknown,
  fields: ReadonlySet<string>,
): ReadonlyMap<DataClass, TypedInputs> {
  const sent = sentFrom(body);
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const parts = new Map<DataClass, Record<string, readonly string[]>>();
  for (const field of step.fields) {
    if (!fields.has(field.id) || field.sealed || field.fields) continue;
    const own = names.filter(name => belongs(name, field.id));
    const part = parts.get(field.class) ?? {};
    parts.set(field.class, part);
    // An input that was emptied is kept too: it stands against an answer that is saved.
    part[field.id] = sent.many(field.id);
    for (const name of own) part[name] = sent.many(name);
  }
  return parts;
}

/** What the inputs of a page hold: what was saved, and what was typed over it. */
export function withTyped(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
  typed: TypedInputs,
): Inputs {
  const over = step.fields.filter(({ id }) => Object.hasOwn(typed, id)).map(({ id }) => id);
  const rest = Object.entries(inputsOf(form, step, answers)).filter(
    ([name]) => !over.some(id => belongs(name, id)),
  );
  return { ...Object.fromEntries(rest), ...typed };
}

/** What was sent, and for some questions what is saved in its place. */
export function withSaved(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
  { body, fields }: { readonly body: object; readonly fields: readonly string[] },
): Inputs {
  const isOf = ([name]: readonly [string, unknown]) => fields.some(id => belongs(name, id));
  const saved = Object.entries(inputsOf(form, step, answers)).filter(isOf);
  return Object.fromEntries([...Object.entries(body).filter(each => !isOf(each)), ...saved]);
}

/** Nothing that the page sends beside answers, and nothing to be sealed. */
export function withoutSealed(step: StepDefinition, body: Readonly<Record<string, unknown>>) {
  const sealed = step.fields.filter(field => field.sealed).map(({ id }) => id);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !sealed.some(id => belongs(name, id))));
}

/** Whether an input is one of a field's. */
export const belongs = (name: string, field: string): boolean =>
  name === field || name.startsWith(`${field}.`);
