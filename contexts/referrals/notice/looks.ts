/** What in a text looks as if it told who or where somebody is, whoever they are: for texts that are compared with nothing. */
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { readRule } from '../../../platform/pack/rules.ts';
import type { IdentifyingTerms } from '../../../platform/pack/schema-identifying.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { type DateInText, datesInText } from './dates-in-text.ts';
import {
  type Finding,
  findIdentifying,
  findInAnswers,
  type Found,
  nothingKnown,
  withoutOverlaps,
} from './identifying.ts';
import {
  areTogether,
  endOf,
  isCapital,
  phraseAt,
  phrasesOf,
  type Phrases,
  type Token,
  tokensOf,
} from './tokens.ts';

export interface Looking {
  readonly terms: IdentifyingTerms | undefined;
  readonly today: PlainDate;
  /** From how many years on somebody is an adult: so long ago a whole date may be when they were born. */
  readonly adultFrom: number;
}

/** In the texts of a notice that may not say who it is. */
export function findLookalikes(
  { pack, today, nation }: { readonly pack: Pack; readonly today: PlainDate; readonly nation: string | null },
  form: FormDefinition,
  answers: Answers,
): readonly Finding[] {
  const adult = readRule(pack, 'age.child', nation, today);
  const adultFrom = adult.ok ? adult.value.value.adultFrom : 0;
  return findInAnswers(form, answers, text =>
    lookalikesIn(text, { terms: pack.identifying, today, adultFrom }),
  );
}

/** Postcodes and other numbers of the country, phones, email addresses, dates of birth, names after a title, houses of streets. */
export function lookalikesIn(text: string, looking: Looking): readonly Found[] {
  const tokens = tokensOf(text);
  const { terms } = looking;
  return withoutOverlaps([
    ...(terms ? shapesIn(text, terms) : []),
    ...findIdentifying(text, nothingKnown),
    ...birthDatesIn(text, tokens, looking),
    ...(terms ? spokenBy(terms).flatMap(said => [...namesIn(tokens, said), ...housesIn(tokens, said)]) : []),
  ]);
}

/** Of a fixed length each: no shape can cost more than the text is long. */
const compiled = new WeakMap<
  IdentifyingTerms,
  readonly { readonly kind: Found['kind']; readonly form: RegExp }[]
>();
function shapesIn(text: string, terms: IdentifyingTerms): readonly Found[] {
  const signs: Readonly<Record<string, string>> = {
    A: '[A-Za-z]',
    9: '[0-9]',
    X: '[A-Za-z0-9]',
    ' ': '[ \\u00A0-]?',
  };
  const forms =
    compiled.get(terms) ??
    terms.shapes.flatMap(({ kind, forms: shapes }) =>
      shapes.map(shape => ({
        kind,
        form: new RegExp(
          `(?<![\\p{L}\\p{N}])${[...shape].map(sign => signs[sign] ?? '').join('')}(?![\\p{L}\\p{N}])`,
          'gu',
        ),
      })),
    );
  compiled.set(terms, forms);
  return forms.flatMap(({ kind, form }) =>
    [...text.matchAll(form)].map(match => ({ start: match.index, length: match[0].length, kind })),
  );
}

interface Said {
  readonly born: Phrases;
  readonly named: Phrases;
  readonly after: Phrases;
  readonly before: Phrases;
  readonly rooms: Phrases;
}
const read = new WeakMap<IdentifyingTerms, readonly Said[]>();
function spokenBy(terms: IdentifyingTerms): readonly Said[] {
  const said =
    read.get(terms) ??
    Object.values(terms.words).map(({ born, named, streets, rooms }) => ({
      born: phrasesOf([born]),
      named: phrasesOf([named]),
      after: phrasesOf([streets.after]),
      before: phrasesOf([streets.before]),
      rooms: phrasesOf([rooms]),
    }));
  read.set(terms, said);
  return said;
}

/** So many words away from “born” a date is one of birth. */
const reach = 6;
const oldest = 120;

