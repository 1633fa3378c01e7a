/** What somebody typed into the one search box: a reference, names, dates of birth, years and phone numbers, in any order. */
import type { Pack } from '../../../platform/pack/pack.ts';
import { readReference } from '../../../platform/pure/reference.ts';
import { err, ok, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { normaliseName, readPhone, type SearchKey } from './keys.ts';
import { readNumericDate, readWordedDate, wordsOfDate } from './written-dates.ts';

/** A case is found that has every one of them. */
export interface Terms {
  readonly reference: string | undefined;
  readonly keys: readonly SearchKey[];
}
/** Why nothing can be looked for. */
export type TermsFault = 'empty' | 'too-long' | 'unreadable' | 'not-a-date' | 'too-many';
interface Given {
  readonly pack: Pick<Pack, 'languages' | 'phoneCountry' | 'ownNumbers' | 'referencePrefix'>;
  readonly today: PlainDate;
}

export const longestTyped = 200;
/** Each key is one more question to the database. */
export const mostKeys = 12;

export function readTerms(typed: string, given: Given): Result<Terms, TermsFault> {
  const text = typed.trim();
  if (text === '') return err('empty');
  if (text.length > longestTyped) return err('too-long');
  const { reference, rest } = takeReference(wordsIn(text), given);
  const keys = new Map<string, SearchKey>();
  for (const { key } of readWords(rest, given)) {
    if (key === 'not-a-date') return err('not-a-date');
    if (key) keys.set(`${key.kind}:${key.key}`, key);
  }
  if (reference === undefined && keys.size === 0) return err('unreadable');
  if (keys.size > mostKeys) return err('too-many');
  return ok({ reference, keys: [...keys.values()] });
}

const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    // 3 / 2 / 2001 is one word.
    .replaceAll(/(?<=\d) ?([./]) ?(?=\d)/g, '$1')
    .split(/[\s,;]+/)
    .filter(Boolean);

/** A reference is read in groups too, where all that was typed is one or where its prefix begins it. */
function takeReference(words: readonly string[], { pack }: Given) {
  const whole = readReference(pack.referencePrefix, words.join(' '));
  if (whole !== undefined) return { reference: whole, rest: [] };
  const start = words.findIndex(word => word.toUpperCase().startsWith(pack.referencePrefix.toUpperCase()));
  const lengths = start < 0 ? [] : [1, 2, 3, 4];
  for (const length of lengths) {
    const reference = readReference(pack.referencePrefix, words.slice(start, start + length).join(' '));
    if (reference !== undefined) return { reference, rest: words.toSpliced(start, length) };
  }
  return { reference: undefined, rest: words };
}

interface Read {
  readonly key: SearchKey | 'not-a-date' | undefined;
  readonly words: number;
  /** How far-fetched: 2001 07700 900123 is a year and a number, not a number and 900123. */
  readonly cost: number;
}

/** The readings of all words that cost least together; of several, the one that takes most words first. */
function readWords(words: readonly string[], given: Given): readonly Read[] {
  let best: readonly { readonly cost: number; readonly reads: readonly Read[] }[] = [{ cost: 0, reads: [] }];
  // From the last word to the first: best[n] is what follows the next n words.
  for (let place = words.length - 1; place >= 0; place--) {
    const here = readingsOf(words.slice(place, place + mostWords), given).map(read => {
      const after = best[read.words - 1];
      return { cost: read.cost + (after?.cost ?? 0), reads: [read, ...(after?.reads ?? [])] };
    });
    const least = here.reduce((one, other) => (other.cost < one.cost ? other : one));
    best = [least, ...best.slice(0, mostWords)];
  }
  return best[0]?.reads ?? [];
}

/** Most groups that a phone number is written in: +44 (0) 20 79 46 00 18. */
const groupsOfPhone = 7;
const mostWords = Math.max(groupsOfPhone, wordsOfDate);

const readingsOf = (words: readonly string[], given: Given): readonly Read[] => [
  ...datesIn(words, given),
  ...numbersIn(words, given),
  yearOrName(words[0] ?? '', given),
];

/** From the most words to one. */
const lengthsOf = (words: readonly string[], most: number): readonly number[] =>
  Array.from({ length: Math.min(most, words.length) }, (_, place) => Math.min(most, words.length) - place);

const datesIn = (words: readonly string[], { pack, today }: Given): readonly Read[] =>
  lengthsOf(words, wordsOfDate).flatMap((length): readonly Read[] => {
    const text = words.slice(0, length).join(' ');
    const found = readNumericDate(text, today.year) ?? readWordedDate(text, pack.languages);
    if (!found) return [];
    const key = found.is === 'real' ? ({ kind: 'birth-date', key: found.date } as const) : 'not-a-date';
    return [{ key, words: length, cost: 0 }];
  });

function numbersIn(words: readonly string[], { pack }: Given): readonly Read[] {
  const stop = words.findIndex(word => !/^[+\d().-]+$/.test(word));
  return lengthsOf(stop < 0 ? words : words.slice(0, stop), groupsOfPhone).flatMap(
    (length): readonly Read[] => {
      const key = readPhone(words.slice(0, length).join(' '), pack);
      return key === undefined ? [] : [{ key: { kind: 'phone', key }, words: length, cost: 1 }];
    },
  );
}

function yearOrName(word: string, { today }: Given): Read {
  if (/^(19|20)\d{2}$/.test(word) && Number(word) <= today.year)
    return { key: { kind: 'birth-date', key: word }, words: 1, cost: 0 };
  const key = normaliseName(word);
  return { key: key === '' ? undefined : { kind: 'name', key }, words: 1, cost: /\d/.test(word) ? 10 : 0 };
}
