/** Days as people write them in a text: in digits, in words, with the day in words, without their year. */
import type { IdentifyingTerms } from '../../../platform/pack/schema-identifying.ts';
import { areTogether, endOf, phraseAt, phrasesOf, phraseUntil, type Phrases, type Token } from './tokens.ts';

export interface DateInText {
  readonly start: number;
  readonly length: number;
  /** The first and the last token of it. */
  readonly from: number;
  readonly to: number;
  readonly day?: number;
  readonly month?: number;
  /** Of two digits alone where `century` is false. */
  readonly year?: number;
  readonly century?: boolean;
}

/** Every date of the text, some of them twice in part: whoever asks keeps the longest. */
export function datesInText(
  text: string,
  tokens: readonly Token[],
  terms: IdentifyingTerms | undefined,
): readonly DateInText[] {
  const spoken = spokenBy(terms);
  return tokens.flatMap((_, at) => [
    ...(inDigits(text, tokens, at) ?? []),
    ...spoken.flatMap(language => inWords(tokens, at, language) ?? []),
  ]);
}

interface Language {
  readonly months: Phrases;
  readonly days: Phrases;
  readonly between: Phrases;
}
const read = new WeakMap<IdentifyingTerms, readonly Language[]>();
function spokenBy(terms: IdentifyingTerms | undefined): readonly Language[] {
  if (!terms) return [];
  const spoken =
    read.get(terms) ??
    Object.values(terms.words).map(({ months, days, between }) => ({
      months: phrasesOf(months),
      days: phrasesOf(days),
      between: phrasesOf([between]),
    }));
  read.set(terms, spoken);
  return spoken;
}

function spanOf(tokens: readonly Token[], from: number, to: number) {
  const [first, last] = [tokens[from], tokens[to]];
  if (!first || !last) throw new Error('A span has its tokens');
  return { start: first.start, length: endOf(last) - first.start, from, to };
}

/** 2001-02-03, 3/2/2001, 03.02.01, 3 2 2001 and 3/2: day first, but where the year is. */
function inDigits(text: string, tokens: readonly Token[], at: number): readonly DateInText[] | undefined {
  const [one, two, three] = tokens.slice(at, at + 3);
  const isNumber = (token: Token | undefined, most: number): token is Token =>
    token !== undefined && token.text.length <= most && /^\d+$/.test(token.text);
  const joint = (left: Token, right: Token) => text.slice(endOf(left), right.start);
  if (!isNumber(one, 4) || !isNumber(two, 2) || !/^[ ./-]$/.test(joint(one, two))) return undefined;
  const found: DateInText[] = [];
  const add = (to: number, date: Omit<DateInText, 'start' | 'length' | 'from' | 'to'>) => {
    const { day = 1, month = 1 } = date;
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      found.push({ ...spanOf(tokens, at, to), ...date });
  };
  const [first, second] = [Number(one.text), Number(two.text)];
  if (isNumber(three, 4) && /^[ ./-]$/.test(joint(two, three))) {
    const third = Number(three.text);
    if (one.text.length === 4 && three.text.length <= 2)
      add(at + 2, { year: first, month: second, day: third, century: true });
    if (one.text.length <= 2 && three.text.length === 4)
      add(at + 2, { day: first, month: second, year: third, century: true });
    if (one.text.length <= 2 && three.text.length === 2 && joint(two, three) !== ' ')
      add(at + 2, { day: first, month: second, year: third, century: false });
  }
  if (one.text.length <= 2) add(at + 1, { day: first, month: second });
  return found;
}

/** 3 February 2001, the third of Feb. 2001, February 3rd 2001, 3 o Chwefror 2001, February 2001: grown from its month. */
function inWords(tokens: readonly Token[], at: number, said: Language): readonly DateInText[] | undefined {
  const named = phraseAt(tokens, at, said.months);
  if (!named) return undefined;
  const month = named.means + 1;
  let [from, to] = [at, at + named.count - 1];
  const passOver = (place: number, step: 1 | -1): number => {
    let [here, passed] = [place, 0];
    while (passed < 3 && phraseAt(tokens, here, said.between)?.count === 1)
      [here, passed] = [here + step, passed + 1];
    return here;
  };
  const isTied = (place: number, step: 1 | -1) =>
    step < 0 ? areTogether(tokens[place], tokens[place + 1]) : areTogether(tokens[place - 1], tokens[place]);
  let day: number | undefined;
  const before = passOver(at - 1, -1);
  if (before >= 0 && isTied(before, -1)) {
    const inWord = phraseUntil(tokens, before, said.days);
    day = inWord ? inWord.means + 1 : dayOf(tokens[before]);
    if (day !== undefined) from = inWord ? before - inWord.count + 1 : before;
  }
  if (day === undefined) {
    const after = passOver(to + 1, 1);
    const inWord = isTied(after, 1) ? phraseAt(tokens, after, said.days) : undefined;
    day = isTied(after, 1) ? (inWord ? inWord.means + 1 : dayOf(tokens[after])) : undefined;
    if (day !== undefined) to = inWord ? after + inWord.count - 1 : after;
  }
  const next = passOver(to + 1, 1);
  const written = isTied(next, 1) ? (tokens[next]?.text ?? '') : '';
  const hasYear = /^\d{4}$/.test(written) || (day !== undefined && /^\d{2}$/.test(written));
  if (hasYear) to = next;
  if (day === undefined && !hasYear) return undefined;
  const date = {
    month,
    ...(day !== undefined && { day }),
    ...(hasYear && { year: Number(written), century: written.length === 4 }),
  };
  return [{ ...spanOf(tokens, from, to), ...date }];
}

/** 3, 3rd, 3ydd: digits, and whatever ending a language gives them. */
function dayOf(token: Token | undefined): number | undefined {
  const digits = /^(\d{1,2})\p{L}{0,4}$/u.exec(token?.text ?? '')?.[1];
  const day = Number(digits ?? 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** Whether a date of a text may be a date that is known as `2001`, `2001-02` or `2001-02-03`: nothing that both say differs. */
export function saysSame({ day, month, year, century }: DateInText, known: string): boolean {
  const [knownYear, knownMonth, knownDay] = known.split('-').map(Number);
  const years = [year, century === false && knownYear !== undefined ? knownYear % 100 : knownYear] as const;
  const shared = ([one, other]: readonly [number | undefined, number | undefined]) =>
    one !== undefined && other !== undefined;
  const pairs = [years, [month, knownMonth], [day, knownDay]] as const;
  return (shared(years) || shared(pairs[1])) && pairs.filter(shared).every(([one, other]) => one === other);
}
