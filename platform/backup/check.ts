import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { emptyFrontier, growBy, rootOf } from '../ledger/merkle.ts';
import type { Head } from './manifest.ts';
import { altered } from './problem.ts';
import { readSealed } from './sealed-file.ts';
import { isLeafTable } from './queries.ts';
import { walk, type Walked } from './walk.ts';

export type Checked = Walked;

/**
 * Reads a backup from beginning to end: every chunk, count and digest, and the ledger's root from the leaves in the copy.
 * @throws BackupProblem
 */
export function checkBackup(
  file: string,
  secret: string,
  onProgress?: (bytes: number) => void,
): Promise<Checked> {
  let ledger: Head['ledger'] | undefined;
  return walk(readSealed(file, secret, onProgress), {
    begin: async head => {
      ({ ledger } = head);
    },
    table: async (table, rows) => {
      if (isLeafTable(table.name)) await checkLeaves(table, rows, ledger);
      else await drain(rows);
    },
    file: (_, content) => drain(content),
  });
}

/** To its end, for what the reading finds. */
const drain = (source: AsyncIterable<Buffer>): Promise<void> =>
  pipeline(source, new Writable({ write: (_piece, _encoding, done) => done() }));

async function checkLeaves(
  { columns }: Head['tables'][number],
  rows: AsyncIterable<Buffer>,
  ledger: Head['ledger'] | undefined,
): Promise<void> {
  const [hashAt, indexAt] = [columns.indexOf('leaf_hash'), columns.indexOf('leaf_index')];
  const tree = emptyFrontier();
  for await (const line of lines(rows)) {
    const cells = line.split('\t');
    // PostgreSQL writes bytes as \x…, with its backslash doubled.
    const leaf = Buffer.from(cells[hashAt]?.slice(3) ?? '', 'hex');
    if (leaf.length !== 32 || cells[indexAt] !== String(tree.size)) throw altered();
    growBy(tree, leaf);
  }
  if (tree.size !== ledger?.size || rootOf(tree).toString('hex') !== ledger.root) throw altered();
}

async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of source) {
    const all = (rest + piece.toString('latin1')).split('\n');
    rest = all.pop() ?? '';
    yield* all;
  }
}
