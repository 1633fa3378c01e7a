import type { Json } from '../pure/json.ts';
import type { Answers, Condition } from './definition.ts';

/** The answer at `step.field`; own properties only, so that no id can reach into a prototype. */
function answerAt(answers: Answers, path: string): Json | undefined {
  const { step, field } = placeOf(path);
  const given = ownValue(answers, step);
  return given === undefined ? undefined : ownValue(given, field);
}

/** A page judges hundreds of conditions on the same few dozen paths: each, the pack's own, is cut in two once. */
function placeOf(path: string): Place {
  const known = places.get(path);
  if (known) return known;
  const dot = path.indexOf('.');
  const place = { step: path.slice(0, dot), field: path.slice(dot + 1) };
  places.set(path, place);
  return place;
}
type Place = { readonly step: string; readonly field: string };
const places = new Map<string, Place>();

export function ownValue<T>(from: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}

/** Whether a condition holds. A question that was not answered matches nothing. */
export function holds(condition: Condition, answers: Answers): boolean {
  return judge(condition, answers) === true;
}

/**
 * As `holds`, but answers of the step `open` are not settled yet, so the judgement may be undefined: the page of that
 * step must ask what could still apply.
 */
export function judge(condition: Condition, answers: Answers, open?: string): boolean | undefined {
  if ('all' in condition) return and(condition.all.map(part => judge(part, answers, open)));
  if ('any' in condition) return not(and(condition.any.map(part => not(judge(part, answers, open)))));
  if ('not' in condition) return not(judge(condition.not, answers, open));
  if (open !== undefined && condition.field.startsWith(`${open}.`)) return undefined;
  return matches(answerAt(answers, condition.field), condition.is);
}

/** The questions that a condition reads, as `step.field`. */
export function fieldsRead(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsRead);
  if ('any' in condition) return condition.any.flatMap(fieldsRead);
  if ('not' in condition) return fieldsRead(condition.not);
  return [condition.field];
}

function matches(answer: Json | undefined, wanted: readonly (string | boolean)[]): boolean {
  if (Array.isArray(answer))
    return (answer as readonly Json[]).some(member => matches(signOf(member), wanted));
  return wanted.some(value => value === answer);
}

/** A member of a list answer is a code, or for signs an object that names one. */
function signOf(member: Json): Json {
  const isObject = typeof member === 'object' && member !== null && !Array.isArray(member);
  return isObject ? (ownValue(member as { readonly [key: string]: Json }, 'sign') ?? null) : member;
}

type Judged = boolean | undefined;
const not = (value: Judged): Judged => (value === undefined ? undefined : !value);
function and(values: readonly Judged[]): Judged {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}
