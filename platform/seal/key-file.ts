import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { keepText } from '../db/kept-file.ts';
import { KeyProblem, type KeyService } from './keys.ts';
import { newestOf, readRing, type Ring, unwrapWith, withNewKey, wrapWith, writeRing } from './ring.ts';

const nobody: Ring = { keys: [] };
const now = (): string => new Date().toISOString();

/** Makes the file with a first key where there is none. Only its owner may read it, or its folder. */
export function makeKeyFile(file: string): void {
  makeKeyFileOf(file, withNewKey(nobody, now()));
}

/** Makes the file of these keys where there is none. Answers whether it was made. */
export function makeKeyFileOf(file: string, ring: Ring): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const text = writeRing(ring);
  return keepText(file, () => text) === text;
}

/**
 * Keys in a file that this process may read: for the evaluation setting, and inside a key service of one's own. It is read
 * again whenever it changed, so that a rotation by another process counts at once.
 */
export function keyFile(file: string): KeyService {
  const ring = reader(file);
  return {
    newest: async () => newestOf(ring()).id,
    wrap: async (dataKey, about) => wrapWith(ring(), dataKey, about),
    unwrap: async (wrapped, about) => unwrapWith(ring(), wrapped, about),
    rewrap: async (wrapped, about) => wrapWith(ring(), unwrapWith(ring(), wrapped, about), about),
    rotate: async () => {
      const rotated = changeKeyFile(file, before => withNewKey(before, now()));
      return newestOf(rotated).id;
    },
  };
}

function reader(file: string): () => Ring {
  let read: { readonly mark: string; readonly ring: Ring } | undefined;
  return () => {
    const mark = markOf(file);
    if (read?.mark !== mark) read = { mark, ring: readKeyFile(file) };
    return read.ring;
  };
}

function markOf(file: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return [ino, size, mtimeNs].join(' ');
  } catch {
    throw new KeyProblem('keys-unreachable');
  }
}

export function readKeyFile(file: string): Ring {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new KeyProblem('keys-unreachable');
  }
  return readRing(text);
}

/** Writes the whole file anew beside the old one and puts it in its place. One at a time: a key that got lost is for ever. */
export function changeKeyFile(file: string, change: (ring: Ring) => Ring): Ring {
  const lock = `${file}.lock`;
  closeSync(openSync(lock, 'wx', 0o600));
  try {
    const changed = change(readKeyFile(file));
    const draft = `${file}.new`;
    rmSync(draft, { force: true });
    writeFileSync(draft, writeRing(changed), { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, file);
    return changed;
  } finally {
    rmSync(lock, { force: true });
  }
}
