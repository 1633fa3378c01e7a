import { sql } from 'kysely';
import { listEntries } from '../../platform/ledger/read.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { Work } from '../../platform/work.ts';
import { type ConsentFile, foldConsent } from './model.ts';

export const findConsents = async (work: Work, recordId: string): Promise<ConsentFile> =>
  foldConsent(await listEntries(work, recordId));

/** What the viewer, or their team, holds of a record now, for the purpose that they act for. */
export async function listHeldClasses(work: Work, recordId: string): Promise<readonly DataClass[]> {
  const rows = await work.db
    .selectFrom('access.grant')
    .select('data_class')
    .distinct()
    .where('record_id', '=', recordId)
    .where('purpose', '=', work.viewer.purpose)
    .where('closed_at', 'is', null)
    .where(eb => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<Date>`now()`)]))
    .execute();
  return rows.map(row => row.data_class as DataClass);
}
