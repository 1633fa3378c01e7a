import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { readCheckpointNote } from './checkpoint.ts';
import type { HeldCheckpoint } from './checkpoint-file.ts';
import { type EntryRow, entryLeaf } from './digest.ts';
import type { Findings } from './findings.ts';
import { emptyFrontier, type Frontier, growBy, rootOf } from './merkle.ts';
import type { NoteKey } from './note.ts';
import { entryRowColumns } from './rows.ts';
import { checkPayloads, named } from './verify-payloads.ts';

type LeafRow = { readonly [C in keyof EntryRow]: EntryRow[C] | null } & {
  readonly leafIndex: number;
  readonly leafEntry: string;
  readonly leafHash: Buffer;
  readonly completes: Buffer;
};

/** A checkpoint to be met on the way, held elsewhere or stored beside the ledger. */
export interface Met {
  readonly size: number;
  readonly root: Buffer;
  agrees: boolean;
}

export interface Walk {
  readonly tree: Frontier;
  readonly met: readonly Met[];
  readonly stored: number;
  readonly erased: number;
}

const pageSize = 1_000;

/**
 * Walks the tree from its first leaf: every leaf from its entry, every payload from its digest, every stored node from
 * the leaves, every checkpoint from the tree at its size, every held locator leaf by leaf.
 */
export async function walkTree(
  db: Transaction<Tables>,
  held: readonly HeldCheckpoint[],
  known: readonly NoteKey[],
  findings: Findings,
  onPage: (leaves: number) => void,
): Promise<Walk> {
  const tree = emptyFrontier();
  const met = held.map(({ checkpoint: { size, root } }): Met => ({ size, root, agrees: false }));
  const damage = { isTreeBroken: false, differsFrom: new Set<HeldCheckpoint>() };
  let [erased, stored] = [0, 0];
  let last = -1;
  for (;;) {
    const page = await readPage(db, last);
    const found = await readStored(
      db,
      tree.size,
      page.length === 0 ? undefined : tree.size + page.length,
      known,
      findings,
    );
    stored += found.length;
    const locators = await Promise.all(held.map(each => takeLocator(each, tree.size, page.length)));
    const due = [...met, ...found];
    for (const each of due) if (each.size === 0) meet(each, tree);
    for (const [n, leaf] of page.entries()) {
      checkLeaf(leaf, last + 1, tree, damage, findings);
      for (const [h, each] of held.entries()) {
        const prefix = locators[h]?.subarray(4 * n, 4 * n + 4) ?? Buffer.alloc(0);
        if (damage.differsFrom.has(each) || prefix.length < 4 || leaf.leafHash.subarray(0, 4).equals(prefix))
          continue;
        damage.differsFrom.add(each);
        findings.add({ what: 'differs-from-checkpoint', ...at(leaf), checkpointSize: each.checkpoint.size });
      }
      last = leaf.leafIndex;
      for (const each of due) meet(each, tree);
    }
    erased += await checkPayloads(db, page.flatMap(present), findings);
    reportDiffering(found, tree.size, findings);
    if (page.length === 0) break;
    onPage(tree.size);
  }
  reportDiffering(met, tree.size, findings);
  return { tree, met, stored, erased };
}

function checkLeaf(
  leaf: LeafRow,
  expected: number,
  tree: Frontier,
  damage: { isTreeBroken: boolean },
  findings: Findings,
): void {
  if (leaf.leafIndex !== expected) {
    findings.add({ what: 'leaf-gone', leafIndex: expected }, leaf.leafIndex - expected);
    damage.isTreeBroken = true;
  }
  const entry = asEntry(leaf);
  if (!entry) findings.add({ what: 'entry-gone', ...at(leaf) });
  else if (!entryLeaf(entry).equals(leaf.leafHash)) findings.add({ what: 'entry-altered', ...at(leaf) });
  const completed = Buffer.concat(growBy(tree, leaf.leafHash));
  if (damage.isTreeBroken || completed.equals(leaf.completes)) return;
  // One wrong node makes every later one differ: only the first says something.
  damage.isTreeBroken = true;
  findings.add({ what: 'tree-altered', ...at(leaf) });
}

async function readPage(db: Transaction<Tables>, after: number): Promise<readonly LeafRow[]> {
  const found = await sql<LeafRow>`
    SELECT leaf.leaf_index AS "leafIndex", leaf.entry_id AS "leafEntry", leaf.leaf_hash AS "leafHash", leaf.completes,
      ${entryRowColumns}
    FROM (SELECT * FROM ledger.leaf WHERE leaf_index > ${after} ORDER BY leaf_index LIMIT ${pageSize}) AS leaf
      LEFT JOIN ledger.entry USING (entry_id)
    ORDER BY leaf.leaf_index`.execute(db);
  return found.rows;
}

/** Stored checkpoints of sizes that this page reaches; all that are larger than the tree, after its last page. */
async function readStored(
  db: Transaction<Tables>,
  from: number,
  to: number | undefined,
  known: readonly NoteKey[],
  findings: Findings,
): Promise<Met[]> {
  const above = from === 0 ? -1 : from;
  const found = await sql<{ size: number; note: string }>`
    SELECT size, note FROM ledger.checkpoint WHERE size > ${above} AND (${to ?? null}::bigint IS NULL OR size <= ${to ?? null}::bigint)
    ORDER BY size`.execute(db);
  return found.rows.flatMap(({ size, note }) => {
    const checkpoint = readCheckpointNote(note, known);
    if (checkpoint?.size === size) return [{ size, root: checkpoint.root, agrees: false }];
    findings.add({ what: 'checkpoint-unreadable', checkpointSize: size });
    return [];
  });
}

const takeLocator = ({ checkpoint, take }: HeldCheckpoint, from: number, count: number): Promise<Buffer> =>
  take(Math.max(0, Math.min(count, checkpoint.size - from)));

function meet(checkpoint: Met, tree: Frontier): void {
  if (checkpoint.size === tree.size) checkpoint.agrees = rootOf(tree).equals(checkpoint.root);
}

function reportDiffering(met: readonly Met[], size: number, findings: Findings): void {
  for (const each of met) {
    if (each.agrees) continue;
    if (each.size > size) findings.add({ what: 'cut', checkpointSize: each.size, leafIndex: size });
    else findings.add({ what: 'root-differs', checkpointSize: each.size });
  }
}

function asEntry(leaf: LeafRow): EntryRow | undefined {
  return leaf.entryId === null ? undefined : (leaf as LeafRow & EntryRow);
}
const at = (leaf: LeafRow) => ({
  leafIndex: leaf.leafIndex,
  entryId: leaf.leafEntry,
  type: leaf.type ?? undefined,
});
function present(leaf: LeafRow) {
  const entry = asEntry(leaf);
  return entry ? [{ ...named({ ...entry, leafIndex: leaf.leafIndex }), digests: entry.digests }] : [];
}
