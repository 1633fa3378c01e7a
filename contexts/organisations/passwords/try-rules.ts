/** How often somebody may try (ASVS 5.0 V6.1.1, V6.3.1): delays that grow, and never a lock. */
import { type Instant, Temporal } from '../../../platform/pure/time.ts';

export const triesCountMinutes = 60;
/** Of a known device for its account, and of all strangers together for an account: tries before one has to wait. */
export const freeTries = 5;
/** Of one network, for whatever accounts. */
export const freeTriesOfNetwork = 60;

/** The wrong tries of the last hour that one kind counts. */
export interface Tries {
  readonly count: number;
  readonly lastAt: Instant | undefined;
  readonly free: number;
}

/** After the free ones a minute, and twice as long after each further one; an hour at most. */
export const delayMinutes = ({ count, free }: Tries): number =>
  count < free ? 0 : Math.min(2 ** (count - free), triesCountMinutes);

/** How many whole minutes there are to wait; none where one may try now. */
export function minutesToWait(all: readonly Tries[], now: Instant): number {
  const waits = all.map(tries => {
    if (tries.lastAt === undefined) return 0;
    const at = tries.lastAt.add({ minutes: delayMinutes(tries) });
    return Temporal.Instant.compare(at, now) > 0 ? Math.ceil(now.until(at).total('minutes')) : 0;
  });
  return Math.max(0, ...waits);
}
