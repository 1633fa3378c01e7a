import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import {
  classes,
  entryAt,
  fitTree,
  fitVersions,
  forgePayload,
  removeFrom,
  run,
  type Scene,
  someHolder,
  type Statement,
  swap,
  uuid,
} from './attack-steps.ts';
import { payloadTable } from './rows.ts';

/** What a superuser could do to the ledger; used by the tests of verification alone. */
export interface Attacked {
  readonly rows: number;
  /** Where the first difference lies, where the attack leaves that in no doubt. */
  readonly at?: number;
}
export type Attack = (scene: Scene) => Promise<Attacked>;
export type AttackKind = 'alteration' | 'deletion' | 'reordering' | 'cut' | 'rewrite';

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
