import type { Kysely } from 'kysely';
import { saveDuty } from '../../contexts/organisations/public.ts';
import { authorise } from '../../platform/access/permit.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { Viewer, Work } from '../../platform/work.ts';
import type { Composed } from '../compose.ts';
import { actingAs } from '../work.ts';

/** For the first week one of each team that has a roster is on duty, so that there is somebody who opens what is sealed. */
export async function putOnDuty(
  database: Kysely<Tables>,
  composed: Composed & Pick<Work, 'keys'>,
  viewers: readonly Viewer[],
  now: Instant,
): Promise<void> {
  for (const manager of viewers) {
    const colleague = viewers.find(
      ({ team, personId, role }) =>
        team.id === manager.team.id &&
        personId !== manager.personId &&
        composed.pack.roles.some(({ code, onDuty }) => code === role && onDuty),
    );
    if (!colleague) continue;
    await actingAs(database, composed, manager, now, async work => {
      const permit = await authorise(work, composed.policy, 'duty:set');
      if (!permit.ok) return;
      await saveDuty(work, { personId: colleague.personId, from: now, until: now.add({ hours: 168 }) });
    });
  }
}
