/** What is wrong with a pack, in words for somebody who writes one and no program: what, and what to do about it. */
import { z } from 'zod';
import type { ErrorCode } from 'yaml';

/** The nearest of what is known, where it is near enough to be a slip of the hand. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const most = word.length < 5 ? 1 : 2;
  const ranked = [...known].map(each => ({ each, far: distance(word.toLowerCase(), each.toLowerCase()) }));
  const [best] = ranked.filter(({ far }) => far <= most).toSorted((one, other) => one.far - other.far);
  return best?.each;
}

/** Letters added, taken out, replaced, or changed with their neighbour. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? Number.POSITIVE_INFINITY;
}

export const meant = (word: string, known: Iterable<string>): string => {
  const found = nearest(word, known);
  return found === undefined ? '' : `: did you mean "${found}"?`;
};

/** Every key that a kind of file may have, wherever in it. */
export function keysOf(schema: z.ZodType): ReadonlySet<string> {
  const known = kept.get(schema) ?? new Set<string>();
  if (!kept.has(schema)) {
    collectKeys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known);
    kept.set(schema, known);
  }
  return known;
}
const kept = new WeakMap<z.ZodType, Set<string>>();
function collectKeys(node: unknown, into: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'properties') for (const key of Object.keys(value as object)) into.add(key);
    collectKeys(value, into);
  }
}

/** An issue of a schema. `value` is what stands at its place. */
export function sayIssue(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type') {
    if (value === undefined) return 'is missing';
    return `must be ${named[issue.expected] ?? issue.expected}, and is ${kindOf(value)}`;
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    return `must be ${allowed.length > 1 ? 'one of ' : ''}${allowed.map(each => `"${each}"`).join(', ')}${typeof value === 'string' ? meant(value, allowed) : ''}`;
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? `must be at least ${issue.minimum}`
      : 'must not be empty';
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_format' && issue.message.startsWith('Invalid'))
    return issue.format === 'regex'
      ? `must look like ${issue.pattern}`
      : `must be a ${issue.format} that is sound`;
  if (issue.code === 'invalid_union')
    return 'is no condition: write { field: step.field, is: [code] }, or { all: […] }, { any: […] }, { not: … } of such';
  return issue.message;
}
const named: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};
const kindOf = (value: unknown): string => {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys with values';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : String(value);
};

export function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    whole,
  );
}

/** What the parser says of a file that cannot be read as YAML or JSON. */
export const sayYaml = (code: ErrorCode, message: string): string =>
  syntax[code] ?? `cannot be read: ${message}`;
const syntax: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'begins with a tab: indent with spaces',
  BAD_INDENT:
    'stands too far to the left or to the right: lines that belong together begin in one column, and every bracket above is closed',
  DUPLICATE_KEY: 'has this key twice: keys must be unique, and the second would hide the first',
  MISSING_CHAR: 'lacks something before this: a comma, a colon, a closing bracket or a closing quote',
  MULTILINE_IMPLICIT_KEY: 'lacks a colon after its key, or a quote is not closed',
  UNEXPECTED_TOKEN: 'has something here that does not belong: look for a bracket, comma or quote too many',
  BLOCK_AS_IMPLICIT_KEY: 'has two colons in one line: put the text in quotes',
  BAD_ALIAS: 'names with * what no & defines above it',
  MULTIPLE_DOCS: 'has a line of three hyphens: a file holds one document',
};

/** What to do, by what is said to be wrong. */
export const todoFor = (message: string): string =>
  todos.find(([said]) => said.test(message))?.[1] ?? 'Compare it with the same place in packs/example.';
