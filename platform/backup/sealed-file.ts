import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { keyLength } from '../seal/box.ts';
import type { About } from '../seal/envelope.ts';
import { KeyProblem } from '../seal/keys.ts';
import { openStream, sealStream } from '../seal/stream.ts';
import { altered, BackupProblem } from './problem.ts';

/**
 * A file of: these words, a salt, a check of the key, and then what is told, compressed and sealed in chunks that can be
 * neither altered, dropped, moved nor added (platform/seal/stream.ts). The key is made of the secret and the salt, so that
 * no key seals two files.
 */
const magic = Buffer.from('opennrm-backup-1\n');
const saltLength = 16;
const checkLength = 16;
const headLength = magic.length + saltLength + checkLength;
/** What guessing a passphrase costs each time: a third of a second, and 128 MB. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };

interface Opened {
  readonly key: Buffer;
  readonly check: Buffer;
}

function keyFrom(secret: string, salt: Buffer): Opened {
  const key = scryptSync(secret.normalize('NFC'), salt, keyLength, cost);
  const check = createHmac('sha256', key).update('opennrm-backup-check').digest().subarray(0, checkLength);
  return { key, check };
}

const aboutBackup = (salt: Buffer): About => ({
  recordId: 'backup',
  field: 'opennrm-backup-1',
  sealId: salt.toString('hex'),
});

/** Writes the whole file, on the disk for good. Fails where it is there already. */
export async function writeSealed(
  file: string,
  secret: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const salt = randomBytes(saltLength);
  const { key, check } = keyFrom(secret, salt);
  await pipeline(
    content,
    createZstdCompress(),
    async function* (compressed: AsyncIterable<Buffer>) {
      yield Buffer.concat([magic, salt, check]);
      yield* sealStream(compressed, key, aboutBackup(salt));
    },
    createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }),
  );
}

/** What a file holds, each chunk once it is known to be whole and in its place. @throws BackupProblem */
export async function* readSealed(
  file: string,
  secret: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const { key, salt } = await openHead(file, secret);
  const source = createReadStream(file, { start: headLength });
  let read = headLength;
  source.on('data', piece => onRead((read += piece.length)));
  const opened = createZstdDecompress();
  const running = pipeline(source, sealed => openStream(sealed, key, aboutBackup(salt)), opened);
  // Heard where the pieces are taken; unheard it would end the process.
  running.catch(() => undefined);
  try {
    for await (const piece of opened) yield piece as Buffer;
    await running;
  } catch (error) {
    throw error instanceof KeyProblem || isOfZstd(error) ? altered() : error;
  } finally {
    source.destroy();
  }
}

const isOfZstd = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ZSTD|Z_|ERR_STREAM_PREMATURE)/.test(String(error.code));

/** @throws BackupProblem where it is no backup, or the key is another */
async function openHead(file: string, secret: string): Promise<Pick<Opened, 'key'> & { salt: Buffer }> {
  const head = await readHead(file);
  if (!head.subarray(0, magic.length).equals(magic) || head.length < headLength)
    throw new BackupProblem(`${file} is no backup of OpenNRM, or of a newer kind than this version knows.`);
  const salt = head.subarray(magic.length, magic.length + saltLength);
  const { key, check } = keyFrom(secret, salt);
  if (!timingSafeEqual(check, head.subarray(magic.length + saltLength)))
    throw new BackupProblem(
      'The key of the backup is another than that of NRM_BACKUP_KEY_FILE, or the beginning of the file was altered.',
    );
  return { key, salt };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file).catch(() => {
    throw new BackupProblem(`${file} cannot be read.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
