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

/**
 * What the viewer's team was told when consents ended, the newest first. It is theirs without a grant. Beside it, what they
 * still hold of the case: on another ground, or by another consent.
 */
export async function listTasks(work: Work) {
  const rows = await work.db
    .selectFrom('consent.task')
    .select(['record_id', 'kind', 'classes', 'reference', 'made_at'])
    .where('party_id', '=', work.viewer.team.id)
    .where('done_at', 'is', null)
    // What ends by itself is written down when it is given.
    .where('made_at', '<=', sql<Date>`now()`)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  const still = await listStillHeld(work, [...new Set(rows.map(row => row.record_id))]);
  return rows.map(row => ({
    kind: row.kind,
    classes: row.classes as readonly DataClass[],
    still: still.filter(held => held.record_id === row.record_id).map(held => held.data_class as DataClass),
    reference: row.reference,
    madeAt: row.made_at,
  }));
}

async function listStillHeld({ db, viewer }: Work, records: readonly string[]) {
  if (records.length === 0) return [];
  return db
    .selectFrom('access.grant')
    .select(['record_id', 'data_class'])
    .distinct()
    .where('record_id', 'in', records)
    .where('party_id', 'in', [viewer.team.id, viewer.personId])
    .where('purpose', '=', viewer.purpose)
    .where('closed_at', 'is', null)
    .where(eb => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<Date>`now()`)]))
    .orderBy('data_class')
    .execute();
}
