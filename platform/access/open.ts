import { randomBytes } from 'node:crypto';
import { makeReference } from '../pure/reference.ts';
import type { Work } from '../work.ts';
import { openedAs, type RecordFacts } from './record.ts';

/** Opens a record. Its first entry must follow in the same transaction, and gives the grants by which it is seen. */
export async function openRecord(work: Work, prefix = work.pack.referencePrefix): Promise<RecordFacts> {
  const record = newRecord(work, prefix);
  await insert(work, [record]);
  return record;
}

/** Several at once, which `newRecord` made. What `openRecord` says of one holds of each. */
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
  await work.db
    .insertInto('access.record')
    .values(
      records.map(({ recordId, reference, stage, version, packVersion }) => ({
        record_id: recordId,
        reference,
        stage,
        version,
        opened_by: work.viewer.personId,
        opened_at: work.now.toString(),
        pack_version: packVersion,
      })),
    )
    .execute();
}
