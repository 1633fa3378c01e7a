import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { HeldCheckpoint } from './checkpoint-file.ts';
import type { EntryRow } from './digest.ts';
import { type Finding, Findings, type WhatIsWrong } from './findings.ts';
import type { NoteKey } from './note.ts';
import { entryRowColumns } from './rows.ts';
import { checkPayloads, findStrays } from './verify-payloads.ts';
import { walkTree } from './verify-tree.ts';

export interface Verification {
  readonly isSound: boolean;
  /** Entries in the tree. */
  readonly entries: number;
  /** Committed, checked, and not in the tree yet. */
  readonly notInTree: number;
  /** In the tree or not, beyond the newest checkpoint that was held and agrees: nobody outside vouches for them. */
  readonly notAnchored: number;
  /** Payloads that an erasure in the ledger accounts for. */
  readonly erased: number;
  readonly checkpoints: { readonly held: number; readonly stored: number };
  /** The first in order of the tree. */
  readonly first: Finding | undefined;
  readonly counts: ReadonlyMap<WhatIsWrong, number>;
}

export interface VerifyOptions {
  /** The keys that may have signed checkpoints. */
  readonly known: readonly NoteKey[];
  readonly held?: readonly HeldCheckpoint[];
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Checks the whole ledger as it stood when this began, page by page: memory does not grow with it, and nobody waits.
 * `db` is the migrator's, which sees everything.
 */
export function verify(db: Kysely<Tables>, options: VerifyOptions): Promise<Verification> {
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(transaction => verifyIn(transaction, options));
}

/** The same, inside a transaction that sees everything. */
export async function verifyIn(
  db: Transaction<Tables>,
  { known, held = [], onProgress }: VerifyOptions,
): Promise<Verification> {
  const findings = new Findings();
  const total = await countLeaves(db);
  const walk = await walkTree(db, held, known, findings, done => onProgress?.(done, total));
  for (const each of held)
    if (each.checkpoint.locator && !(await each.isWhole()))
      findings.add({ what: 'checkpoint-unreadable', checkpointSize: each.checkpoint.size });
  const tail = await checkTail(db, findings);
  await findStrays(db, findings);
  await checkVersions(db, findings);
  const anchored = Math.max(0, ...walk.met.filter(each => each.agrees).map(each => each.size));
  return {
    isSound: findings.counts.size === 0,
    entries: walk.tree.size,
    notInTree: tail.entries,
    notAnchored: walk.tree.size + tail.entries - anchored,
    erased: walk.erased + tail.erased,
    checkpoints: { held: held.length, stored: walk.stored },
    first: findings.first,
    counts: findings.counts,
  };
}

async function countLeaves(db: Transaction<Tables>): Promise<number> {
  const found = await sql<{ leaves: number }>`SELECT count(*) AS leaves FROM ledger.leaf`.execute(db);
  return found.rows[0]?.leaves ?? 0;
}

/** Entries without a place in the tree: each must be later than the last that has one, and its payloads must fit. */
async function checkTail(
  db: Transaction<Tables>,
  findings: Findings,
): Promise<{ entries: number; erased: number }> {
  await sql`
    DECLARE tail NO SCROLL CURSOR FOR
    SELECT ${entryRowColumns}, (entry.epoch, entry.xid, entry.position) < (last.epoch, last.xid, last.position) AS behind
    FROM ledger.entry LEFT JOIN ledger.leaf USING (entry_id) LEFT JOIN (
      SELECT epoch, xid, position FROM ledger.leaf JOIN ledger.entry USING (entry_id) ORDER BY leaf_index DESC LIMIT 1
    ) AS last ON true
    WHERE leaf.leaf_index IS NULL`.execute(db);
  const tail = { entries: 0, erased: 0 };
  for (;;) {
    const page = await sql<EntryRow & { behind: boolean | null }>`FETCH 1000 FROM tail`.execute(db);
    if (page.rows.length === 0) break;
    tail.entries += page.rows.length;
    for (const { behind, entryId, recordId, type } of page.rows)
      if (behind) findings.add({ what: 'entry-behind', entryId, recordId, type });
    tail.erased += await checkPayloads(
      db,
      page.rows.map(row => ({ ...row, leafIndex: undefined })),
      findings,
    );
  }
  await sql`CLOSE tail`.execute(db);
  return tail;
}

/** Counted by the database, which streams them from an index. */
async function checkVersions(db: Transaction<Tables>, findings: Findings): Promise<void> {
  const found = await sql<{ record_id: string; broken: number }>`
    SELECT record_id, count(*) OVER () AS broken
    FROM (
      SELECT record_id, count(*) AS changes, count(DISTINCT version) AS versions, min(version) AS first, max(version) AS last
      FROM ledger.entry WHERE kind = 'change' GROUP BY record_id
    ) AS numbered FULL JOIN access.record USING (record_id)
    WHERE changes <> last OR versions <> last OR first <> 1 OR coalesce(last, 0) IS DISTINCT FROM record.version
    LIMIT 1`.execute(db);
  const [broken] = found.rows;
  if (broken) findings.add({ what: 'versions-broken', recordId: broken.record_id }, broken.broken);
}
