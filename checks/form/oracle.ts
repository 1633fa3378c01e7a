/**
 * What of a draft is relevant, told a second time and another way than the engine does: a question is relevant where its own
 * condition and its step's hold, and a condition sees an answer only where that answer is relevant itself.
 */
import { itemsOf } from '../../platform/forms/items.ts';
import type { Answers, Condition, FieldDefinition, FormDefinition } from '../../platform/forms/definition.ts';
import type { Json } from '../../platform/pure/json.ts';

export function relevantAnswers(form: FormDefinition, draft: Answers): Answers {
  const known = new Map<string, Json | undefined>();

  const valueAt = (path: string): Json | undefined => {
    if (known.has(path)) return known.get(path);
    known.set(path, undefined);
    const [stepId = '', fieldId = ''] = path.split('.');
    const step = form.steps.find(({ id }) => id === stepId);
    const field = step?.fields.find(({ id }) => id === fieldId);
    const given = draft[stepId]?.[fieldId];
    const isRelevant = step && field && isTrue(step.when, valueAt) && isTrue(field.when, valueAt);
    const value = isRelevant && given !== undefined ? whole(step.id, field, given) : undefined;
    known.set(path, value);
    return value;
  };

  const whole = (stepId: string, field: FieldDefinition, given: Json): Json => {
    const asked = field.fields;
    if (!asked) return given;
    return itemsOf(given).map(item => {
      const own = (path: string): Json | undefined => {
        const [step, id = ''] = path.split('.');
        if (step !== stepId) return valueAt(path);
        const beside = asked.find(each => each.id === id);
        return beside && isTrue(beside.when, own) ? item[id] : undefined;
      };
      const told = asked.map(({ id }) => [id, own(`${stepId}.${id}`)] as const);
      return { id: item.id, ...Object.fromEntries(told.filter(isAnswered)) };
    });
  };

  const steps = form.steps.map(({ id, fields }) => {
    const told = fields.map(field => [field.id, valueAt(`${id}.${field.id}`)] as const);
    return [id, Object.fromEntries(told.filter(isAnswered))] as const;
  });
  return Object.fromEntries(steps.filter(([, told]) => Object.keys(told).length > 0));
}

const isAnswered = (entry: readonly [string, Json | undefined]): entry is readonly [string, Json] =>
  entry[1] !== undefined;

export function isTrue(when: Condition | undefined, valueAt: (path: string) => Json | undefined): boolean {
  if (when === undefined) return true;
  if ('all' in when) return when.all.every(each => isTrue(each, valueAt));
  if ('any' in when) return when.any.some(each => isTrue(each, valueAt));
  if ('not' in when) return !isTrue(when.not, valueAt);
  const value = valueAt(when.field);
  const codes = Array.isArray(value) ? value.map(codeOf) : [value];
  return codes.some(code => code !== undefined && when.is.some(wanted => wanted === code));
}

/** A sign is a member with the code of the sign. */
const codeOf = (member: Json): Json | undefined =>
  typeof member === 'object' && member !== null && !Array.isArray(member)
    ? (member as { readonly [key: string]: Json })['sign']
    : member;
