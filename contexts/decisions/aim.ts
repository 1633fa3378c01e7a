import { workingDaysBetween } from '../../platform/pack/calendar.ts';
import { calendarOf } from '../../platform/pack/clock.ts';
import { readRule } from '../../platform/pack/rules.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { parseDate, Temporal, type PlainDate } from '../../platform/pure/time.ts';

/** How far off the aim for a decision is, in the days in which the pack counted it; absent where a calendar cannot say. */
export interface Aim {
  readonly on: PlainDate;
  readonly is: 'ahead' | 'today' | 'passed';
  readonly days: number | undefined;
  readonly unit: 'calendar' | 'working';
}

/** What an aim hangs on: the rule that set it was in force in the nation on the day on which the case was received. */
export interface OfCase {
  readonly due: string | undefined;
  readonly nation: string | null | undefined;
  readonly receivedOn: string | undefined;
}

/** Undefined where the case has no aim: the pack could not say one for its nation and day. */
export function aimOf(
  { due, nation = null, receivedOn }: OfCase,
  { pack, today }: { readonly pack: Pack; readonly today: PlainDate },
): Aim | undefined {
  const on = due === undefined ? undefined : parseDate(due);
  if (!on) return undefined;
  const order = Temporal.PlainDate.compare(on, today);
  const is = order > 0 ? 'ahead' : order === 0 ? 'today' : 'passed';
  const unit = unitOn(pack, nation, parseDate(receivedOn ?? '') ?? on);
  return { on, is, unit, days: daysBetween(pack, nation, unit, today, on) };
}

function unitOn(pack: Pack, nation: string | null, received: PlainDate): Aim['unit'] {
  const rule = readRule(pack, 'rg.target', nation, received);
  return rule.ok && rule.value.rule.unit === 'calendar-days' ? 'calendar' : 'working';
}

function daysBetween(pack: Pack, nation: string | null, unit: Aim['unit'], today: PlainDate, on: PlainDate) {
  if (unit === 'calendar') return Math.abs(today.until(on).days);
  const calendar = calendarOf(pack, nation);
  const between = calendar && workingDaysBetween(calendar, today, on);
  return between?.ok ? Math.abs(between.value) : undefined;
}
