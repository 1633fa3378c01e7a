import { parseDate } from '../../../platform/pure/time.ts';
import { coreLanguages, type Language, localeOf } from '../../../platform/text/language.ts';

/** A day as people write it; `unreal` has the form of one, and the calendar does not have it. */
export type WrittenDate =
  | { readonly is: 'real'; readonly date: string }
  | { readonly is: 'unreal' }
  | undefined;

/** Most words that a day is written in: 3, o, Chwefror, 2001. */
export const wordsOfDate = 4;

/** 2001-02-03, 3/2/2001, 03.02.01 and 3 2 2001: day first, but where the year is. */
export function readNumericDate(text: string, thisYear: number): WrittenDate {
  const yearFirst = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(text);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/.exec(text);
  if (dayFirst) return dateOf(dayFirst[3], dayFirst[2], dayFirst[1]);
  const short = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2})$/.exec(text);
  return short ? dateOf(yearOf(short[3] ?? '', thisYear), short[2], short[1]) : undefined;
}

// 1st, 2nd and so on in English; 1af, 2il, 3ydd, 4edd, 5ed, 7fed, 11eg, 21ain in Welsh.
const ordinal = '(?:st|nd|rd|th|af|ail|il|ydd|edd|ed|fed|eg|ain)?';
const monthInside = new RegExp(String.raw`^(\d{1,2})${ordinal}(?: (?:of|o))? ?(\p{L}{3,}) ?(\d{4})$`, 'u');
const monthFirst = new RegExp(String.raw`^(\p{L}{3,}) (\d{1,2})${ordinal} (\d{4})$`, 'u');

/** 3 February 2001, 3rd of Feb. 2001, February 3 2001, 3-Feb-2001 and 3 o Chwefror 2001. */
export function readWordedDate(text: string, spoken: readonly Language[]): WrittenDate {
  const plain = text
    .toLowerCase()
    .replaceAll(/[-./]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  const inside = monthInside.exec(plain);
  const first = inside ? undefined : monthFirst.exec(plain);
  const [name = '', day, year] = inside ? [inside[2], inside[1], inside[3]] : first ? first.slice(1) : [];
  const month = monthNamed(name, spoken);
  return month === undefined ? undefined : dateOf(year, String(month), day);
}

function dateOf(year = '', month = '', day = ''): WrittenDate {
  const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date ? { is: 'real', date: date.toString() } : { is: 'unreal' };
}

/** Nobody is born in a year that has not come. */
const yearOf = (lastTwo: string, thisYear: number): string =>
  `${Number(lastTwo) <= thisYear % 100 ? Math.floor(thisYear / 100) : Math.floor(thisYear / 100) - 1}${lastTwo}`;

/** By three letters or more of its name in any language that the pages speak, or the core does. */
function monthNamed(typed: string, spoken: readonly Language[]): number | undefined {
  if (typed.length < 3) return undefined;
  for (const names of [...new Set([...coreLanguages, ...spoken])].flatMap(monthNames)) {
    const place = names.findIndex(name => name.startsWith(typed));
    if (place >= 0) return place + 1;
  }
  return typed === 'sept' ? 9 : undefined;
}

/** The soft mutation, which `o` (of) causes: 3 o Fawrth. */
const afterO = (name: string): string =>
  name.replace(/^m/, 'f').replace(/^g/, '').replace(/^t/, 'd').replace(/^rh/, 'r');

function monthNames(language: Language): readonly (readonly string[])[] {
  const names = known.get(language) ?? monthsIn(language);
  known.set(language, names);
  return language === 'cy' ? [names, names.map(afterO)] : [names];
}
const known = new Map<Language, readonly string[]>();

function monthsIn(language: Language): readonly string[] {
  const format = new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) =>
    format.format(new Date(Date.UTC(2001, month, 1))).toLowerCase(),
  );
}
