/** Finds in free text what was entered elsewhere and tells who somebody is. It changes nothing: people decide. */
import { ownValue } from '../../../platform/forms/conditions.ts';
import type {
  Answers,
  FieldDefinition,
  FormDefinition,
  StepDefinition,
} from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { IdentifyingTerms } from '../../../platform/pack/schema-identifying.ts';
import { namesNobody } from './nameless.ts';
import { normaliseName, soundsOf } from '../search/keys.ts';
import { datesInText, saysSame } from './dates-in-text.ts';
import { type Token, tokensOf } from './tokens.ts';

/** `not-compared`: a whole text that was not, since something sealed could not be opened: somebody reads all of it. */
export const findingKinds = ['name', 'date', 'phone', 'address', 'document', 'not-compared'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Where in a text something was found, in UTF-16 units. Never what. */
export interface Found {
  readonly start: number;
  readonly length: number;
  readonly kind: FindingKind;
}
export interface Finding extends Found {
  readonly step: string;
  readonly field: string;
}

/** What was entered elsewhere. Words are normalised, dates as precise as they were given, phones their digits. */
export interface Known {
  readonly names: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly dates: readonly string[];
  readonly phones: readonly string[];
  /** In whose words dates may be written out. */
  readonly terms: IdentifyingTerms | undefined;
}

const isWordy = ({ type }: FieldDefinition): boolean => type === 'text' || type === 'paragraph';

/** Everything among the answers that could tell who the person is. */
export function knownAmong(form: FormDefinition, answers: Answers, pack: Pack): Known {
  const [names, words] = [new Set<string>(), new Set<string>()];
  const [dates, phones]: [string[], string[]] = [[], []];
  for (const step of form.steps)
    for (const [field, answer] of askedIn(step, answers)) {
      if (typeof answer !== 'string' || (namesNobody.includes(field.class) && !field.names)) continue;
      const isName = field.names || field.concept?.endsWith('name') || field.concept === 'other-names';
      if (field.type === 'date' || field.type === 'partial-date') dates.push(answer);
      else if (field.type === 'phone') phones.push(answer.replace(/\D/g, ''));
      else if (['select', 'find'].includes(field.type) && field.class === 'location')
        addWords(words, pack.lists[field.list ?? '']?.byCode.get(answer)?.label.en ?? '', 4);
      else if (isName) addWords(names, answer, 2);
      else if (field.sealed) addWords(words, tellingAddress(answer), 3);
      else if (field.type === 'text' || field.type === 'email') addWords(words, answer, 3);
      else if (field.type === 'paragraph') addWords(words, tellingWords(answer), 3);
    }
  return { names, words, dates, phones, terms: pack.identifying };
}

/** Every question of a step with its answer, and those of each of several of a kind; people beside the person are others. */
const askedIn = (step: StepDefinition, answers: Answers) => [
  ...step.fields.map(field => [field, ownValue(ownValue(answers, step.id) ?? {}, field.id)] as const),
  ...(itemsField(step)?.fields ?? [])
    .filter(field => field.class !== 'third-party')
    .flatMap(field => itemsIn(answers, step).map(item => [field, ownValue(item, field.id)] as const)),
];

function addWords(to: Set<string>, text: string, shortest: number): void {
  const parts = tokensOf(text).map(({ text: word }) => word);
  const pairs = parts.slice(1).map((part, place) => `${parts[place] ?? ''}${part}`);
  for (const word of [...parts, ...pairs, ...text.split(/\s+/)]) {
    const key = normaliseName(word);
    if (key.length >= shortest) to.add(key);
  }
}

/** Of a longer text, the words that look like names, numbers or addresses; in a script without capitals, all. */
const tellingWords = (text: string): string =>
  text
    .split(/\s+/)
    .filter(word => /[\p{Lu}\p{Lo}\p{N}@]/u.test(word))
    .join(' ');

/** An address is typed without capitals too: then every word of four letters counts, everyday ones among them. */
const tellingAddress = (text: string): string =>
  /\p{Lu}/u.test(text) ? tellingWords(text) : `${tellingWords(text)} ${text.match(/\p{L}{4,}/gu)?.join(' ')}`;

/** Each place of the text that says, or looks like, what is known; phone numbers and email addresses always. */
export function findIdentifying(text: string, known: Known): readonly Found[] {
  const tokens = tokensOf(text);
  return withoutOverlaps([
    ...emailsIn(text),
    ...phonesIn(text, known),
    ...datesIn(text, tokens, known),
    ...wordsIn(tokens, known),
  ]);
}

interface FreeText {
  readonly step: string;
  readonly field: string;
  readonly text: string;
}

/** The texts of a form that are written freely, and that a notice without a name may hold. */
export const textsOf = (form: FormDefinition, answers: Answers): readonly FreeText[] =>
  form.steps.flatMap(step =>
    step.fields.filter(isWordy).flatMap(field => {
      const text = ownValue(ownValue(answers, step.id) ?? {}, field.id);
      return typeof text === 'string' && text.trim() !== '' && namesNobody.includes(field.class)
        ? [{ step: step.id, field: field.id, text }]
        : [];
    }),
  );

/** What is found in each of these texts. */
export const findInAnswers = (
  form: FormDefinition,
  answers: Answers,
  find: (text: string) => readonly Found[],
): readonly Finding[] =>
  textsOf(form, answers).flatMap(({ step, field, text }) =>
    find(text).map(found => ({ ...found, step, field })),
  );

/** Each of these texts as a whole. */
export const notCompared = (form: FormDefinition, answers: Answers): readonly Finding[] =>
  textsOf(form, answers).map(({ step, field, text }) => ({
    step,
    field,
    start: 0,
    length: text.length,
    kind: 'not-compared',
  }));

export const nothingKnown: Known = {
  names: new Set(),
  words: new Set(),
  dates: [],
  phones: [],
  terms: undefined,
};

const spanOf = (first: Token, last: Token, kind: FindingKind): Found => ({
  start: first.start,
  length: last.start + last.text.length - first.start,
  kind,
});

function wordsIn(tokens: readonly Token[], { names, words }: Known): readonly Found[] {
  const alike = likeAnyOf(names);
  return tokens.flatMap((token, place) => {
    const next = tokens[place + 1];
    const key = normaliseName(token.text);
    const joined =
      next && next.start - token.start - token.text.length <= 2 ? key + normaliseName(next.text) : '';
    if (next && joined && (names.has(joined) || words.has(joined)) && !isShort(joined))
      return [spanOf(token, next, names.has(joined) ? 'name' : 'address')];
    if (isShort(key) && !/^[\p{Lu}\p{Lo}\p{N}]/u.test(token.text)) return [];
    if (alike(key)) return [spanOf(token, token, 'name')];
    return words.has(key) ? [spanOf(token, token, 'address')] : [];
  });
}

/** “An” and “Li” are names; “an” is no name. */
const isShort = (key: string): boolean => key.length <= 3;

/** Whether a word is a name or a spelling of one: short names as they are, longer ones also misspelt or as they sound. */
function likeAnyOf(names: ReadonlySet<string>): (word: string) => boolean {
  const longer = [...names].filter(name => name.length >= 5);
  const sounds = new Set(longer.flatMap(name => soundsOf(name).map(sound => `${name[0]}${sound}`)));
  const seen = new Map<string, boolean>();
  const judge = (word: string) =>
    names.has(word) ||
    (word.endsWith('s') && names.has(word.slice(0, -1))) ||
    (word.length >= 5 &&
      (longer.some(name => areNear(name, word)) ||
        soundsOf(word).some(sound => sounds.has(`${word[0]}${sound}`))));
  return word => {
    const known = seen.get(word) ?? judge(word);
    seen.set(word, known);
    return known;
  };
}

/** One letter other, more or fewer; two where the name is long. */
function areNear(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) >= 9 ? 2 : 1;
  if (Math.abs(one.length - other.length) > most) return false;
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return (row[other.length] ?? most + 1) <= most;
}

