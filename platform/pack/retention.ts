import { type Instant, type PlainDate, Temporal } from '../pure/time.ts';
import { standing } from './imprecise.ts';
import type { Pack } from './pack.ts';
import type { Erasable, KeptMoment, KeptThing, RetentionRule } from './schema-retention.ts';

/** What a schedule needs to know of something that is kept: what it is, and the last that happened to it. */
export interface Kept {
  readonly of: KeptThing;
  /** Undefined where it is open: nothing of it is due, however old it is. */
  readonly last: { readonly moment: KeptMoment; readonly at: Instant } | undefined;
}

/** Somebody named has said that it must be kept. It counts until somebody named lifts it: no date ends it by itself. */
export interface Hold {
  readonly liftedAt: Instant | null;
}

export interface Due {
  readonly rule: string;
  /** Undefined: all that there is. */
  readonly classes: readonly Erasable[] | undefined;
  /** From this moment on. */
  readonly at: Instant;
}

type Schedule = Pick<Pack, 'retention' | 'timeZone'>;

/** What of it is to be erased by now, under the schedules in force today. A hold that was not lifted by now wins over all. */
export function dueForErasure(
  pack: Schedule,
  kept: Kept,
  holds: readonly Hold[],
  now: Instant,
): readonly Due[] {
  if (holds.some(hold => stillHolds(hold, now))) return [];
  return endsOf(pack, kept, now).filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
}

/** The same, whether or not it is due: when each part of it goes, if nothing else happens to it. */
export function endsOf({ retention, timeZone }: Schedule, { of, last }: Kept, now: Instant): readonly Due[] {
  if (!last) return [];
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return retention
    .filter(rule => rule.of === of && rule.after === last.moment && isInForce(rule, today))
    .map(rule => ({ rule: rule.id, classes: rule.classes, at: endOf(rule.keep, last.at, timeZone) }));
}

export const stillHolds = ({ liftedAt }: Hold, now: Instant): boolean =>
  liftedAt === null || Temporal.Instant.compare(liftedAt, now) > 0;

/** Where the source does not say whether it began already, it did not: what is erased too early is not got back. */
const isInForce = (rule: RetentionRule, today: PlainDate): boolean =>
  standing({ from: rule.from, until: rule.until }, today) === 'in';

/**
 * The day on which it happened does not count, and the period ends with the day of the same number, or the last of a month that
 * has none (Dodds v Walker [1981] 1 WLR 1027). What was kept that day long may go with the first second of the next.
 */
function endOf(period: string, at: Instant, timeZone: string): Instant {
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate();
  return day.add(Temporal.Duration.from(period)).add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant();
}
