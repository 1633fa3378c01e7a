import { readFileSync, writeFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { changeKeyFile, makeKeyFileOf, readKeyFile } from '../../platform/seal/key-file.ts';
import { KeyProblem, type KeyService } from '../../platform/seal/keys.ts';
import { joinRings, openRing, sealRing, shortestPassphrase } from '../../platform/seal/recovery.ts';
import { checkKeys, type Holder, rewrapAll, sealedValues } from '../../platform/seal/rewrap.ts';
import { passwordKeys } from '../../contexts/organisations/public.ts';
import { contentKeys } from '../../platform/files/store.ts';

export interface Outcome {
  readonly status: 0 | 1;
  readonly lines: readonly string[];
}
export interface KeyOptions {
  /** The migrator's. */
  readonly db: Kysely<Tables>;
  readonly keys: KeyService;
}

const unreachable: Outcome = {
  status: 1,
  lines: [
    'The key service does not answer, or its keys cannot be read: what is not done yet stays as it was.',
  ],
};
/** All that the key service wraps the keys of. */
const holders: readonly Holder[] = [sealedValues, ...contentKeys, passwordKeys];
const values = (n: number): string => `${n} ${n === 1 ? 'value' : 'values'}`;

interface Rotating {
  readonly resume?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** `./opennrm key rotate [--resume]`: a new key, and what older ones wrapped wrapped by it. No value is opened. */
export async function rotateKeys(
  { db, keys }: KeyOptions,
  { resume = false, onProgress }: Rotating = {},
): Promise<Outcome> {
  try {
    const keyId = resume ? await keys.newest() : await keys.rotate();
    const { rewrapped, left } = await rewrapAll(db, keys, holders, onProgress ? { onProgress } : {});
    const lost = [...left].map(
      ([id, n]) =>
        `${values(n)} under key ${id} could not be wrapped anew: recover that key, or find what was altered.`,
    );
    return {
      status: left.size === 0 ? 0 : 1,
      lines: [
        `${resume ? 'The newest key is' : 'New key:'} ${keyId}. Wrapped anew: ${values(rewrapped)}.`,
        ...lost,
        ...(resume ? [] : ['Export a copy of the keys now: ./opennrm key export.']),
      ],
    };
  } catch (error) {
    if (error instanceof KeyProblem) return unreachable;
    throw error;
  }
}

/** `./opennrm key check`: by which keys values are sealed, and whether each of those keys is there. */
export async function checkAllKeys({ db, keys }: KeyOptions): Promise<Outcome> {
  try {
    const newest = await keys.newest();
    const checked = await checkKeys(db, keys, holders);
    const isWhole = checked.every(({ works }) => works);
    return {
      status: isWhole ? 0 : 1,
      lines: [
        ...checked.map(
          ({ keyId, values: n, works }) =>
            `${keyId}: ${values(n)}${works ? '' : ', and the key is NOT there'}`,
        ),
        `New values are sealed with ${newest}.`,
        isWhole ? 'Every key is there.' : 'Recover what is missing: ./opennrm key recover.',
      ],
    };
  } catch (error) {
    if (error instanceof KeyProblem) return unreachable;
    throw error;
  }
}

const elsewhere: Outcome = {
  status: 1,
  lines: ['The keys are kept by a service (NRM_KEY_SERVICE): copies are made and recovered there.'],
};

/** `./opennrm key export FILE --passphrase-file FILE`: a copy for a safe place. */
export function exportKeys(keyFile: string | undefined, to: string, passphraseFile: string): Outcome {
  if (keyFile === undefined) return elsewhere;
  const passphrase = readPassphrase(passphraseFile);
  if (passphrase === undefined) return badPassphrase(passphraseFile);
  try {
    const ring = readKeyFile(keyFile);
    writeFileSync(to, sealRing(ring, passphrase), { mode: 0o600, flag: 'wx', flush: true });
    return {
      status: 0,
      lines: [
        `${to} holds ${ring.keys.length} ${ring.keys.length === 1 ? 'key' : 'keys'}, sealed with the passphrase.`,
        'Keep it and the passphrase in two places, neither of them with the backups of the database.',
      ],
    };
  } catch (error) {
    if (error instanceof KeyProblem) return unreachable;
    return { status: 1, lines: [`${to} is there already, or cannot be written.`] };
  }
}

/** `./opennrm key recover FILE --passphrase-file FILE`: puts the keys of a copy beside those that are there. */
export function recoverKeys(keyFile: string | undefined, from: string, passphraseFile: string): Outcome {
  if (keyFile === undefined) return elsewhere;
  const passphrase = readPassphrase(passphraseFile);
  if (passphrase === undefined) return badPassphrase(passphraseFile);
  const copy = openRing(readText(from) ?? '', passphrase);
  if (!copy) return { status: 1, lines: [`${from} is no copy of keys, or its passphrase is another.`] };
  try {
    const before = makeKeyFileOf(keyFile, copy) ? 0 : readKeyFile(keyFile).keys.length;
    const after = changeKeyFile(keyFile, ring => joinRings(ring, copy)).keys.length;
    return {
      status: 0,
      lines: [`Recovered: ${after - before} of ${copy.keys.length}. Now run ./opennrm key check.`],
    };
  } catch (error) {
    if (error instanceof KeyProblem)
      return {
        status: 1,
        lines: ['The keys that are there cannot be read: move their file aside, then recover again.'],
      };
    throw error;
  }
}

const badPassphrase = (file: string): Outcome => ({
  status: 1,
  lines: [`${file} must hold a passphrase of at least ${shortestPassphrase} characters on one line.`],
});

function readPassphrase(file: string): string | undefined {
  const passphrase = readText(file)?.trim() ?? '';
  return passphrase.length >= shortestPassphrase && !passphrase.includes('\n') ? passphrase : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
