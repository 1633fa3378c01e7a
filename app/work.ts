import type { Kysely } from 'kysely';
import { actAs } from '../platform/db/transaction.ts';
import type { Tables } from '../platform/db/tables.ts';
import { jobsIn } from '../platform/jobs/enqueue.ts';
import type { Instant } from '../platform/pure/time.ts';
import type { Viewer, Work } from '../platform/work.ts';
import { makeId } from './clock.ts';
import type { Composed } from './compose.ts';

/** Runs `act` as somebody, in one transaction under their grants: for the demonstration, the command line and tests. */
export function actingAs<T>(
  database: Kysely<Tables>,
  composed: Pick<Composed, 'pack' | 'projections'> & Pick<Work, 'keys'>,
  viewer: Viewer,
  now: Instant,
  act: (work: Work) => Promise<T>,
): Promise<T> {
  const { pack, projections, keys } = composed;
  return database.transaction().execute(async db => {
    await actAs(db, viewer);
    const today = now.toZonedDateTimeISO(pack.timeZone).toPlainDate();
    return act({
      db,
      viewer,
      now,
      today,
      newId: () => makeId(now.epochMilliseconds),
      pack,
      language: 'en',
      projections,
      jobs: jobsIn(db),
      keys,
    });
  });
}
