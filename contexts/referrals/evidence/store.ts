import type { Projection } from '../../../platform/ledger/projections.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Work } from '../../../platform/work.ts';
import type { About, Evidence } from './model.ts';

export async function saveDraftFile(work: Work, recordId: string, file: Evidence): Promise<void> {
  await work.db
    .insertInto('referrals.draft_file')
    .values({
      file_id: file.fileId,
      record_id: recordId,
      data_class: file.dataClass,
      about: JSON.stringify(file.about),
      added_at: file.added.at,
      added_by: file.added.personId,
      author: JSON.stringify(file.added.by),
    })
    .execute();
}

/** The files of a draft, in the order in which they were added. */
export async function findDraftFiles(work: Work, recordId: string): Promise<readonly Evidence[]> {
  const rows = await work.db
    .selectFrom('referrals.draft_file')
    .select(['file_id', 'data_class', 'about', 'added_at', 'added_by', 'author'])
    .where('record_id', '=', recordId)
    .orderBy('file_id')
    .execute();
  return rows.map(row => ({
    fileId: row.file_id,
    // Written from a value of that type alone.
    dataClass: row.data_class as DataClass,
    about: JSON.parse(row.about) as About,
    added: { personId: row.added_by, at: row.added_at.toISOString(), by: row.author as JsonObject },
  }));
}

/** What was said of a draft's files; the files themselves are not touched. Without `fileId`, of all of them. */
export async function deleteDraftFiles(work: Work, recordId: string, fileId?: string): Promise<void> {
  await work.db
    .deleteFrom('referrals.draft_file')
    .where('record_id', '=', recordId)
    .$if(fileId !== undefined, query => query.where('file_id', '=', fileId ?? ''))
    .execute();
}

/** Whoever adds evidence for the side that refers does not decide on it either. */
export const relateAdder: Projection = async (db, entry) => {
  const added = entry.payload.process?.['added'] as { readonly personId: string };
  await db
    .insertInto('access.relation')
    .values({ record_id: entry.recordId, party_id: added.personId, relation: 'referrer' })
    .onConflict(conflict => conflict.doNothing())
    .execute();
};
