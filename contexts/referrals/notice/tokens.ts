/** A text as words and numbers, each with its place; and the phrases of a language among them. */
export interface Token {
  readonly text: string;
  readonly start: number;
}

export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(match => ({ text: match[0], start: match.index }));

export const endOf = ({ start, text }: Token): number => start + text.length;

/** Whether one follows the other, with no more than a comma, a stop, a quotation mark or spaces between. */
export const areTogether = (one: Token | undefined, other: Token | undefined): boolean =>
  one !== undefined && other !== undefined && other.start - endOf(one) <= 3;

export const isCapital = (token: Token | undefined): boolean =>
  token !== undefined && /^\p{Lu}/u.test(token.text);

/** Phrases as they are compared: in small letters, with one space between words. */
export interface Phrases {
  readonly meant: ReadonlyMap<string, number>;
  /** Of the longest, in words. */
  readonly most: number;
}

/** What each phrase means is its place in the list: of months and days, which. */
export function phrasesOf(lists: readonly (readonly string[])[]): Phrases {
  const entries = lists.flatMap((list, place) =>
    list.map(phrase => [plainly(tokensOf(phrase)), place] as const),
  );
  const most = Math.max(0, ...entries.map(([phrase]) => phrase.split(' ').length));
  return { meant: new Map(entries), most };
}

const plainly = (tokens: readonly Token[]): string =>
  tokens.map(({ text }) => text.normalize('NFC').toLowerCase()).join(' ');

interface PhraseFound {
  readonly means: number;
  readonly count: number;
}

/** The longest phrase that begins at a token. */
export function phraseAt(
  tokens: readonly Token[],
  at: number,
  { meant, most }: Phrases,
): PhraseFound | undefined {
  for (let count = Math.min(most, tokens.length - at); count >= 1; count--) {
    const means = meant.get(plainly(tokens.slice(at, at + count)));
    if (means !== undefined) return { means, count };
  }
  return undefined;
}

/** The longest phrase that ends with a token. */
export function phraseUntil(
  tokens: readonly Token[],
  last: number,
  { meant, most }: Phrases,
): PhraseFound | undefined {
  for (let count = Math.min(most, last + 1); count >= 1; count--) {
    const means = meant.get(plainly(tokens.slice(last - count + 1, last + 1)));
    if (means !== undefined) return { means, count };
  }
  return undefined;
}
