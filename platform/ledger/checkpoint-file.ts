import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { type Checkpoint, readCheckpointNote, writeCheckpointNote } from './checkpoint.ts';
import { emptyFrontier, growBy, rootOf } from './merkle.ts';
import type { NoteKey, Signer } from './note.ts';
import { unknownSigner } from './signers.ts';
import { LedgerDamaged, treeSize } from './stored-tree.ts';

/**
 * A file that a partner keeps: a checkpoint note, then the locator, which is the first four bytes of every leaf. The root
 * proves that something differs, even after everything was rewritten; the locator says where. Its SHA-256 is signed.
 */
export interface HeldCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The next leaves' first bytes, four each; shorter where the locator ends. */
  readonly take: (leaves: number) => Promise<Buffer>;
  /** After the last `take`: whether the locator is whole and is the one that was signed. */
  readonly isWhole: () => Promise<boolean>;
}

const separator = 'opennrm-locator';
const prefixLength = 4;
const leavesPerLine = 192; // 768 bytes: a multiple of three, so each line decodes alone

/**
 * Signs the tree as it stands and writes the file, reading every leaf; memory does not grow with the ledger.
 * @throws LedgerDamaged where the leaves do not give the signed root; TypeError where the file exists already
 */
export async function writeCheckpointFile(
  db: Kysely<Tables>,
  signer: Signer,
  path: string,
): Promise<Checkpoint> {
  if (existsSync(path)) throw new TypeError('the file exists already: an older checkpoint is worth keeping');
  const size = await treeSize(db);
  const tree = emptyFrontier();
  const digest = createHash('sha256');
  for await (const leaves of leafPages(db, size)) {
    for (const leaf of leaves) growBy(tree, leaf);
    digest.update(prefixes(leaves));
  }
  if (tree.size !== size) throw new LedgerDamaged('leaves are missing from the tree');
  const head = { size, root: rootOf(tree), locator: digest.digest() };
  const again = createHash('sha256');
  // Partly written files never bear the name that was asked for.
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(part, 'wx', 0o644);
  try {
    await file.write(`${writeCheckpointNote(head, signer)}\n${separator}\n`);
    for await (const leaves of leafPages(db, size)) {
      const bytes = prefixes(leaves);
      again.update(bytes);
      await file.write(lines(bytes));
    }
    await file.sync();
    if (!again.digest().equals(head.locator)) throw new LedgerDamaged('the tree changed while it was read');
    await rename(part, path);
  } finally {
    await file.close();
    await rm(part, { force: true });
  }
  return { origin: signer.name, ...head };
}

/** Who signed a checkpoint's file by its own account, where no known key did. */
export async function readNamedSigner(path: string, known: readonly NoteKey[]): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4096), position: 0 });
    const [note = ''] = buffer.toString('utf8', 0, bytesRead).split(`\n${separator}\n`);
    return unknownSigner(note, known);
  } finally {
    await file.close();
  }
}

/** Undefined where the file holds no checkpoint that one of the known keys signed. */
export async function openCheckpointFile(
  path: string,
  known: readonly NoteKey[],
): Promise<HeldCheckpoint | undefined> {
  const input = createReadStream(path, 'utf8');
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const next = async (): Promise<string | undefined> => {
    const line = await reader.next();
    return line.done ? undefined : line.value;
  };
  let note = '';
  let line = await next();
  for (; line !== undefined && line !== separator; line = await next()) note += `${line}\n`;
  // The empty line before the separator belongs to neither.
  const signed = readCheckpointNote(note.replace(/\n\n$/, '\n'), known);
  if (!signed) {
    input.destroy();
    return undefined;
  }
  const { locator, ...head } = signed;
  // The note alone is worth keeping too: it proves the same and only cannot say where.
  const checkpoint: Checkpoint = line === separator && locator ? { ...head, locator } : head;
  const digest = createHash('sha256');
  let rest = Buffer.alloc(0);
  const take = async (leaves: number): Promise<Buffer> => {
    if (!checkpoint.locator) return Buffer.alloc(0);
    while (rest.length < leaves * prefixLength) {
      const line = await next();
      if (line === undefined) break;
      const bytes = Buffer.from(line, 'base64');
      digest.update(bytes);
      rest = Buffer.concat([rest, bytes]);
    }
    const taken = rest.subarray(0, leaves * prefixLength);
    rest = rest.subarray(taken.length);
    return taken;
  };
  const isWhole = async (): Promise<boolean> => {
    while ((await take(leavesPerLine)).length > 0);
    return checkpoint.locator?.equals(digest.digest()) ?? false;
  };
  return { checkpoint, take, isWhole };
}

/** Leaf hashes below `size`, in order. */
async function* leafPages(db: Kysely<Tables>, size: number): AsyncGenerator<Buffer[]> {
  const page = 100 * leavesPerLine;
  for (let from = 0; from < size; from += page) {
    const found = await sql<{ leaf_hash: Buffer }>`
      SELECT leaf_hash FROM ledger.leaf WHERE leaf_index >= ${from} AND leaf_index < ${Math.min(from + page, size)}
      ORDER BY leaf_index`.execute(db);
    yield found.rows.map(row => row.leaf_hash);
  }
}

const prefixes = (leaves: readonly Buffer[]): Buffer =>
  Buffer.concat(leaves.map(leaf => leaf.subarray(0, prefixLength)));

function lines(bytes: Buffer): string {
  let text = '';
  const length = leavesPerLine * prefixLength;
  for (let from = 0; from < bytes.length; from += length)
    text += `${bytes.subarray(from, from + length).toString('base64')}\n`;
  return text;
}
