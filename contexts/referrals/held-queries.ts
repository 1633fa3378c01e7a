import { sql } from 'kysely';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { Work } from '../../platform/work.ts';

/** Whether the viewer holds live grants of all these classes: who sees a part of a referral cannot write the rest. */
export async function holdsClasses(
  work: Work,
  recordId: string,
  classes: readonly DataClass[],
): Promise<boolean> {
  const held = await work.db
    .selectFrom('access.grant as held')
    .select('held.data_class')
    .distinct()
    .where('held.record_id', '=', recordId)
    .where('held.purpose', '=', work.viewer.purpose)
    .where('held.closed_at', 'is', null)
    .where(sql<boolean>`(held.until_at IS NULL OR held.until_at > now())`)
    .execute();
  return classes.every(name => held.some(row => row.data_class === name));
}
