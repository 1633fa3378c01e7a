import type { ListCode } from '../../pack/pack.ts';
import type { FieldDefinition } from '../definition.ts';
import { inForce, listOf } from './codes.ts';
import { todayOf, type Given } from './kind.ts';

/** What was typed and is not yet one of the list travels as `?words`, which no code looks like. It is never accepted. */
export const asSearch = (typed: string): string => `?${typed}`;
export const searchIn = (answer: string): string | undefined =>
  answer.startsWith('?') ? answer.slice(1) : undefined;

/** More are no help on a small screen: then more has to be typed. */
const mostShown = 12;

interface Matches {
  readonly codes: readonly string[];
  readonly hasMore: boolean;
}

/** Codes of the field's list whose label, in any language, has every typed word: those that begin so come first. */
export function findCodes(field: FieldDefinition, typed: string, given: Given): Matches {
  const words = plain(typed).split(' ').filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return { codes: [], hasMore: false };
  const ranked = codesInForce(field, given).flatMap(each => {
    const rank = Math.min(...labelsOf(each).map(label => rankOf(label, words)));
    return rank < noMatch ? [{ code: each.code, rank }] : [];
  });
  const codes = ranked.toSorted((one, other) => one.rank - other.rank).map(({ code }) => code);
  return { codes: codes.slice(0, mostShown), hasMore: codes.length > mostShown };
}
const mostWords = 8;

/** The one code that is meant beyond doubt: its whole label was typed, or the code itself. */
export function exactCode(field: FieldDefinition, typed: string, given: Given): string | undefined {
  const wanted = plain(typed);
  const found = codesInForce(field, given).filter(
    each => each.code === typed || labelsOf(each).includes(wanted),
  );
  return found.length === 1 ? found[0]?.code : undefined;
}

const noMatch = 3;
function rankOf(label: string, words: readonly string[]): number {
  if (label.startsWith(words.join(' '))) return 0;
  const own = label.split(' ');
  if (words.every(word => own.some(each => each.startsWith(word)))) return 1;
  return words.every(word => label.includes(word)) ? 2 : noMatch;
}

function codesInForce(field: FieldDefinition, given: Given): readonly ListCode[] {
  const day = todayOf(given).toString();
  return listOf(field.list ?? '', given.pack).codes.filter(code => inForce(code, day));
}

const labelsOf = (code: ListCode): readonly string[] => {
  const known = kept.get(code) ?? [...new Set(Object.values(code.label).map(label => plain(label ?? '')))];
  kept.set(code, known);
  return known;
};
const kept = new WeakMap<ListCode, readonly string[]>();

/** Without marks, capitals and punctuation: nobody is asked to type them. */
const plain = (text: string): string =>
  text
    .slice(0, longest)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const longest = 200;
