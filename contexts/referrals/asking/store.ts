import { sql } from 'kysely';
import type { Projection } from '../../../platform/ledger/projections.ts';
import type { Work } from '../../../platform/work.ts';
import type { HandOverStage } from '../handing-over/rules.ts';

/** Who asks is no referrer: another relation, for which policy permits other things. */
export const relateAsking: Projection = async (db, entry) => {
  await db
    .insertInto('access.relation')
    .values({ record_id: entry.recordId, party_id: entry.teamId, relation: 'asking-team' })
    .execute();
};

interface AskedFor {
  readonly recordId: string;
  readonly sourceId: string;
  readonly state: HandOverStage;
}

/** Of these records: the hand-overs of the viewer's team, and those of its requests, the newest first. */
export async function listAskedFor(work: Work, recordIds: readonly string[]): Promise<readonly AskedFor[]> {
  if (recordIds.length === 0) return [];
  const among = sql<string>`ANY (${[...recordIds]}::uuid[])`;
  const rows = await work.db
    .selectFrom('referrals.hand_over')
    .select(['record_id', 'source_id', 'state'])
    .where('handing_team', '=', work.viewer.team.id)
    .where(eb => eb.or([eb('record_id', '=', among), eb('source_id', '=', among)]))
    .orderBy('asked_at', 'desc')
    .execute();
  return rows.map(row => ({
    recordId: row.record_id,
    sourceId: row.source_id,
    state: row.state as HandOverStage,
  }));
}

/** Which of these requests are still open. */
export async function listOpen(work: Work, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (recordIds.length === 0) return new Set();
  const rows = await work.db
    .selectFrom('access.record')
    .select('record_id')
    .where('record_id', '=', sql<string>`ANY (${[...recordIds]}::uuid[])`)
    .where('stage', '=', 'draft')
    .execute();
  return new Set(rows.map(row => row.record_id));
}
