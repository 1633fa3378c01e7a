import { ServerProblem } from '../platform/db/server-problem.ts';
import { keyFile, makeKeyFile } from '../platform/seal/key-file.ts';
import type { KeyService } from '../platform/seal/keys.ts';
import type { Config } from './config.ts';

/**
 * The key service that was chosen, once it has answered. The evaluation setting makes its own file of keys, in a folder of
 * its own, which no dump of the database holds.
 * @throws ServerProblem where it does not answer: nothing is served that could not be sealed
 */
export async function openKeys({
  keyService,
  setting,
}: Pick<Config, 'keyService' | 'setting'>): Promise<KeyService> {
  const file = keyService.replace(/^file:/, '');
  try {
    if (setting === 'evaluation') makeKeyFile(file);
    const keys = keyFile(file);
    await keys.newest();
    return keys;
  } catch {
    throw new ServerProblem(
      'The keys of sealed data are not there or cannot be read (NRM_KEY_SERVICE): see docs/guides/keys.md.',
    );
  }
}
