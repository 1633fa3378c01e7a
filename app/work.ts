import type { Kysely, Transaction } from 'kysely';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { actAs } from '../platform/db/transaction.ts';
import type { Tables } from '../platform/db/tables.ts';
import { enter } from '../platform/http/session.ts';
import { jobsIn } from '../platform/jobs/enqueue.ts';
import type { Instant } from '../platform/pure/time.ts';
import type { Viewer, Work } from '../platform/work.ts';
import { makeId } from './clock.ts';
import type { Composed } from './compose.ts';

type Parts = Pick<Composed, 'pack' | 'projections'> & Pick<Work, 'keys'>;

/** Runs `act` as somebody, in one transaction under their grants: for the demonstration and tests. */
export function actingAs<T>(
  database: Kysely<Tables>,
  composed: Parts,
  viewer: Viewer,
  now: Instant,
  act: (work: Work) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async db => {
    await actAs(db, viewer);
    return act(workOf(db, composed, viewer, now));
  });
}

/** The same for whoever a live token is of. @throws ServerProblem where it is not, or no longer */
export function actingByToken<T>(
  database: Kysely<Tables>,
  composed: Parts,
  token: Buffer,
  now: Instant,
  act: (work: Work) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async db => {
    const session = await enter(db, token);
    if (session?.kind !== 'token') throw new ServerProblem('The token is not known, or has ended.');
    return act(workOf(db, composed, session.viewer, now));
  });
}

function workOf(
  db: Transaction<Tables>,
  { pack, projections, keys }: Parts,
  viewer: Viewer,
  now: Instant,
): Work {
  return {
    db,
    viewer,
    now,
    today: now.toZonedDateTimeISO(pack.timeZone).toPlainDate(),
    newId: () => makeId(now.epochMilliseconds),
    pack,
    language: 'en',
    projections,
    jobs: jobsIn(db),
    keys,
  };
}
