import { sql } from 'kysely';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Work } from '../../../platform/work.ts';

const held = ({ viewer }: Work) => sql`
  SELECT DISTINCT held.record_id FROM access."grant" AS held
  WHERE held.party_id IN (${viewer.personId}::uuid, ${viewer.team.id}::uuid) AND held.purpose = ${viewer.purpose}
    AND held.data_class = 'process' AND held.closed_at IS NULL AND (held.until_at IS NULL OR held.until_at > now())`;

/** How many records the viewer holds at most: drafts and what was never sent are among them. */
export async function countHeld(work: Work): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) FROM (${held(work)}) AS all_held`.execute(
    work.db,
  );
  return rows[0]?.count ?? 0;
}

export interface HeldReferral extends RecordFacts {
  readonly submittedAt: Date;
}

/** Referrals that were sent, the oldest first, from the viewer's grants; `passed` is how many records were looked at. */
export async function listHeld(
  work: Work,
  after: string | undefined,
  most: number,
): Promise<{
  readonly referrals: readonly HeldReferral[];
  readonly last: string | undefined;
  readonly passed: number;
}> {
  const { viewer } = work;
  const { rows } = await sql<{
    record_id: string;
    reference: string;
    stage: string;
    nation: string | null;
    version: number;
    pack_version: string;
    relations: string[];
    submitted_at: Date | null;
  }>`
    SELECT record.record_id, record.reference, record.stage, record.nation, record.version, record.pack_version,
      referral.submitted_at,
      ARRAY(SELECT relation FROM access.relation WHERE relation.record_id = record.record_id
        AND relation.party_id IN (${viewer.personId}::uuid, ${viewer.team.id}::uuid)
        UNION ALL SELECT 'on-duty' WHERE access.on_duty()) AS relations
    FROM (${held(work)} AND held.record_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      ORDER BY record_id LIMIT ${most}) AS page
    JOIN access.record AS record USING (record_id) LEFT JOIN referrals.referral AS referral USING (record_id)
    ORDER BY record.record_id`.execute(work.db);
  return {
    passed: rows.length,
    last: rows.at(-1)?.record_id,
    referrals: rows.flatMap(row =>
      row.submitted_at === null
        ? []
        : {
            recordId: row.record_id,
            reference: row.reference,
            stage: row.stage,
            nation: row.nation,
            version: row.version,
            packVersion: row.pack_version,
            relations: row.relations,
            submittedAt: row.submitted_at,
          },
    ),
  };
}
