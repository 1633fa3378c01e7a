import type { PlainDate } from '../pure/time.ts';
import { standing } from './imprecise.ts';
import type { Pack } from './pack.ts';

/**
 * Kinds of organisations that may refer on a day, in the pack's order; of one nation, or of any. Within the month that a
 * source names, and no more, both who was followed and who followed are among them.
 */
export const firstRespondersOn = (
  { firstResponders = [] }: Pick<Pack, 'firstResponders'>,
  day: PlainDate,
  nation?: string,
): readonly string[] =>
  firstResponders
    .filter(each => nation === undefined || each.nations === undefined || each.nations.includes(nation))
    .filter(each => standing({ from: each.from ?? null, until: each.until ?? null }, day) !== 'out')
    .map(({ code }) => code);
