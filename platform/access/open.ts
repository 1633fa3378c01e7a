import { randomBytes } from 'node:crypto';
import { makeReference } from '../pure/reference.ts';
import type { Work } from '../work.ts';
import type { RecordFacts } from './record.ts';

/** Opens a record. Its first entry must follow in the same transaction, and gives the grants by which it is seen. */
export async function openRecord(work: Work, stage: string): Promise<RecordFacts> {
  const recordId = work.newId();
  const reference = makeReference(work.pack.referencePrefix, randomBytes);
  await work.db
    .insertInto('access.record')
    .values({
      record_id: recordId,
      reference,
      stage,
      version: 0,
      opened_by: work.viewer.personId,
      opened_at: work.now.toString(),
      pack_version: work.pack.version,
    })
    .execute();
  return {
    recordId,
    reference,
    stage,
    nation: null,
    version: 0,
    relations: [],
    packVersion: work.pack.version,
  };
}
