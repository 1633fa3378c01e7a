import { z } from 'zod';
import { parseDate } from '../pure/time.ts';
import { impreciseDate, spanOf } from './imprecise.ts';

export const code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a lowercase code such as "police-stop"');
export const nationCode = z.string().regex(/^[A-Z]{2,3}$/, 'must be a nation code such as "ENG"');
export const words = z.string().min(1);
export const exactDate = z
  .string()
  .refine(text => parseDate(text) !== undefined, 'must be a real date such as "2026-03-02"')
  .meta({ format: 'date' });
export const anyDate = z
  .string()
  .refine(text => spanOf(text) !== undefined, 'must be a date: "2023", "2023-07" or "2023-07-10"')
  .meta({ pattern: impreciseDate.source });
export const anyDateOrNull = anyDate.nullable().default(null);
export const sources = z.array(words);

/** `from` no later than `until`, on the most generous reading of imprecise dates. */
export const inOrder = (life: { from: string | null; until: string | null }): boolean => {
  const [from, until] = [life.from && spanOf(life.from), life.until && spanOf(life.until)];
  return !from || !until || from.first.toString() <= until.last.toString();
};
export const outOfOrder = { path: ['until'], message: 'is before "from"' };

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
