import { workingDaysBetween } from '../../platform/pack/calendar.ts';
import { calendarOf } from '../../platform/pack/clock.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { parseDate, Temporal, type PlainDate } from '../../platform/pure/time.ts';

/** How far off the aim for a decision is. `days` are working days of the nation; absent where its calendar cannot say. */
export interface Aim {
  readonly on: PlainDate;
  readonly is: 'ahead' | 'today' | 'passed';
  readonly days: number | undefined;
}

/** Undefined where the case has no aim: the pack could not say one for its nation and day. */
export function aimOf(
  { due, nation }: { readonly due: string | undefined; readonly nation: string | null | undefined },
  { pack, today }: { readonly pack: Pack; readonly today: PlainDate },
): Aim | undefined {
  const on = due === undefined ? undefined : parseDate(due);
  if (!on) return undefined;
  const order = Temporal.PlainDate.compare(on, today);
  const is = order > 0 ? 'ahead' : order === 0 ? 'today' : 'passed';
  const calendar = calendarOf(pack, nation ?? null);
  const between = calendar && workingDaysBetween(calendar, today, on);
  return { on, is, days: between?.ok ? Math.abs(between.value) : undefined };
}
