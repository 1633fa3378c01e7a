/**
 * Two people, or two tabs, on one page. A page carries what its answers were when it was shown, as salted digests; when it is
 * sent, each answer is compared: who changed it since, this page, somebody else, or both.
 */
import { createHmac } from 'node:crypto';
import type { Json } from '../pure/json.ts';
import { fieldsRead, ownValue } from './conditions.ts';
import type { StepDefinition } from './definition.ts';

/** Beside the answers of a page. */
export const baseName = '_base';

type StepAnswers = { readonly [field: string]: Json };
/** By field: a digest of the answer that there was. A field without one had none. */
export type Base = ReadonlyMap<string, string>;

export interface Against {
  readonly step: StepDefinition;
  readonly saved: StepAnswers;
  /** Of the draft alone, and gone with it: without it a digest of a birth date would be a birth date. */
  readonly salt: string;
}

export function baseOf({ step, saved, salt }: Against): Base {
  const known = step.fields.map(({ id }) => [id, digestOf(step, id, saved, salt)] as const);
  return new Map(known.filter((each): each is [string, string] => each[1] !== undefined));
}

/** Never empty: a page made from no answers says so. */
export const writeBase = (base: Base): string =>
  ['1', ...[...base].map(([id, digest]) => `${id}:${digest}`)].join(' ');

/** Undefined where the page brought none: then nobody can say what it was made from. */
export function readBase(sent: unknown): Base | undefined {
  if (typeof sent !== 'string' || !sent.startsWith('1')) return undefined;
  const pairs = sent.split(' ', 300).map(pair => pair.split(':'));
  return new Map(pairs.flatMap(([id = '', digest = '']) => (digest === '' ? [] : [[id, digest] as const])));
}

export interface Merged {
  /** What is to be judged: of what both changed, what is saved already. */
  readonly answers: StepAnswers;
  /** Fields that were changed to something else on either side, with those that hang together with them. */
  readonly clashes: readonly string[];
}

/** Each question keeps whichever answer was changed; what was changed on both sides is asked about. */
export function mergeOn(base: Base | undefined, typed: StepAnswers, against: Against): Merged {
  const { step, saved, salt } = against;
  if (!base) return { answers: typed, clashes: [] };
  const digests = (answers: StepAnswers) => (id: string) => digestOf(step, id, answers, salt);
  const [mine, theirs] = [digests(typed), digests(saved)];
  const isAlike = (id: string) => inWords(step, id, typed) === inWords(step, id, saved);
  const merged: Record<string, Json> = {};
  const clashes: string[] = [];
  for (const group of groupsOf(step)) {
    const differ = group.filter(id => !isAlike(id));
    const isMine = differ.some(id => mine(id) !== base.get(id));
    const isTheirs = differ.some(id => theirs(id) !== base.get(id));
    if (isMine && isTheirs) clashes.push(...differ);
    const from = isTheirs ? saved : typed;
    for (const id of group) {
      const answer = ownValue(from, id);
      if (answer !== undefined) merged[id] = answer;
    }
  }
  return { answers: merged, clashes };
}

/**
 * What a page that still shows `typed` is made from, now that `saved` is saved: where the two are alike, that; where not,
 * what it was made from before, so that an answer which this page never showed is not overwritten by it later.
 */
export function nextBase(base: Base | undefined, typed: StepAnswers, against: Against): Base {
  const fresh = baseOf(against);
  if (!base) return fresh;
  const { step, saved } = against;
  const next = step.fields.map(({ id }) => {
    const isAlike = inWords(step, id, typed) === inWords(step, id, saved);
    return [id, isAlike ? fresh.get(id) : base.get(id)] as const;
  });
  return new Map(next.filter((each): each is [string, string] => each[1] !== undefined));
}

/** Questions whose answers mean something together: words and how they were taken, an answer and what it brings up. */
export function groupsOf(step: StepDefinition): readonly (readonly string[])[] {
  const group = new Map(step.fields.map(({ id }) => [id, [id]]));
  const join = (one: string, other: string) => {
    const [to, from] = [group.get(one), group.get(other)];
    if (!to || !from || to === from) return;
    to.push(...from);
    for (const id of from) group.set(id, to);
  };
  for (const { id, taken, when } of step.fields) {
    if (taken !== undefined) join(taken, id);
    for (const path of when ? fieldsRead(when) : [])
      if (path.startsWith(`${step.id}.`)) join(path.slice(step.id.length + 1), id);
  }
  return [...new Set(group.values())];
}

function digestOf(step: StepDefinition, id: string, answers: StepAnswers, salt: string) {
  const told = inWords(step, id, answers);
  return told && createHmac('sha256', salt).update(told).digest('base64url').slice(0, 16);
}

/** By which two answers are compared. Browsers send line ends as they like; a statement with others is the same one here. */
function inWords(step: StepDefinition, id: string, answers: StepAnswers): string | undefined {
  const answer = ownValue(answers, id);
  if (answer === undefined) return undefined;
  return JSON.stringify([step.id, id, inOrder(answer)]).replaceAll('\\r\\n', '\\n');
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
function inOrder(value: Json): Json {
  if (isList(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return members.map(([name, member]) => [name, inOrder(member)]);
}
