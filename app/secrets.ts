import { join } from 'node:path';
import { keepText } from '../platform/db/kept-file.ts';
import { makeFolder } from '../platform/db/make-folder.ts';
import { problemFor } from '../platform/db/server-problem.ts';

/**
 * A secret of the evaluation setting: made at the first start and kept, so that sign-ins outlive a restart. Only its owner reads it.
 * @throws ServerProblem where the folder cannot be written
 */
export function keepSecret(folder: string, name: string, make: () => string): string {
  try {
    makeFolder(folder, 0o711);
    return keepText(join(folder, name), make);
  } catch (error) {
    throw problemFor(error, folder);
  }
}
