import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { DataClass } from '../pure/classes.ts';
import { readCheckpointNote, writeCheckpointNote } from './checkpoint.ts';
import { type EntryRow, entryLeaf, payloadDigest } from './digest.ts';
import { emptyFrontier, growBy, rootOf } from './merkle.ts';
import { readVerifier, type Signer } from './note.ts';
import { entryRowColumns, payloadTable } from './rows.ts';

/** What a superuser could do to the ledger; used by the tests of verification alone. */
export interface Attacked {
  readonly rows: number;
  /** Where the first difference lies, where the attack leaves that in no doubt. */
  readonly at?: number;
}
export interface Scene {
  readonly db: Transaction<Tables>;
  /** A whole number from 0 up to below n. */
  readonly pick: (n: number) => number;
  readonly size: number;
  /** Stolen. */
  readonly signer: Signer;
}
export type Attack = (scene: Scene) => Promise<Attacked>;
export type AttackKind = 'alteration' | 'deletion' | 'reordering' | 'cut' | 'rewrite';

type Statement = ReturnType<typeof sql>;
const run = async (db: Transaction<Tables>, ...statements: Statement[]): Promise<number> => {
  let rows = 0;
  for (const statement of statements) rows += Number((await statement.execute(db)).numAffectedRows ?? 0);
  return rows;
};
const entryAt = (index: number) => sql`(SELECT entry_id FROM ledger.leaf WHERE leaf_index = ${index})`;
const uuid = () => sql`${randomUUID()}::uuid`;

const columns: readonly (() => Statement)[] = [
  () => sql`type = type || 'x'`,
  () => sql`at = at + interval '1 microsecond'`,
  () => sql`actor_id = ${uuid()}`,
  () => sql`organisation_id = ${uuid()}`,
  () => sql`team_id = ${uuid()}`,
  () => sql`record_id = ${uuid()}`,
  () => sql`purpose = 'immigration-control'`,
  () => sql`version = coalesce(version, 0) + 100, kind = 'change'`,
  () => sql`version = NULL, kind = 'sight', type = type || 'x'`,
  () => sql`xid = (xid::text::bigint + 1)::text::xid8`,
  () => sql`epoch = epoch + 1`,
  () => sql`digests = digests || '{"process": "00"}'`,
  () => sql`digests = digests || '{"health": "00"}'`,
  () => sql`entry_id = ${uuid()}`,
];

const alterEntry: Attack = async ({ db, pick, size }) => {
  const [at, column] = [pick(size), columns[pick(columns.length)]];
  return {
    rows: await run(db, sql`UPDATE ledger.entry SET ${column?.() ?? sql``} WHERE entry_id = ${entryAt(at)}`),
    at,
  };
};

const alterPosition: Attack = async ({ db, pick, size }) => {
  const at = pick(size);
  await sql`ALTER TABLE ledger.entry ALTER position DROP IDENTITY`.execute(db);
  return {
    rows: await run(db, sql`UPDATE ledger.entry SET position = position + 1 WHERE entry_id = ${entryAt(at)}`),
    at,
  };
};

const alterPayload: Attack = async scene => {
  const { db, pick } = scene;
  const { at, entry, dataClass } = await someHolder(scene);
  const edits = [
    sql`body = body || ' '`,
    sql`salt = ${randomBytes(32)}`,
    sql`body = replace(body, '"words":"', '"words":"not ')`,
  ];
  const edit = dataClass === 'account' ? edits[pick(3)] : edits[pick(2)];
  const rows = await run(
    db,
    sql`UPDATE ${payloadTable(dataClass)} SET ${edit ?? sql``} WHERE entry_id = ${entry.entryId}`,
  );
  return { rows, at };
};

/** The payload and its digest fit each other again; the leaf does not. */
const alterPayloadAndDigest: Attack = async scene => {
  const { at, entry, dataClass } = await someHolder(scene);
  return { rows: await forgePayload(scene.db, entry, dataClass), at };
};

const alterLeaf: Attack = async ({ db, pick, size }) => {
  const at = pick(size);
  return {
    rows: await run(db, sql`UPDATE ledger.leaf SET leaf_hash = sha256(leaf_hash) WHERE leaf_index = ${at}`),
    at,
  };
};

const movePayload: Attack = async scene => {
  const { at, entry, dataClass } = await someHolder(scene);
  const moved = sql`UPDATE ${payloadTable(dataClass)} SET record_id = ${uuid()} WHERE entry_id = ${entry.entryId}`;
  return { rows: await run(scene.db, moved), at };
};

const deleteEntry: Attack = async ({ db, pick, size }) => {
  const at = pick(size);
  return { rows: await run(db, sql`DELETE FROM ledger.entry WHERE entry_id = ${entryAt(at)}`), at };
};

const deleteLeaf: Attack = async ({ db, pick, size }) => {
  const at = pick(size);
  return { rows: await run(db, sql`DELETE FROM ledger.leaf WHERE leaf_index = ${at}`), at };
};

const deletePayload: Attack = async scene => {
  const { at, entry, dataClass } = await someHolder(scene);
  const { db } = scene;
  return {
    rows: await run(db, sql`DELETE FROM ${payloadTable(dataClass)} WHERE entry_id = ${entry.entryId}`),
    at,
  };
};

