import { err, ok, type Result } from '../pure/result.ts';
import { Temporal, type PlainDate } from '../pure/time.ts';
import type { Calendar } from './pack.ts';

/** The calendar knows no holidays on that day's side of its range, so nothing can be counted there. */
export interface NotCovered {
  readonly code: 'calendar-does-not-cover';
  readonly day: string;
}

export const isWorkingDay = (calendar: Calendar, day: PlainDate): boolean =>
  !calendar.weekend.includes(day.dayOfWeek) && !calendar.holidays.has(day.toString());

/**
 * The day that is `n` working days after `start`. The day of `start` itself does not count, whether it is a working
 * day or not; `n` 0 is `start`. Both days must lie within what the calendar covers.
 */
export function addWorkingDays(
  calendar: Calendar,
  start: PlainDate,
  n: number,
): Result<PlainDate, NotCovered> {
  if (!Number.isInteger(n) || n < 0) throw new RangeError('Working days are counted forwards, in whole days');
  let day = start;
  // Each step is too short by the working days still missing, so the walk never passes the answer.
  for (let missing = n; ; ) {
    const next = day.add({ days: missing });
    if (!covers(calendar, next)) return notCovered(next);
    const counted = workingDaysBetween(calendar, start, next);
    if (!counted.ok) return counted;
    day = next;
    missing = n - counted.value;
    if (missing === 0) return ok(day);
  }
}

/** Working days after `from` up to and including `to`; negative when `to` comes first. */
export function workingDaysBetween(
  calendar: Calendar,
  from: PlainDate,
  to: PlainDate,
): Result<number, NotCovered> {
  for (const day of [from, to]) if (!covers(calendar, day)) return notCovered(day);
  if (Temporal.PlainDate.compare(from, to) > 0) {
    const back = workingDaysBetween(calendar, to, from);
    return back.ok ? ok(-back.value || 0) : back;
  }
  const days = from.until(to).days;
  const weeks = Math.floor(days / 7);
  let count = weeks * (7 - new Set(calendar.weekend).size);
  for (
    let day = from.add({ days: weeks * 7 + 1 });
    Temporal.PlainDate.compare(day, to) <= 0;
    day = day.add({ days: 1 })
  )
    if (!calendar.weekend.includes(day.dayOfWeek)) count += 1;
  for (const text of calendar.holidays) {
    if (text <= from.toString() || text > to.toString()) continue;
    if (!calendar.weekend.includes(Temporal.PlainDate.from(text).dayOfWeek)) count -= 1;
  }
  return ok(count);
}

const covers = (calendar: Calendar, day: PlainDate): boolean =>
  calendar.coversFrom <= day.toString() && day.toString() <= calendar.coversUntil;

const notCovered = (day: PlainDate) =>
  err<NotCovered>({ code: 'calendar-does-not-cover', day: day.toString() });
