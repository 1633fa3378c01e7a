import { consentAnswers, decidedAges, readBacks, urgencies } from '../forms/concepts.ts';
import type { Condition, FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { itemsField } from '../forms/items.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import { decidersWithoutCapacity } from './capacity-references.ts';
import type { Pack } from './pack.ts';
import { isUnknown } from './unknown-answers.ts';

/** What is wrong inside one form: names used twice, lists that do not exist, conditions on answers not yet given. */
export function findBrokenForm(
  form: FormDefinition,
  pack: Pick<Pack, 'lists' | 'nations' | 'signs' | 'consent'>,
): Problem[] {
  const problems: Problem[] = [];
  const tell = (path: string, message: string) =>
    problems.push({ file: `forms/${form.id}.yaml`, path, message });
  const seen = new Map<string, FieldDefinition>();
  const steps = new Set<string>();

  const checkCondition = (condition: Condition | undefined, path: string): void => {
    for (const { field, is } of leaves(condition)) {
      const asked = seen.get(field);
      if (!asked) tell(path, `"${field}" is not asked before this${meant(field, seen.keys())}`);
      else if (asked.sealed) tell(path, `"${field}" is sealed: nothing can depend on it`);
      else if (asked.options || asked.list) {
        const codes = codesOf(asked, pack);
        for (const code of is)
          if (typeof code !== 'string' || !codes.includes(code))
            tell(path, `"${code}" is no answer to "${field}"${meant(String(code), codes)}`);
      }
    }
    if (condition && neverHolds(condition, seen)) tell(path, 'can never hold: nothing leads to it');
  };

  form.steps.forEach((step, at) => {
    if (steps.has(step.id)) tell(`steps.${at}.id`, `"${step.id}" is defined twice`);
    steps.add(step.id);
    checkCondition(step.when, `steps.${at}.when`);
    const own = new Set<string>();
    const checkField = (field: FieldDefinition, path: string, isOfItem = false): void => {
      checkCondition(field.when, `${path}.when`);
      if (own.has(field.id)) tell(`${path}.id`, `"${field.id}" is defined twice in this step`);
      own.add(field.id);
      seen.set(`${step.id}.${field.id}`, field);
      for (const message of fieldProblems(field, pack)) tell(`${path}.${message[0]}`, message[1]);
      const beside = isOfItem ? (itemsField(step)?.fields ?? []) : step.fields;
      if (field.taken && !beside.some(other => other.id === field.taken))
        tell(`${path}.taken`, `there is no field "${field.taken}" in this step`);
      for (const message of doubtProblems(field, seen)) tell(`${path}.doubt`, message);
      for (const [code, corrected] of Object.entries(field.corrects ?? {}))
        if (!isOfItem || !seen.get(corrected)?.statement || !beside.some(({ statement }) => statement))
          tell(
            `${path}.corrects.${code}`,
            `"${corrected}" is no statement asked before these items, or they hold none`,
          );
      field.fields?.forEach((each, index) => checkField(each, `${path}.fields.${index}`, true));
      // What one of several answered decides nothing outside of it.
      for (const each of field.fields ?? []) seen.delete(`${step.id}.${each.id}`);
    };
    step.fields.forEach((field, index) => checkField(field, `steps.${at}.fields.${index}`));
  });
  return problems;
}

/** A question that takes one answer cannot have two: then what stands behind the condition is never asked. */
function neverHolds(condition: Condition, seen: ReadonlyMap<string, FieldDefinition>): boolean {
  if (!('all' in condition)) return 'any' in condition && condition.any.every(each => neverHolds(each, seen));
  const wanted = new Map<string, ReadonlySet<string | boolean>>();
  for (const each of condition.all) {
    if (!('field' in each)) {
      if (neverHolds(each, seen)) return true;
      continue;
    }
    if (!takesOne.includes(seen.get(each.field)?.type ?? '')) continue;
    const before = wanted.get(each.field);
    const both = new Set(each.is.filter(code => before === undefined || before.has(code)));
    if (both.size === 0) return true;
    wanted.set(each.field, both);
  }
  return false;
}
const takesOne: readonly string[] = ['choice', 'select', 'find'];

function fieldProblems(
  field: FieldDefinition,
  pack: Pick<Pack, 'lists' | 'nations' | 'signs' | 'consent'>,
): readonly (readonly [path: string, message: string])[] {
  const noList = field.list !== undefined && !Object.hasOwn(pack.lists, field.list);
  const isEmpty = field.list !== undefined && !noList && codesOf(field, pack).every(isUnknown);
  const groups = field.type === 'signs' ? (field.options ?? []) : [];
  return [
    ...(noList ? [['list', `there is no lists/${field.list}.csv`] as const] : []),
    ...(isEmpty ? [['list', 'offers no answer, so nobody gets past it'] as const] : []),
    ...groups
      .filter(group => !pack.signs.groups.some(({ code }) => code === group))
      .map(group => ['options', `there is no group "${group}" in signs.yaml`] as const),
    ...conceptProblems(field, pack).map(message => ['options', message] as const),
  ];
}

/** What an answer is doubted by is asked before it, and is of the kind that can be compared. */
function doubtProblems(
  { doubt, list, type }: FieldDefinition,
  seen: ReadonlyMap<string, FieldDefinition>,
): string[] {
  if (!doubt) return [];
  const [path = ''] = Object.values(doubt);
  const other = seen.get(path);
  if (!other) return [`"${path}" is not asked before this${meant(path, seen.keys())}`];
  const fits =
    'nation' in doubt
      ? other.concept === 'nation' && list !== undefined
      : dates.includes(other.type) && dates.includes(type);
  return fits ? [] : [`"${path}" is of another kind: nations are compared with a list, dates with dates`];
}
const dates: readonly string[] = ['date', 'partial-date'];

/** Concepts whose answers the core reads must offer the codes that it knows. */
function conceptProblems(
  field: FieldDefinition,
  pack: Pick<Pack, 'lists' | 'nations' | 'consent'>,
): string[] {
  const offered = codesOf(field, pack);
  const only = (known: readonly string[]) =>
    offered.filter(code => !known.includes(code)).map(code => `"${code}" is unknown to the core`);
  if (field.concept === 'nation') return only(pack.nations.map(each => each.code));
  if (field.concept === 'age-status') return only(['adult', 'child', 'not-known']);
  if (field.concept === 'consent') return only(consentAnswers);
  if (field.concept === 'capacity-decider') return only(decidersWithoutCapacity(pack));
  if (field.concept === 'identification') return only(['given', 'refused']);
  if (field.concept === 'read-back') return only([...readBacks, 'not-known']);
  if (field.concept === 'age-decided') return only([...decidedAges, 'not-known']);
  if (field.concept === 'urgency') return only([...urgencies, 'none', 'not-known']);
  return [];
}

export const codesOf = (field: FieldDefinition, pack: Pick<Pack, 'lists'>): readonly string[] => [
  ...(field.list ? (pack.lists[field.list]?.codes.map(each => each.code) ?? []) : []),
  ...(field.options ?? []),
];

export function leaves(
  condition: Condition | undefined,
): { field: string; is: readonly (string | boolean)[] }[] {
  if (!condition) return [];
  if ('field' in condition) return [condition];
  if ('not' in condition) return leaves(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(leaves);
}
