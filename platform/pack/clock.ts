import { err, ok, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import { addWorkingDays, type NotCovered } from './calendar.ts';
import type { ClockRule } from './core-rules.ts';
import type { DatedRule, Pack } from './pack.ts';
import { readRule, type NoAnswer } from './rules.ts';

export interface Due {
  readonly on: PlainDate;
  readonly days: number;
  readonly rule: DatedRule;
}

export type NoDue = NoAnswer | NotCovered | { readonly code: 'nation-not-known' };

/**
 * When a clock that started on a day comes to its end, by the rule in force on that day: counted in calendar days, or
 * in working days of the nation's calendar. The starting day does not count.
 */
export function dueOn(
  pack: Pack,
  clock: ClockRule,
  nation: string | null,
  started: PlainDate,
): Result<Due, NoDue> {
  const answer = readRule(pack, clock, nation, started);
  if (!answer.ok) return answer;
  const { value: days, rule } = answer.value;
  if (rule.unit === 'calendar-days') return ok({ on: started.add({ days }), days, rule });
  const calendar = calendarOf(pack, nation);
  if (!calendar) return err({ code: 'nation-not-known' });
  const on = addWorkingDays(calendar, started, days);
  return on.ok ? ok({ on: on.value, days, rule }) : on;
}

export function calendarOf(pack: Pack, nation: string | null) {
  const found = pack.nations.find(each => each.code === nation);
  return found && pack.calendars[found.calendar];
}
