import { parseDate, Temporal, type PlainDate } from '../pure/time.ts';

/** '2023', '2023-07' or '2023-07-10': a date as precise as the source gave it, and no more. */
export const impreciseDate = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** The first and the last day that an imprecise date may mean; undefined for text that is no date. */
export function spanOf(text: string): { readonly first: PlainDate; readonly last: PlainDate } | undefined {
  if (!impreciseDate.test(text)) return undefined;
  const first = parseDate(`${text}-01-01`.slice(0, 10));
  if (!first) return undefined;
  if (text.length === 4) return { first, last: first.with({ month: 12, day: 31 }) };
  if (text.length === 7) return { first, last: first.with({ day: first.daysInMonth }) };
  return { first, last: first };
}

export const isPrecise = (text: string | null): boolean => text === null || text.length === 10;

export interface Life {
  readonly from: string | null;
  readonly until: string | null;
  readonly edges?: { readonly from?: 'first-day' | 'last-day'; readonly until?: 'first-day' | 'last-day' };
}

/** Where a day stands in a life: `in`, `out`, or in an imprecise edge, where the source does not say. */
export type Standing = 'in' | 'out' | 'edge';

/**
 * `from` and `until` are both inclusive. '2023-07' as `from` means: from some day in that July; so its last day is
 * surely in, the days before July surely out, and the days between are the edge. `until` is the mirror of it.
 */
export function standing(life: Life, day: PlainDate): Standing {
  const begun = side(life.from, life.edges?.from, day, 'from');
  const open = side(life.until, life.edges?.until, day, 'until');
  if (begun === 'out' || open === 'out') return 'out';
  return begun === 'edge' || open === 'edge' ? 'edge' : 'in';
}

/** Whether a day stands inside an imprecise edge, also where the life says how to read it there. */
export const insideEdge = (life: Life, day: PlainDate): boolean =>
  standing({ from: life.from, until: life.until }, day) === 'edge';

function side(
  text: string | null,
  read: 'first-day' | 'last-day' | undefined,
  day: PlainDate,
  end: 'from' | 'until',
): Standing {
  if (text === null) return 'in';
  const span = spanOf(text);
  if (!span) throw new Error('A life was not checked by the schema'); // `loadPack` refuses such dates
  const first = read === 'last-day' ? span.last : span.first;
  const last = read === 'first-day' ? span.first : span.last;
  const before = Temporal.PlainDate.compare(day, first);
  const after = Temporal.PlainDate.compare(day, last);
  if (end === 'from') return before < 0 ? 'out' : after >= 0 ? 'in' : 'edge';
  return after > 0 ? 'out' : before <= 0 ? 'in' : 'edge';
}
