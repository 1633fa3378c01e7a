import { statSync } from 'node:fs';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { keyAddress } from '../platform/seal/key-address.ts';
import { keyFile, makeKeyFile } from '../platform/seal/key-file.ts';
import { keyProcess } from '../platform/seal/key-process.ts';
import type { KeyService } from '../platform/seal/keys.ts';
import type { Config } from './config.ts';

type Chosen = Pick<Config, 'keyService' | 'keyServiceToken' | 'setting'>;

/**
 * The key service that was chosen, once it has answered. The evaluation setting makes its own file of keys, in a folder of
 * its own, which no dump of the database holds.
 * @throws ServerProblem where it does not answer: nothing is served that could not be sealed
 */
export async function openKeys(chosen: Chosen): Promise<KeyService> {
  try {
    const file = keyFileOf(chosen);
    if (file !== undefined && chosen.setting === 'evaluation') makeKeyFile(file);
    const keys = serviceOf(chosen);
    if (file !== undefined && isOpenToOthers(file)) throw new Error('others can read the keys');
    await keys.newest();
    return keys;
  } catch {
    throw new ServerProblem(
      'The keys of sealed data are not there, can be read by others, or their service does not answer (NRM_KEY_SERVICE): see docs/guides/keys.md.',
    );
  }
}

const isOpenToOthers = (file: string): boolean => (statSync(file).mode & 0o077) !== 0;

/** The file where keys are kept by us; undefined where another service keeps them. */
export const keyFileOf = ({ keyService }: Pick<Config, 'keyService'>): string | undefined =>
  keyService.startsWith('file:') ? keyService.slice('file:'.length) : undefined;

function serviceOf(chosen: Chosen): KeyService {
  const file = keyFileOf(chosen);
  if (file !== undefined) return keyFile(file);
  if (chosen.keyService.startsWith('exec:')) return keyProcess(chosen.keyService.slice('exec:'.length));
  return keyAddress(chosen.keyService, chosen.keyServiceToken);
}
