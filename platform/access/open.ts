import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { makeReference } from '../pure/reference.ts';
import type { Work } from '../work.ts';
import { openedAs, type RecordFacts } from './record.ts';

/** Opens a record. Its first entry must follow in the same transaction, and gives the grants by which it is seen. */
export async function openRecord(work: Work, prefix = work.pack.referencePrefix): Promise<RecordFacts> {
  const record = newRecord(work, prefix);
  await insert(work, [record]);
  return record;
}

/** Several at once, which `newRecord` made, each with the version that its first entries bring it to (`appendOpening`). */
export async function openRecords(work: Work, records: readonly RecordFacts[]): Promise<void> {
  if (records.length > 0) await insert(work, records);
}

/** A record that nobody knows of until it is opened. */
export const newRecord = (work: Work, prefix = work.pack.referencePrefix): RecordFacts => ({
  recordId: work.newId(),
  reference: makeReference(prefix, randomBytes),
  stage: openedAs,
  nation: null,
  version: 0,
  relations: [],
  packVersion: work.pack.version,
});

async function insert(work: Work, records: readonly RecordFacts[]): Promise<void> {
  const { viewer, now } = work;
  // One text whatever their number, so that it is prepared once (platform/db/prepare.ts).
  await sql`
    INSERT INTO access.record (record_id, reference, stage, version, opened_by, opened_at, pack_version)
    SELECT given.record_id, given.reference, given.stage, given.version, ${viewer.personId}::uuid, ${now.toString()}::timestamptz,
      given.pack_version
    FROM unnest(${records.map(({ recordId }) => recordId)}::uuid[], ${records.map(({ reference }) => reference)}::text[],
      ${records.map(({ stage }) => stage)}::text[], ${records.map(({ version }) => version)}::integer[],
      ${records.map(({ packVersion }) => packVersion)}::text[]) AS given (record_id, reference, stage, version, pack_version)`.execute(
    work.db,
  );
}