/** Everything of an entry goes, the later ones move up, and the tree is made to fit. */
const deleteAndClose: Attack = async scene => {
  const at = scene.pick(scene.size - 1);
  const rows = await removeFrom(scene.db, sql`leaf_index = ${at}`);
  for (let next = at + 1; next < scene.size; next += 1)
    await run(scene.db, sql`UPDATE ledger.leaf SET leaf_index = ${next - 1} WHERE leaf_index = ${next}`);
  await fitVersions(scene.db);
  await fitTree(scene);
  return { rows, at };
};

const swapLeaves: Attack = async scene => {
  const [a, b] = await swap(scene);
  return { rows: 2, at: Math.min(a, b) };
};

const swapLeavesAndFit: Attack = async scene => {
  const [a, b] = await swap(scene);
  await fitTree(scene);
  return { rows: 2, at: Math.min(a, b) };
};

const swapPayloads: Attack = async scene => {
  const [one, two] = [await someHolder(scene), await someHolder(scene)];
  if (one.at === two.at) return swapPayloads(scene);
  const table = payloadTable('process');
  const rows = await run(
    scene.db,
    sql`UPDATE ${table} AS mine SET salt = other.salt, body = other.body FROM ${table} AS other
      WHERE (mine.entry_id, other.entry_id) IN
        ((${one.entry.entryId}, ${two.entry.entryId}), (${two.entry.entryId}, ${one.entry.entryId}))`,
  );
  return { rows, at: Math.min(one.at, two.at) };
};

const swapVersions: Attack = async scene => {
  const { entry } = await someHolder(scene);
  const of = sql`record_id = ${entry.recordId} AND kind = 'change'`;
  const rows = await run(
    scene.db,
    sql`UPDATE ledger.entry SET version = version + 1000 WHERE ${of}`,
    sql`UPDATE ledger.entry SET version = 1003 - version WHERE ${of}`,
  );
  return { rows };
};

const cutLeaves: Attack = async ({ db, pick, size }) => {
  const at = size - 1 - pick(size / 2);
  return { rows: await run(db, sql`DELETE FROM ledger.leaf WHERE leaf_index >= ${at}`), at };
};

const cutEverything: Attack = async scene => {
  const at = scene.size - 1 - scene.pick(scene.size / 2);
  const rows = await removeFrom(scene.db, sql`leaf_index >= ${at}`);
  await sql`
    DELETE FROM ledger.entry WHERE entry_id NOT IN (SELECT entry_id FROM ledger.leaf)`.execute(scene.db);
  for (const dataClass of classes)
    await sql`DELETE FROM ${payloadTable(dataClass)} AS held WHERE entry_id NOT IN (SELECT entry_id FROM ledger.entry)`.execute(
      scene.db,
    );
  await fitVersions(scene.db);
  await fitTree(scene);
  return { rows, at };
};

/** One account is told differently, and everything after is made to fit, signatures too. */
const rewrite: Attack = async scene => {
  const { at, entry, dataClass } = await someHolder(scene);
  const rows = await forgePayload(scene.db, entry, dataClass);
  await fitTree(scene);
  return { rows, at };
};

export const attacks: Readonly<Record<AttackKind, readonly Attack[]>> = {
  alteration: [
    alterEntry,
    alterEntry,
    alterEntry,
    alterPosition,
    alterPayload,
    alterPayloadAndDigest,
    alterLeaf,
    movePayload,
  ],
  deletion: [deleteEntry, deleteLeaf, deletePayload, deleteAndClose],
  reordering: [swapLeaves, swapLeavesAndFit, swapPayloads, swapVersions],
  cut: [cutLeaves, cutEverything],
  rewrite: [rewrite],
};

const classes = ['process', 'identity', 'account', 'trail'] as const;

/** A change in the tree, with a class whose payload it has. */
async function someHolder({
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

async function forgePayload(db: Transaction<Tables>, entry: EntryRow, dataClass: DataClass): Promise<number> {
  const [salt, body] = [randomBytes(32), '{"words":"nothing happened"}'];
  const digests = JSON.stringify({ [dataClass]: payloadDigest(salt, dataClass, body) });
  return run(
    db,
    sql`UPDATE ${payloadTable(dataClass)} SET salt = ${salt}, body = ${body} WHERE entry_id = ${entry.entryId}`,
    sql`UPDATE ledger.entry SET digests = digests || ${digests}::jsonb WHERE entry_id = ${entry.entryId}`,
  );
}

async function removeFrom(db: Transaction<Tables>, where: Statement): Promise<number> {
  const gone = sql`(SELECT entry_id FROM ledger.leaf WHERE ${where})`;
  const payloads = classes.map(name => sql`DELETE FROM ${payloadTable(name)} WHERE entry_id IN ${gone}`);
  return run(
    db,
    ...payloads,
    sql`DELETE FROM ledger.entry WHERE entry_id IN ${gone}`,
    sql`DELETE FROM ledger.leaf WHERE ${where}`,
  );
}

async function swap({ db, pick, size }: Scene): Promise<[number, number]> {
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
async function fitVersions(db: Transaction<Tables>): Promise<void> {
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
async function fitTree({ db, signer }: Scene): Promise<void> {
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
