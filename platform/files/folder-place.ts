import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FilePlace } from './place.ts';

/** A folder of this machine, or one that all machines mount. */
export function folderPlace(folder: string): FilePlace {
  // Keys are ours, and hexadecimal: one that is not would be a way out of the folder.
  const fileOf = (key: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new TypeError('not a key of a file');
    return join(folder, key.slice(0, 2), key);
  };
  return {
    put: (key, content) => writeWhole(fileOf(key), content),
    get: key => createReadStream(fileOf(key)),
    remove: key => rm(fileOf(key), { force: true }),
  };
}

/** Written beside its place, on the disk for good, and then named: a crash leaves no half of a file under its key. */
async function writeWhole(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await pipeline(content, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The name must outlive a loss of power as the content does. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
