import { Temporal } from 'temporal-polyfill';

export { Temporal };
export type Instant = Temporal.Instant;
export type PlainDate = Temporal.PlainDate;

/** `2026-03-02` → a date; anything else is undefined, also dates that no calendar has: there is no year 0. */
export function parseDate(text: string): PlainDate | undefined {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** Full years between two dates: the age of a person born on `born`, on `day`. */
export const ageOn = (born: PlainDate, day: PlainDate): number =>
  born.until(day, { largestUnit: 'year' }).years;
