import type { RecordFacts } from '../../platform/access/record.ts';
import type { Work } from '../../platform/work.ts';
import { findLive } from './glass/queries.ts';

export { actions as oversightActions } from './access.ts';
export { alertTeam } from './glass/jobs.ts';
export { glassRoutes as routes } from './glass/routes.ts';
export { projectedTables, projections } from './glass/store.ts';

/** Said above every page of a record, and in the API: that somebody has it open in an emergency. A draft is never opened. */
export async function listOpenAlarms(
  work: Work,
  { recordId, stage }: RecordFacts,
): Promise<readonly string[]> {
  const live = stage === 'draft' ? undefined : await findLive(work, recordId);
  return live === undefined ? [] : [`glass.alarm.opened-by-${live === 'own' ? 'you' : 'others'}`];
}
