import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Viewer, Work } from '../work.ts';
import type { Visit } from './visit.ts';
import type { Web } from './web.ts';

/** What a request does for somebody, in its transaction. */
export function workOf(
  web: Web,
  { language }: Pick<Visit, 'language'>,
  db: Transaction<Tables>,
  viewer: Viewer,
): Work {
  const now = web.now();
  return {
    db,
    viewer,
    now,
    today: now.toZonedDateTimeISO(web.pack.timeZone).toPlainDate(),
    newId: web.newId,
    pack: web.pack,
    language,
    projections: web.projections,
    jobs: web.jobsIn(db),
    keys: web.keys,
  };
}
