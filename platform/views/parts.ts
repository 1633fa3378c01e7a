/** What is long to read in parts, each of which a slow line can take. */
import type { Components, SummaryListOptions } from './components.generated.ts';
import type { Words } from './page.ts';

/** One part of several; `number` counts from 1. */
export interface Part<T> {
  readonly number: number;
  readonly count: number;
  readonly items: readonly T[];
}

/** Bytes of HTML that a part may have beside what else stands on its page: no page is to be over 60 kB. */
const mostOfPart = 40_000;

/** The part that was asked for (the first, where there is no such part). Only what is longer than a part by itself makes one longer. */
export function partOf<T>(items: readonly T[], weigh: (item: T) => number, asked?: string): Part<T> {
  const parts: T[][] = [[]];
  let weight = 0;
  for (const item of items) {
    const own = weigh(item);
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && weight + own > mostOfPart) {
      parts.push([item]);
      weight = own;
    } else {
      last.push(item);
      weight += own;
    }
  }
  const place = Math.max(1, Math.trunc(Number(asked)) || 1);
  const number = place > parts.length ? 1 : place;
  return { number, count: parts.length, items: parts[number - 1] ?? [] };
}

/** What the markup of a row takes beside its words. */
const ofRow = 300;
const ofList = 300;

/** About how many bytes of HTML a list with its title takes; a question stands twice where it can be changed. */
export const weighList = ({ list }: { readonly list: SummaryListOptions }): number =>
  list.rows.reduce((sum, { key, value, actions }) => {
    const question = Buffer.byteLength(key?.text ?? '') * (actions ? 2 : 1);
    return sum + ofRow + question + Buffer.byteLength(String(value?.html ?? value?.text ?? ''));
  }, ofList);

/** To the parts before and after. */
export function partLinks(
  { number, count }: Omit<Part<unknown>, 'items'>,
  words: Words,
  href: (number: number) => string,
): Components['govukPagination'] {
  const to = (other: number, direction: 'previous' | 'next') => ({
    href: href(other),
    text: words(`component.part.${direction}`),
    labelText: words('component.part.which', { number: other, count }),
  });
  return {
    landmarkLabel: words('component.part.label'),
    previous: number > 1 ? to(number - 1, 'previous') : undefined,
    next: number < count ? to(number + 1, 'next') : undefined,
  };
}