/** Days are written in digits, in words, without their year, or as the year alone. */
function datesIn(text: string, tokens: readonly Token[], { dates, terms }: Known): readonly Found[] {
  if (dates.length === 0) return [];
  const years = new Set(dates.map(date => date.slice(0, 4)));
  return [
    ...datesInText(text, tokens, terms)
      .filter(found => dates.some(known => saysSame(found, known)))
      .map(({ start, length }): Found => ({ start, length, kind: 'date' })),
    ...tokens.filter(({ text: word }) => years.has(word)).map(token => spanOf(token, token, 'date')),
  ];
}

/** What is known by its last digits, however it is written; and anything as long as a phone number. */
function phonesIn(text: string, { phones }: Known): readonly Found[] {
  const ends = phones.map(digits => digits.slice(-6));
  return [...text.matchAll(/\+?\(?\d[\d ().-]{4,24}\d/g)]
    .filter(([written]) => {
      const digits = written.replace(/\D/g, '');
      return digits.length >= fewestDigits || ends.some(end => digits.includes(end));
    })
    .map(match => ({ start: match.index, length: match[0].length, kind: 'phone' as const }));
}
const fewestDigits = 9;

/** Grown from each @, so that a long text without one costs nothing. */
function emailsIn(text: string): readonly Found[] {
  const found: Found[] = [];
  const isPart = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}._%+-]/u.test(character);
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let [start, end] = [at, at + 1];
    while (at - start < 64 && isPart(text[start - 1])) start -= 1;
    while (end - at < 255 && isPart(text[end])) end += 1;
    if (start < at && text.slice(at, end).includes('.'))
      found.push({ start, length: end - start, kind: 'address' });
  }
  return found;
}

/** The longest of those that share letters, in the order of the text. */
export function withoutOverlaps(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const each of found.toSorted((one, other) => one.start - other.start || other.length - one.length)) {
    const last = kept.at(-1);
    if (!last || each.start >= last.start + last.length) kept.push(each);
  }
  return kept;
}