const todos: readonly (readonly [RegExp, string])[] = [
  [/did you mean/, 'Correct the spelling.'],
  [/nothing says how long/, 'Write a schedule in retention.yaml; packs/example has some to copy.'],
  [/says another end than/, 'Let one end before the other begins, or take one out.'],
  [/is no moment of/, 'Name one of its moments.'],
  [/nothing says why/, 'Offer both answers, or name the question under withoutUnknown with the reason.'],
  [/it needs no reason|the form asks no/, 'Take it out of withoutUnknown, or correct its name.'],
  [/is asked before whether they agree/, 'Ask it on a page behind the one that asks whether they agree.'],
  [/about consent offers no/, 'Offer given and refused, each with its words in messages/.'],
  [/about consent can be passed over/, 'Set required: true.'],
  [
    /is not asked whether they agree/,
    'Let its page be asked of everybody of whom the rule says needed: true.',
  ],
  [
    /cannot wait/,
    'Ask it of everybody before the rest, on a page without more; packs/example has one to copy.',
  ],
  [/is not given|nothing is given when/, 'Give it in grants.yaml; packs/example has a rule to copy.'],
  [/cannot be dialled/, 'Write the number as one dials it where it is read, or with + and the country.'],
  [/there is no rule/, 'Write it in rules/ with its dates and its source; packs/example has one to copy.'],
  [/nothing asks for these words/, 'Take them out of every language, or give them the id that is asked for.'],
  [/has no end|cannot be read from here/, 'Put this rule right; no rule of the file counts until then.'],
  [/nobody may .*no role has/, 'Give a role of roles.yaml this purpose.'],
  [/nobody may/, 'Permit it in permits.cedar; packs/example has a rule to copy.'],
  [
    /names no action, so|permits everybody|names one person|forbids: a pack/,
    'Name whom it is for and what they may do, or take the rule out.',
  ],
  [/permits it nothing/, 'Put the purpose in roles.yaml right, or the rule.'],
  [
    /no action "|roles\.yaml has no role|nothing that a permit can ask/,
    'Use a name that there is; packs/uk/permits.cedar uses most of them.',
  ],
  [
    /nobody acts for|no record ever stands|nobody is ever to a record/,
    'Use a word that there is; packs/uk/permits.cedar uses most of them.',
  ],
  [
    /asks about a record|needs no permission|cannot be compared/,
    'Write it as the rules of packs/example are written.',
  ],
  [/names other arguments in braces/, 'Write the names in braces as the core has them, in every language.'],
  [/cells, and the first line|in this row|this row cannot/, 'Put this row right; the table was not read.'],
  [/the story tells/, 'Put right whichever is wrong: the story, or the rule.'],
  [/would not start/, 'Compare what you changed last with packs/example.'],
  [/tells no story/, 'Write one in scenarios/; packs/example has some to copy.'],
  [/is not a key/, 'Take it out, or look for its name in packs/schema.'],
  [/is not a file that/, 'Move it out of the pack: a pack holds data of named kinds, and no code.'],
  [
    /keys must be unique|defined twice|two rows|option twice|earlier scenario/,
    'Take one out, or give it a name of its own.',
  ],
  [/is missing or cannot be read|^is missing$/, 'Write it; packs/example has one to copy.'],
  [
    /begins with a tab|too far|lacks|does not belong|two colons|cannot be read/,
    'Put this line right; everything below it was not read.',
  ],
  [/not asked before/, 'Name a question of an earlier step, as step.field, or move this one behind it.'],
  [/is no answer to/, 'Name one of the codes that the question offers.'],
  [/can never hold/, 'Change the condition, or take out what it stands before.'],
  [/offers no answer/, 'Add a code that is in force, or leave the question open.'],
  [/is not in sources\.yaml/, 'Add the source to sources.yaml, or cite one that is there.'],
  [/is not in nations\.yaml/, 'Add the nation to nations.yaml, or name one that is there.'],
  [
    /is not in authorities\.yaml/,
    'Add the authority to authorities.yaml with the day it began, or name one that is there.',
  ],
  [/there is no (lists|calendars|forms)\//, 'Add the file, or name one that is there.'],
  [/there is no (group|purpose|field|channel)/, 'Define it, or name one that is defined.'],
  [/sign-settings/, 'Add a row to lists/sign-settings.csv.'],
  [
    /no field has the concept|has no field with the concept/,
    'Give the question that asks for it this concept: the core finds it by that, not by its name.',
  ],
  [
    /unknown to the core/,
    'Use the codes that the core knows for this concept (platform/forms/definition.ts).',
  ],
  [
    /no form asks for the circumstance/,
    'Offer the code in the question with the concept immigration-circumstances.',
  ],
  [/in this language/, 'Write it in this language too, or take it out of all.'],
  [/other numbers than/, 'Use the same names in braces as the original.'],
  [/before "from"/, 'Change one of the two dates.'],
  [/real date|must be a date/, 'Write it in quotes, as year, month and day.'],
  [/ICU message|other arguments/, 'Every { has its }; every language has the same names in braces.'],
  [/no English original/, 'Take it out, or write the English one.'],
  [/asserts nothing/, 'Say under "expect" what must come of it.'],
  [/working-days or calendar-days/, 'Write unit: working-days or unit: calendar-days.'],
  [
    /whose age is not known/,
    'Write child: until the age is known they have what protects a child, in every country.',
  ],
  [
    /who decides for a child|does not decide for a child|why the child understands/,
    'Ask it on that page, of those with path: child among the deciders of consent.yaml.',
  ],
  [/every negative is read twice/, 'Add negative to the outcomes: no country may leave it out.'],
  [
    /must be (text|a number|a whole number|true or false|a list|keys)/,
    'Write a value of that kind; text that looks like a number or a date goes in quotes.',
  ],
  [
    /must be one of|must be "|must look like|must be a|must be at|must not be empty/,
    'Write a value that fits.',
  ],
  [/is no condition/, 'Write it in one of these shapes; nothing else is computed.'],
  [/sealed/, 'Leave out either the sealing or what would read it.'],
  [
    /needs "options" or "list"/,
    'Say what can be answered: options: [yes, no], or list: with the name of a file of lists/.',
  ],
  [/requires no answer/, 'Set required: false, or take more: true away.'],
];
