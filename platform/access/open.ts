import { randomBytes } from 'node:crypto';
import { makeReference } from '../pure/reference.ts';
import type { Work } from '../work.ts';
import { openedAs, type RecordFacts } from './record.ts';

/** Opens a record. Its first entry must follow in the same transaction, and gives the grants by which it is seen. */
export async function openRecord(work: Work, prefix = work.pack.referencePrefix): Promise<RecordFacts> {
  const recordId = work.newId();
  const reference = makeReference(prefix, randomBytes);
  await work.db
    .insertInto('access.record')
    .values({
      record_id: recordId,
      reference,
      stage: openedAs,
      version: 0,
      opened_by: work.viewer.personId,
      opened_at: work.now.toString(),
      pack_version: work.pack.version,
    })
    .execute();
  return {
    recordId,
    reference,
    stage: openedAs,
    nation: null,
    version: 0,
    relations: [],
    packVersion: work.pack.version,
  };
}
