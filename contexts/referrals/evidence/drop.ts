import { removeUnowned } from '../../../platform/files/jobs.ts';
import { dropFiles } from '../../../platform/files/store.ts';
import type { Work } from '../../../platform/work.ts';
import type { Evidence } from './model.ts';
import { deleteDraftFiles, findDraftFiles } from './store.ts';

/** Takes every file out of a draft that ends, or that must not say who somebody is. Their contents are gone with the commit. */
export async function dropDraftFiles(work: Work, recordId: string): Promise<void> {
  await drop(work, recordId, await findDraftFiles(work, recordId));
}

export async function drop(work: Work, recordId: string, files: readonly Evidence[]): Promise<void> {
  for (const { fileId } of files) await deleteDraftFiles(work, recordId, fileId);
  await dropFiles(
    work,
    files.map(({ fileId }) => fileId),
  );
  if (files.length > 0) await work.jobs.add(removeUnowned, {});
}
