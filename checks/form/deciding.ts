/**
 * Which answers decide where a form leads, and which of them decide alike: found from the conditions of the form and from
 * what the core reads of it by concept, so that nobody lists routes by hand.
 */
import { consentAnswers, urgencies } from '../../platform/forms/concepts.ts';
import type { Concept, Condition, FieldDefinition, FormDefinition } from '../../platform/forms/definition.ts';
import { codesOf } from '../../platform/forms/fields/codes.ts';
import type { Given } from '../../platform/forms/fields/kind.ts';
import { kindOf } from '../../platform/forms/kinds.ts';
import { coreRules } from '../../platform/pack/core-rules.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { Json } from '../../platform/pure/json.ts';
import { todayOf } from '../../platform/forms/fields/kind.ts';

/** Not answered, where the question may be left open. */
export type Answer = Json | undefined;

export interface Deciding {
  readonly field: FieldDefinition;
  /** Whether another page, or the core, reads it; else it decides only what its own page asks. */
  readonly across: boolean;
  /** One answer of each class that decides differently. */
  readonly classes: readonly Answer[];
}

type Wanted = readonly (string | boolean)[];

/** By `step.field`; the fields of items too. */
export function decidingIn(form: FormDefinition, given: Given): ReadonlyMap<string, Deciding> {
  const reads = conditionsOf(form);
  const found = new Map<string, Deciding>();
  for (const step of form.steps)
    for (const field of step.fields.flatMap(each => [each, ...(each.fields ?? [])])) {
      const path = `${step.id}.${field.id}`;
      const own = reads.filter(read => read.path === path);
      const core = readByCore(field.concept, given.pack);
      if (own.length === 0 && core.length === 0 && field.concept !== 'birth-date') continue;
      const across =
        core.length > 0 ||
        field.concept === 'birth-date' ||
        own.some(({ by }) => !by.startsWith(`${step.id}.`));
      const atoms = [...own.map(({ is }) => is), ...core];
      found.set(path, { field, across, classes: classesOf(field, atoms, given) });
    }
  return found;
}

interface Read {
  readonly path: string;
  readonly is: Wanted;
  /** Which step, or which `step.field`, hangs on it. */
  readonly by: string;
}
function conditionsOf(form: FormDefinition): readonly Read[] {
  return form.steps.flatMap(step => [
    ...atomsOf(step.when).map(atom => ({ ...atom, by: step.id })),
    ...step.fields
      .flatMap(each => [each, ...(each.fields ?? [])])
      .flatMap(each => atomsOf(each.when).map(atom => ({ ...atom, by: `${step.id}.${each.id}` }))),
  ]);
}
function atomsOf(condition: Condition | undefined): readonly { path: string; is: Wanted }[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all.flatMap(atomsOf);
  if ('any' in condition) return condition.any.flatMap(atomsOf);
  if ('not' in condition) return atomsOf(condition.not);
  return [{ path: condition.field, is: condition.is }];
}

/** What the core asks of an answer by its concept (contexts/referrals). */
function readByCore(concept: Concept | undefined, pack: Pack): readonly Wanted[] {
  const each = (codes: readonly string[]) => codes.map(code => [code]);
  if (concept === 'nation') return each(pack.nations.map(({ code }) => code));
  if (concept === 'age-status') return each(['adult', 'child', 'not-known']);
  if (concept === 'consent') return each(consentAnswers);
  if (concept === 'identification') return each(['given', 'refused']);
  if (concept === 'urgency') return [urgencies];
  if (concept === 'immigration-circumstances')
    return pack.rules
      .filter(({ id }) => id === 'authority.routing')
      .flatMap(({ value }) => coreRules['authority.routing'].parse(value).instead)
      .map(({ ifAnyOf }) => ifAnyOf);
  return [];
}

function classesOf(field: FieldDefinition, atoms: readonly Wanted[], given: Given): readonly Answer[] {
  const open: readonly Answer[] = field.required ? [] : [undefined];
  return [...open, ...answersThatDiffer(field, atoms, given)];
}

function answersThatDiffer(field: FieldDefinition, atoms: readonly Wanted[], given: Given): readonly Json[] {
  if (field.concept === 'birth-date') return birthDates(given);
  const answered = (codes: readonly string[]) => atoms.map(is => codes.some(code => is.includes(code)));
  switch (field.type) {
    case 'tick':
      return [true];
    case 'choice':
    case 'select':
    case 'find':
      return distinct(codesOf(field, given), code => answered([code]));
    case 'choices':
    case 'selects':
    case 'finds':
      return distinct(combined(field, given), answered).map(codes => [...codes]);
    default:
      return [kindOf(field).example(field, given)];
  }
}

/** One code alone, all that may stand together, and all but one: enough to meet every set that conditions can tell apart. */
function combined(field: FieldDefinition, given: Given): readonly (readonly string[])[] {
  const codes = codesOf(field, given);
  const together = codes.filter(code => !field.alone?.includes(code)).slice(0, 12);
  const pairs = together.flatMap((one, at) => together.slice(at + 1).map(other => [one, other]));
  return [...codes.map(code => [code]), ...pairs, together.slice(0, field.max ?? 10)];
}

/** A day and a year that settle that somebody is of age, or is not, and a year that leaves it open. */
function birthDates(given: Given): readonly string[] {
  const { year } = todayOf(given);
  const ages = given.pack.rules
    .filter(({ id }) => id === 'age.child')
    .map(({ value }) => coreRules['age.child'].parse(value).adultFrom);
  return [...new Set(ages)].flatMap(age => [
    `${year - age - 9}-02-03`,
    `${year - age + 9}-02-03`,
    `${year - age - 9}`,
    `${year - age + 9}`,
    `${year - age}`,
  ]);
}

function distinct<T>(from: readonly T[], decides: (one: T) => readonly boolean[]): readonly T[] {
  return [...new Map(from.toReversed().map(each => [decides(each).join(), each])).values()].toReversed();
}
