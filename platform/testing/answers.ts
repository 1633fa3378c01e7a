/** Answers to any form, made up: valid ones, drafts with leftovers, and ones with a single known flaw. */
import fc from 'fast-check';
import type { Answers, FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { codesOf } from '../forms/fields/codes.ts';
import { todayOf, type Given } from '../forms/fields/kind.ts';
import { groupsOf } from '../forms/fields/signs.ts';
import { applicable, submittable } from '../forms/journey.ts';
import type { Json } from '../pure/json.ts';
import { Temporal } from '../pure/time.ts';

/** What a team's draft may hold: any answers, relevant or not, some missing. */
export function drafts(form: FormDefinition, given: Given): fc.Arbitrary<Answers> {
  return answersWith(form, field => fc.option(answerTo(field, given), { nil: undefined, freq: 4 }));
}

/** Answers that are accepted: every required question that applies is answered, nothing else is. */
export function validAnswers(form: FormDefinition, given: Given): fc.Arbitrary<Answers> {
  const answer = (field: FieldDefinition) =>
    field.required ? answerTo(field, given) : fc.option(answerTo(field, given), { nil: undefined });
  return answersWith(form, answer).map(answers => submittable(form, answers));
}

export interface Flawed {
  readonly answers: unknown;
  /** `step.field`, or the step where it holds a key that nobody asked for. */
  readonly at: string;
  readonly flaw: string;
}
/** Valid but for one thing. */
export function nearlyValidAnswers(form: FormDefinition, given: Given): fc.Arbitrary<Flawed> {
  return fc.tuple(validAnswers(form, given), fc.nat(), fc.nat()).map(([answers, which, how]) => {
    const fields = applicable(form, answers).flatMap(({ step, fields, answers }) =>
      fields.map(field => ({ step: step.id, field, answered: Object.hasOwn(answers, field.id) })),
    );
    const { step, field, answered } = pick(fields, which);
    const flaws = flawsOf(field, answered);
    const [flaw, value] = pick(flaws, how);
    const own = { ...answers[step], [field.id]: value };
    if (value === undefined) delete own[field.id];
    if (flaw === 'unknown key')
      return { flaw, at: step, answers: { ...answers, [step]: { ...answers[step], nobodyAsked: 'x' } } };
    return { flaw, at: `${step}.${field.id}`, answers: { ...answers, [step]: own } };
  });
}

/** Any accepted answer to one question, in the form in which it is kept. */
export function answerTo(field: FieldDefinition, given: Given): fc.Arbitrary<Json> {
  const codes = () => codesOf(field, given);
  switch (field.type) {
    case 'choice':
    case 'select':
    case 'find':
      return fc.constantFrom(...codes());
    case 'choices':
      return fc
        .subarray([...codes()], { minLength: 1 })
        .map(some => (some.length > 1 ? some.filter(code => !field.alone?.includes(code)) : some))
        .map(some => (some.length > 0 ? some : codes().slice(0, 1)));
    case 'selects':
    case 'finds':
      return fc
        .shuffledSubarray([...codes()], {
          minLength: 1,
          maxLength: Math.min(field.max ?? 10, codes().length),
        })
        .map(some => (some.length > 1 ? some.filter(code => !field.options?.includes(code)) : some))
        .map(some => (some.length > 0 ? some : codes().slice(0, 1)));
    case 'text':
      return words(field.max ?? 250).map(text =>
        seen(
          text
            .replaceAll(/[\r\n\u202a-\u202e\u2066-\u2069]/g, '')
            .trim()
            .normalize('NFC'),
        ),
      );
    case 'paragraph':
      return field.statement ? statements(field.max ?? 15_000) : words(field.max ?? 15_000).map(tidied);
    case 'tick':
      return fc.constant(true);
    case 'number':
      return fc.nat({ max: field.max ?? 1_000_000 });
    case 'date':
      return field.future
        ? fc.nat({ max: 900 }).map(after => todayOf(given).add({ days: after }).toString())
        : days(given);
    case 'partial-date':
      return fc
        .tuple(days(given), fc.constantFrom(4, 7, 10))
        .map(([day, precision]) => day.slice(0, precision));
    case 'phone':
      return fc.constantFrom('+442079460018', '+447700900123', '+12025550143', '+442079460018 ext. 12');
    case 'email':
      return fc.stringMatching(/^[a-z0-9+]{1,12}$/).map(name => `${name}@example.org`);
    case 'signs':
      return signsOf(field, given);
    case 'items':
      return itemsAnswers(field, given);
  }
}

/** What a page, a form or a database is most likely to change in somebody's words. */
export const awkwardStatements: readonly string[] = [
  '\nfirst line empty',
  '\r\nCRLF first',
  '\rCR first',
  '\n\n\ntwo empty lines',
  'a\r\nb\nc\rd',
  ' \t spaces \u00a0\n ',
  '</textarea><script>',
  '&amp;&#10;&lt;',
  'e\u0301 é ﬁ',
  '👩‍👩‍👧 \u202eright to left',
  '\ufeffmark',
  '\u0001\u000b\u000c\u0085\u2028',
  '\ufffe\u{10ffff}',
];

/** Text that tries what pages and databases get wrong: accents apart, emoji, line ends, spaces, markup, directions. */
const awkward = fc.constantFrom(
  '\r',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\u00a0',
  '\ufeff',
  'e\u0301',
  '👩‍👧',
  '<b>&amp;"\'`',
  '{{ x }}',
  '\u202e',
  'ا',
  '&#13;',
  '\u0001',
  '\ufffe',
  '</textarea>',
);
const piece = fc.oneof(
  awkward,
  fc.string({ unit: 'binary', maxLength: 4 }).map(text => text.replaceAll('\0', '')),
);
const words = (max: number): fc.Arbitrary<string> =>
  fc.array(piece, { minLength: 1, maxLength: 12 }).map(pieces =>
    pieces
      .join('')
      .slice(0, Math.floor(max / 4))
      .toWellFormed(),
  );
const statements = (max: number): fc.Arbitrary<string> =>
  words(max).map(text => (seen(text) === text ? text : `${text}.`));
/** With something to see in it, as every answer in words must have. */
const seen = (text: string): string =>
  /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : `x${text}`.trim();
const tidied = (text: string): string => seen(text.trim().normalize('NFC').replaceAll(/\r\n?/g, '\n'));

function days(given: Given): fc.Arbitrary<string> {
  const first = Temporal.PlainDate.from('1900-01-01');
  const span = first.until(todayOf(given)).days;
  return fc.nat({ max: span }).map(days => first.add({ days }).toString());
}

function signsOf(field: FieldDefinition, { pack }: Given): fc.Arbitrary<Json> {
  const codes = groupsOf(field, pack).flatMap(group => group.signs.map(({ code }) => code));
  const known = fc.constantFrom(...pack.signs.howKnown);
  return fc
    .subarray(codes, { minLength: 1, maxLength: Math.min(20, codes.length) })
    .chain(seen => fc.tuple(...seen.map(sign => known.map(known => ({ sign, known })))));
}

/** Up to four, each with a name of its own; what does not apply to one is for `submittable` to leave out. */
function itemsAnswers({ fields = [] }: FieldDefinition, given: Given): fc.Arbitrary<Json> {
  const asked = fields.map(field => {
    const answer = answerTo(field, given);
    return [field.id, field.required ? answer : fc.option(answer, { nil: undefined })] as const;
  });
  const item = fc.record({ id: fc.stringMatching(/^[a-z0-9]{1,8}$/), ...Object.fromEntries(asked) });
  return fc
    .uniqueArray(item, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
    .map(items => items.map(withoutUndefined));
}

function answersWith(
  form: FormDefinition,
  answer: (field: FieldDefinition) => fc.Arbitrary<Json | undefined>,
): fc.Arbitrary<Answers> {
  const steps = form.steps.map(step => {
    const fields = fc.record(Object.fromEntries(step.fields.map(field => [field.id, answer(field)])));
    return [step.id, fields.map(withoutUndefined)] as const;
  });
  return fc.record(Object.fromEntries(steps), { noNullPrototype: true });
}
const withoutUndefined = (answers: Readonly<Record<string, Json | undefined>>) =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)) as Record<
    string,
    Json
  >;

function flawsOf(
  field: FieldDefinition,
  answered: boolean,
): readonly (readonly [flaw: string, value: unknown])[] {
  const isText = field.type === 'text' || field.type === 'paragraph';
  return [
    ['unknown key', null],
    ['an object', { constructor: 1 }],
    ['null', null],
    ['a number below nought', -1],
    ...(field.required && answered ? [['missing', undefined] as const] : []),
    ...(isText
      ? ([
          ['NUL', 'a\0b'],
          ['half a pair', 'a\ud800b'],
          ['blank', ' \n '],
          ['too long', 'x'.repeat(20_001)],
        ] as const)
      : ([['no such', 'no such thing']] as const)),
    ...(field.type.endsWith('date')
      ? ([
          ['no such day', '2001-02-29'],
          ['too early', '1899-12-31'],
        ] as const)
      : []),
  ];
}

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;
