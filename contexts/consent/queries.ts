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

/** What the viewer's team was told when consents ended, the newest first. It is theirs without a grant. */
export async function listTasks(work: Work) {
  const rows = await work.db
    .selectFrom('consent.task')
    .select(['kind', 'classes', 'reference', 'made_at'])
    .where('party_id', '=', work.viewer.team.id)
    .where('done_at', 'is', null)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(row => ({
    kind: row.kind,
    classes: row.classes as readonly DataClass[],
    reference: row.reference,
    madeAt: row.made_at,
  }));
}
