/** How fictional cases stand, so that an authority looks as if it were at work: most decided, a few waiting too long. */
import { dueOn } from '../../platform/pack/clock.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { type Instant, type PlainDate, Temporal } from '../../platform/pure/time.ts';
import type { Random } from './draw.ts';

export const standings = [
  'draft',
  'unallocated',
  'on-a-desk',
  'returned',
  'second-reading',
  'decided',
] as const;
export type Standing = (typeof standings)[number];
/** Of all cases; the rest is decided. */
export type Shares = Readonly<Record<Exclude<Standing, 'decided'>, number>>;

export interface Plan {
  readonly standing: Standing;
  /** Of a case that waits: which day its aim is, counted from today (0) over days that are somebody's aim; before 0, passed. */
  readonly aim: number;
  /** Of a draft and a decided case: how many days ago it came. */
  readonly daysAgo: number;
}

export const living: Shares = {
  draft: 0.04,
  unallocated: 0.09,
  'on-a-desk': 0.09,
  returned: 0.02,
  'second-reading': 0.04,
};

/** The aims of cases that wait, over and over: several today and tomorrow, one in sixteen passed. */
const aims = [0, 1, 3, 1, 4, 0, 2, 5, -1, 1, 4, 3, 2, 0, 5, 2];
const longestAgo = 60;

/** In an order that chance gives, the same for the same numbers. */
export function planCases(count: number, random: Random, shares: Shares = living): readonly Plan[] {
  const waiting = standings.flatMap(standing =>
    standing === 'decided' ? [] : Array.from({ length: Math.ceil(shares[standing] * count) }, () => standing),
  );
  const plans = Array.from({ length: count }, (_, place): Plan => {
    const standing = waiting[place] ?? 'decided';
    // Decided within some days of coming, at the longest ago.
    const daysAgo = standing === 'draft' ? random() * 10 : 5 + random() * (longestAgo - 5);
    return { standing, aim: aims[place % aims.length] ?? 0, daysAgo: Math.floor(daysAgo) };
  });
  return shuffled(plans, random);
}

/** Fisher and Yates. */
function shuffled<T>(from: readonly T[], random: Random): readonly T[] {
  const all = [...from];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
  return all;
}

/** When a case comes that stands as planned: on a day from which the nation's calendar counts to the aim, in working hours. */
export function receivedAt(
  { standing, aim, daysAgo }: Plan,
  { pack, nation, now, random }: { pack: Pack; nation: string | null; now: Instant; random: Random },
): Instant {
  const today = now.toZonedDateTimeISO(pack.timeZone).toPlainDate();
  const isWaiting = standing !== 'draft' && standing !== 'decided';
  const day = (isWaiting && dayWithAim(pack, nation, today, aim)) || today.subtract({ days: daysAgo });
  const time = { hour: 8 + Math.floor(random() * 9), minute: Math.floor(random() * 60) };
  const at = day.toZonedDateTime({ timeZone: pack.timeZone, plainTime: time }).toInstant();
  const latest = now.subtract({ hours: 2 });
  return Temporal.Instant.compare(at, latest) < 0 ? at : latest;
}

/** Far enough back for five working days and holidays. */
const daysBack = 21;

function dayWithAim(pack: Pack, nation: string | null, today: PlainDate, aim: number): PlainDate | undefined {
  const days = Array.from({ length: daysBack }, (_, ago) => today.subtract({ days: ago })).flatMap(day => {
    const due = dueOn(pack, 'rg.target', nation, day);
    return due.ok ? [{ day, due: due.value.on }] : [];
  });
  const distinct = days.filter(({ due }, place) => !days[place + 1]?.due.equals(due));
  const ahead = distinct.filter(({ due }) => Temporal.PlainDate.compare(due, today) >= 0).toReversed();
  const passed = distinct.filter(({ due }) => Temporal.PlainDate.compare(due, today) < 0);
  return (aim < 0 ? passed[-aim - 1] : (ahead[aim] ?? ahead.at(-1)))?.day;
}
