import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { readCheckpointNote, writeCheckpointNote } from './checkpoint.ts';
import { type EntryRow, entryLeaf } from './digest.ts';
import { isFromAnotherCluster } from './epoch.ts';
import { growBy, rootOf } from './merkle.ts';
import { type NoteKey, readVerifier, type Signer } from './note.ts';
import { entryRowColumns } from './rows.ts';
import { LedgerDamaged, readFrontier, treeSize } from './stored-tree.ts';

/** Held by whoever grows or signs the tree, never by those who write entries. */
const treeLock = sql`pg_try_advisory_xact_lock(hashtextextended('opennrm-ledger-tree', 0))`;

export interface Sequenced {
  readonly added: number;
  readonly size: number;
}

interface Reached {
  readonly epoch: number;
  readonly xid: string;
  readonly position: number;
}

/**
 * Adds committed entries to the tree, one batch. Order: transaction number, then position. Only transactions older than
 * the oldest one still running are taken: no entry can turn up later before one that has its place, so none is missed,
 * and commits wait for nobody. Everything stands or falls with one transaction: a kill in between leaves no trace.
 * Nothing is added while another process does the same.
 * @throws LedgerDamaged where the last leaf's entry is gone, or the entries come from another cluster
 */
export async function sequence(db: Kysely<Tables>, batch = 1_000): Promise<Sequenced> {
  return asService(db, 'sequencer', async transaction => {
    if (!(await takesLock(transaction))) return { added: 0, size: await treeSize(transaction) };
    if (await isFromAnotherCluster(transaction))
      throw new LedgerDamaged('the ledger was restored from a dump: run ./opennrm migrate once');
    const tree = await readFrontier(transaction, await treeSize(transaction));
    const entries = await nextEntries(transaction, await reached(transaction, tree.size), batch);
    const first = tree.size;
    const leaves = entries.map(entry => entryLeaf(entry));
    const completes = leaves.map(leaf => Buffer.concat(growBy(tree, leaf)));
    await sql`
      INSERT INTO ledger.leaf (leaf_index, entry_id, leaf_hash, completes)
      SELECT * FROM unnest(${entries.map((_, n) => first + n)}::bigint[], ${entries.map(entry => entry.entryId)}::uuid[],
        ${leaves}::bytea[], ${completes}::bytea[])`.execute(transaction);
    return { added: entries.length, size: tree.size };
  });
}

/** Adds everything that is committed and older than every running transaction. */
export async function sequenceAll(db: Kysely<Tables>, batch = 1_000): Promise<Sequenced> {
  let added = 0;
  for (;;) {
    const done = await sequence(db, batch);
    added += done.added;
    if (done.added === 0) return { added, size: done.size };
  }
}

/**
 * Signs the tree as it stands and keeps the note; a size that was signed before is not signed again.
 * `older` are keys that signed earlier checkpoints.
 * @throws LedgerDamaged where the tree does not begin with the tree of the last checkpoint
 */
export async function signCheckpoint(
  db: Kysely<Tables>,
  signer: Signer,
  older: readonly NoteKey[] = [],
): Promise<string> {
  const known = [readVerifier(signer.verifier), ...older];
  return asService(db, 'sequencer', async transaction => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('opennrm-ledger-sign', 0))`.execute(transaction);
    const size = await treeSize(transaction);
    const last = await sql<{ note: string; size: number }>`
      SELECT size, note FROM ledger.checkpoint ORDER BY size DESC LIMIT 1`.execute(transaction);
    if (last.rows[0]) await refuseToFork(transaction, last.rows[0], size, known);
    if (last.rows[0]?.size === size) return last.rows[0].note;
    const note = writeCheckpointNote({ size, root: rootOf(await readFrontier(transaction, size)) }, signer);
    await sql`INSERT INTO ledger.checkpoint (size, note) VALUES (${size}, ${note})`.execute(transaction);
    return note;
  });
}

async function refuseToFork(
  db: Transaction<Tables>,
  last: { readonly note: string; readonly size: number },
  size: number,
  known: readonly NoteKey[],
): Promise<void> {
  const signed = readCheckpointNote(last.note, known);
  if (!signed) throw new LedgerDamaged('the last checkpoint was signed by none of the known keys');
  if (
    signed.size !== last.size ||
    signed.size > size ||
    !rootOf(await readFrontier(db, signed.size)).equals(signed.root)
  )
    throw new LedgerDamaged('the tree does not begin with the tree of the last checkpoint');
}

async function takesLock(db: Transaction<Tables>): Promise<boolean> {
  const taken = await sql<{ taken: boolean }>`SELECT ${treeLock} AS taken`.execute(db);
  return taken.rows[0]?.taken ?? false;
}

/** The last entry that has its place. */
async function reached(db: Transaction<Tables>, size: number): Promise<Reached> {
  if (size === 0) return { epoch: 0, xid: '0', position: 0 };
  const last = await sql<Reached>`
    SELECT entry.epoch, entry.xid::text AS xid, entry.position FROM ledger.leaf JOIN ledger.entry USING (entry_id)
    WHERE leaf.leaf_index = ${size - 1}`.execute(db);
  if (!last.rows[0]) throw new LedgerDamaged('the entry of the last leaf is gone');
  return last.rows[0];
}

/** Two plain ranges, not one over pairs: an import of a whole history in one transaction must not be read again and again. */
async function nextEntries(
  db: Transaction<Tables>,
  from: Reached,
  batch: number,
): Promise<readonly EntryRow[]> {
  const epoch = await sql<{ now: number }>`SELECT ledger.epoch() AS now`.execute(db);
  const now = Number(epoch.rows[0]?.now);
  const rest = sql`entry.xid = ${from.xid}::xid8 AND entry.position > ${from.position}`;
  const cut = await readEntries(db, from.epoch, rest, batch);
  if (cut.length > 0) return cut;
  for (let each = from.epoch; each <= now; each += 1) {
    const later = sql`entry.xid > ${each === from.epoch ? from.xid : '0'}::xid8`;
    // Entries of a closed epoch came with the dump: all of them are committed.
    const isOver = each === now ? sql`entry.xid < pg_snapshot_xmin(pg_current_snapshot())` : sql`true`;
    const found = await readEntries(db, each, sql`${later} AND ${isOver}`, batch);
    if (found.length > 0) return found;
  }
  return [];
}

/** In order of the column: a bare `xid` would be the row's text of that name, in which 1000 comes before 999. */
async function readEntries(
  db: Transaction<Tables>,
  epoch: number,
  where: RawBuilder<unknown>,
  batch: number,
): Promise<readonly EntryRow[]> {
  const found = await sql<EntryRow>`
    SELECT ${entryRowColumns} FROM ledger.entry WHERE entry.epoch = ${epoch} AND ${where}
    ORDER BY entry.xid, entry.position LIMIT ${batch}`.execute(db);
  return found.rows;
}
