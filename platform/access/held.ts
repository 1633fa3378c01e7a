import type { DataClass } from '../pure/classes.ts';
import type { Work } from '../work.ts';

/** Whether the viewer holds a live grant of the class on the record: who does not can write nothing of it. */
export async function holdsClass(work: Work, recordId: string, dataClass: DataClass): Promise<boolean> {
  const { personId, team, purpose } = work.viewer;
  const held = await work.db
    .selectFrom('access.grant')
    .select('data_class')
    .where('record_id', '=', recordId)
    .where('data_class', '=', dataClass)
    .where('party_id', 'in', [personId, team.id])
    .where('purpose', '=', purpose)
    .where('closed_at', 'is', null)
    .where(eb =>
      eb.or([eb('until_at', 'is', null), eb('until_at', '>', new Date(work.now.epochMilliseconds))]),
    )
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}