/** A whole day on which an adult may have been born; beside “born”, any date, and a year alone. */
function birthDatesIn(
  text: string,
  tokens: readonly Token[],
  { terms, today, adultFrom }: Looking,
): readonly Found[] {
  const born = (terms ? spokenBy(terms) : []).flatMap(said =>
    tokens.flatMap((_, at) => (phraseAt(tokens, at, said.born) ? [at] : [])),
  );
  const isBeside = (from: number, to: number) =>
    born.some(at => (at < from && from - at <= reach) || (at > to && at - to <= 2));
  const isOldEnough = ({ day, month, year, century }: DateInText): boolean => {
    if (adultFrom === 0 || day === undefined || month === undefined || year === undefined) return false;
    const whole = century === false ? (year > today.year % 100 ? 1900 : 2000) + year : year;
    const isPast = month < today.month || (month === today.month && day <= today.day);
    const age = today.year - whole - (isPast ? 0 : 1);
    return age >= adultFrom && age <= oldest;
  };
  const years = tokens.flatMap((token, at): readonly Found[] => {
    const year = /^\d{4}$/.test(token.text) ? Number(token.text) : 0;
    return year > today.year - oldest && year <= today.year && isBeside(at, at)
      ? [{ start: token.start, length: token.text.length, kind: 'date' }]
      : [];
  });
  return [
    ...datesInText(text, tokens, terms)
      .filter(date => isOldEnough(date) || isBeside(date.from, date.to))
      .map(({ start, length }): Found => ({ start, length, kind: 'date' })),
    ...years,
  ];
}

/** One to three words with a capital after a title, or after “called”. */
function namesIn(tokens: readonly Token[], { named }: Said): readonly Found[] {
  return tokens.flatMap((_, at): readonly Found[] => {
    const said = phraseAt(tokens, at, named);
    const first = said ? at + said.count : -1;
    const last = said ? lastOf(tokens, first, 3, isCapital) : undefined;
    return last === undefined ? [] : [spanOf(tokens, first, last, 'name')];
  });
}

/** 14b Harbour Row, 12 Heol y Bont, Flat 3. */
function housesIn(tokens: readonly Token[], { after, before, rooms }: Said): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    const found: Found[] = [];
    const room = phraseAt(tokens, at, rooms);
    const numbered = room ? at + room.count : -1;
    if (room && areTogether(tokens[numbered - 1], tokens[numbered]) && isHouse(tokens[numbered]))
      found.push(spanOf(tokens, at, numbered, 'address'));
    if (!isHouse(token)) return found;
    const end = lastOf(tokens, at + 1, 4, isCapital) ?? at;
    for (let place = at + 2; place <= end; place++)
      if (phraseAt(tokens, place, after)) found.push(spanOf(tokens, at, place, 'address'));
    const way = phraseAt(tokens, at + 1, before);
    if (way && isCapital(tokens[at + 1]) && areTogether(token, tokens[at + 1])) {
      const last = lastOf(
        tokens,
        at + 1 + way.count,
        3,
        (each, place) =>
          isCapital(each) || (/^\p{Ll}{1,2}$/u.test(each.text) && isCapital(tokens[place + 1])),
      );
      found.push(spanOf(tokens, at, last ?? at + way.count, 'address'));
    }
    return found;
  });
}

const isHouse = (token: Token | undefined): boolean => /^\d{1,4}\p{L}?$/u.test(token?.text ?? '');

/** The last of so many tokens from one on that all fit, each beside the one before it; undefined where the first does not. */
function lastOf(
  tokens: readonly Token[],
  first: number,
  most: number,
  fits: (token: Token, at: number) => boolean,
): number | undefined {
  let last: number | undefined;
  for (let at = first; at < first + most; at++) {
    const token = tokens[at];
    if (!token || !areTogether(tokens[at - 1], token) || !fits(token, at)) break;
    last = at;
  }
  return last;
}

function spanOf(tokens: readonly Token[], from: number, to: number, kind: Found['kind']): Found {
  const [first, last] = [tokens[from], tokens[to]];
  if (!first || !last) throw new Error('A span has its tokens');
  return { start: first.start, length: endOf(last) - first.start, kind };
}
