import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { type Frontier, type Place, subtrees } from './merkle.ts';
import type { ReadNode } from './proofs.ts';

/** The stored tree is not what it was: `./opennrm ledger verify` says where. */
export class LedgerDamaged extends Error {}

interface StoredLeaf {
  readonly leaf_index: number;
  readonly leaf_hash: Buffer;
  readonly completes: Buffer;
}

export async function treeSize(db: Kysely<Tables>): Promise<number> {
  const found = await sql<{ size: number }>`
    SELECT leaf_index + 1 AS size FROM ledger.leaf ORDER BY leaf_index DESC LIMIT 1`.execute(db);
  return found.rows[0]?.size ?? 0;
}

/** What is needed to go on growing the tree, read from as many rows as the size has binary ones. */
export async function readFrontier(db: Kysely<Tables>, size: number): Promise<Frontier> {
  const places = subtrees(0, size);
  const found = await sql<StoredLeaf>`
    SELECT leaf_index, leaf_hash, completes FROM ledger.leaf WHERE leaf_index = ANY (${places.map(lastLeaf)}::bigint[])
  `.execute(db);
  const byIndex = new Map(found.rows.map(row => [row.leaf_index, row]));
  return { size, roots: places.map(place => nodeOf(byIndex.get(lastLeaf(place)), place)) };
}

/** Reads nodes for proofs. */
export const storedNodes =
  (db: Kysely<Tables>): ReadNode =>
  async place => {
    const found = await sql<StoredLeaf>`
      SELECT leaf_index, leaf_hash, completes FROM ledger.leaf WHERE leaf_index = ${lastLeaf(place)}`.execute(
      db,
    );
    return nodeOf(found.rows[0], place);
  };

const lastLeaf = ({ level, index }: Place): number => (index + 1) * 2 ** level - 1;

function nodeOf(leaf: StoredLeaf | undefined, { level }: Place): Buffer {
  const node = level === 0 ? leaf?.leaf_hash : leaf?.completes.subarray(32 * (level - 1), 32 * level);
  if (node?.length !== 32) throw new LedgerDamaged('the stored tree lacks a node');
  return node;
}
