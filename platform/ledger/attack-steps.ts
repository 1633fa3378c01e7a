import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { DataClass } from '../pure/classes.ts';
import { readCheckpointNote, writeCheckpointNote } from './checkpoint.ts';
import { type EntryRow, entryLeaf, payloadDigest } from './digest.ts';
import { emptyFrontier, growBy, rootOf } from './merkle.ts';
import { readVerifier, type Signer } from './note.ts';
import { entryRowColumns, payloadTable } from './rows.ts';

/** What attacks on the ledger are made of. */
export interface Scene {
  readonly db: Transaction<Tables>;
  /** A whole number from 0 up to below n. */
  readonly pick: (n: number) => number;
  readonly size: number;
  /** Stolen. */
  readonly signer: Signer;
}
export type Statement = ReturnType<typeof sql>;
export const run = async (db: Transaction<Tables>, ...statements: Statement[]): Promise<number> => {
  let rows = 0;
  for (const statement of statements) rows += Number((await statement.execute(db)).numAffectedRows ?? 0);
  return rows;
};
export const entryAt = (index: number) => sql`(SELECT entry_id FROM ledger.leaf WHERE leaf_index = ${index})`;
export const uuid = () => sql`${randomUUID()}::uuid`;

export const classes = ['process', 'identity', 'account', 'trail'] as const;

/** A change in the tree, with a class whose payload it has. */
export async function someHolder({
  db,
  pick,
  size,
}: Scene): Promise<{ at: number; entry: EntryRow; dataClass: DataClass }> {
  for (;;) {
    const at = pick(size);
    const found = await sql<EntryRow>`
      SELECT ${entryRowColumns} FROM ledger.entry WHERE entry_id = ${entryAt(at)} AND kind = 'change'`.execute(
      db,
    );
    const held = (['process', 'identity', 'account'] as const)[pick(3)] ?? 'process';
    const [entry] = found.rows;
    if (entry?.digests[held] !== undefined) return { at, entry, dataClass: held };
  }
}

export async function forgePayload(
  db: Transaction<Tables>,
  entry: EntryRow,
  dataClass: DataClass,
): Promise<number> {
  const [salt, body] = [randomBytes(32), '{"words":"nothing happened"}'];
  const digests = JSON.stringify({ [dataClass]: payloadDigest(salt, dataClass, body) });
  return run(
    db,
    sql`UPDATE ${payloadTable(dataClass)} SET salt = ${salt}, body = ${body} WHERE entry_id = ${entry.entryId}`,
    sql`UPDATE ledger.entry SET digests = digests || ${digests}::jsonb WHERE entry_id = ${entry.entryId}`,
  );
}

export async function removeFrom(db: Transaction<Tables>, where: Statement): Promise<number> {
  const gone = sql`(SELECT entry_id FROM ledger.leaf WHERE ${where})`;
  const payloads = classes.map(name => sql`DELETE FROM ${payloadTable(name)} WHERE entry_id IN ${gone}`);
  return run(
    db,
    ...payloads,
    sql`DELETE FROM ledger.entry WHERE entry_id IN ${gone}`,
    sql`DELETE FROM ledger.leaf WHERE ${where}`,
  );
}

export async function swap({ db, pick, size }: Scene): Promise<[number, number]> {
  const a = pick(size);
  const b = (a + 1 + pick(size - 1)) % size;
  for (const [from, to] of [
    [a, -1],
    [b, a],
    [-1, b],
  ])
    await run(db, sql`UPDATE ledger.leaf SET leaf_index = ${to} WHERE leaf_index = ${from}`);
  return [a, b];
}

/** Versions and records are made to look whole. */
export async function fitVersions(db: Transaction<Tables>): Promise<void> {
  await sql`UPDATE ledger.entry SET version = version + 1000 WHERE kind = 'change'`.execute(db);
  await sql`
    UPDATE ledger.entry SET version = numbered.version FROM (
      SELECT entry_id, row_number() OVER (PARTITION BY record_id ORDER BY version) AS version
      FROM ledger.entry WHERE kind = 'change') AS numbered
    WHERE entry.entry_id = numbered.entry_id`.execute(db);
  await sql`
    UPDATE access.record SET version = (
      SELECT count(*) FROM ledger.entry WHERE kind = 'change' AND entry.record_id = record.record_id)`.execute(
    db,
  );
}

/** Every leaf, node and stored checkpoint is computed and signed anew: only what is held elsewhere can tell. */
export async function fitTree({ db, signer }: Scene): Promise<void> {
  const entries = await sql<EntryRow & { leafIndex: number }>`
    SELECT ${entryRowColumns}, leaf_index AS "leafIndex" FROM ledger.leaf JOIN ledger.entry USING (entry_id)
    ORDER BY leaf_index`.execute(db);
  const notes = await sql<{
    size: number;
    note: string;
  }>`SELECT size, note FROM ledger.checkpoint ORDER BY size`.execute(db);
  await sql`DELETE FROM ledger.checkpoint`.execute(db);
  const tree = emptyFrontier();
  for (const entry of entries.rows) {
    const leaf = entryLeaf(entry);
    const completes = Buffer.concat(growBy(tree, leaf));
    await sql`
      UPDATE ledger.leaf SET leaf_hash = ${leaf}, completes = ${completes} WHERE leaf_index = ${entry.leafIndex}`.execute(
      db,
    );
    const old = notes.rows.find(each => each.size === tree.size);
    if (!old || !readCheckpointNote(old.note, [readVerifier(signer.verifier)])) continue;
    const note = writeCheckpointNote({ size: tree.size, root: rootOf(tree) }, signer);
    await sql`INSERT INTO ledger.checkpoint (size, note) VALUES (${tree.size}, ${note})`.execute(db);
  }
}
