import { holdsClass } from '../../../platform/access/held.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import { type FileFacts, listFiles } from '../../../platform/files/queries.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { Work } from '../../../platform/work.ts';
import type { Evidence } from './model.ts';
import { foldEvidence } from './rules.ts';
import { findDraftFiles } from './store.ts';

export interface Listed extends Evidence {
  readonly file: FileFacts;
}

/** Files tell what happened; a pack may say otherwise for what it asks for. */
export const ofFiles = 'account';

/** Whether the viewer holds the class of files: to anybody else “no files” and “some files” are the same. */
export const maySeeFiles = (work: Work, recordId: string): Promise<boolean> =>
  holdsClass(work, recordId, ofFiles);

type Asked = Pick<RecordFacts, 'recordId' | 'stage'>;

/** The files of a referral or of its draft that the viewer's grants show, in the order in which they were added. */
export async function listEvidence(
  work: Work,
  { recordId, stage }: Asked,
  known?: readonly StoredEntry[],
): Promise<readonly Listed[]> {
  const said =
    stage === 'draft'
      ? await findDraftFiles(work, recordId)
      : foldEvidence(known ?? (await listEntries(work, recordId)));
  if (said.length === 0) return [];
  const files = new Map((await listFiles(work, recordId)).map(file => [file.fileId, file]));
  return said.flatMap(each => {
    const file = files.get(each.fileId);
    return file ? [{ ...each, file }] : [];
  });
}

/** How many there are, for a page that leads to them; undefined for who may not see them. */
export async function countFiles(
  work: Work,
  { recordId, stage }: Asked,
  entries: readonly StoredEntry[],
): Promise<number | undefined> {
  if (!(await maySeeFiles(work, recordId))) return undefined;
  return (stage === 'draft' ? await findDraftFiles(work, recordId) : foldEvidence(entries)).length;
}
