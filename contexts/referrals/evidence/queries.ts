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
