import { type Kysely, sql } from 'kysely';
import { contentKeys } from '../files/store.ts';
import { type Holder, sealedValues } from '../seal/rewrap.ts';
import type { Tables } from '../db/tables.ts';
import type { Head } from './manifest.ts';
import { quote } from '../db/session.ts';

/**
 * Tables that no backup holds. Sessions and what hangs on one: after a restore everybody signs in again. What the queue
 * knows of its own processes and of how it went. What was migrated is in the manifest.
 */
export const leftOut: readonly string[] = [
  'http.session',
  'http.kept_form',
  'pgboss.instance',
  'pgboss.queue_stats',
  'pgboss.warning',
  'migration.digest',
  'migration.done',
  'migration.lock',
];

export interface TableToCopy {
  readonly name: string;
  /** Without those that PostgreSQL computes. */
  readonly columns: readonly string[];
}

/** Every table with rows of its own, those first that others point at. */
export async function listTables(
  db: Kysely<Tables>,
  alsoLeftOut: readonly string[] = [],
): Promise<readonly TableToCopy[]> {
  const { rows } = await sql<TableToCopy & { points_at: readonly string[] }>`
    WITH held AS (
      SELECT c.oid, n.nspname || '.' || c.relname AS name, coalesce(above.inhparent, c.oid) AS root
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_inherits above ON above.inhrelid = c.oid
      WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^(pg_|information_schema$)')
    SELECT held.name,
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = held.oid AND attnum > 0 AND NOT attisdropped
        AND attgenerated = '' ORDER BY attnum) AS columns,
      ARRAY(SELECT other.name FROM pg_constraint fk JOIN held other ON other.oid = fk.confrelid
        WHERE fk.contype = 'f' AND fk.conrelid = held.oid AND fk.confrelid <> held.oid) AS points_at
    FROM held JOIN pg_class top ON top.oid = held.root JOIN pg_namespace schema ON schema.oid = top.relnamespace
    WHERE schema.nspname || '.' || top.relname <> ALL (${[...leftOut, ...alsoLeftOut]}::text[])
    ORDER BY 1`.execute(db);
  const sorted: TableToCopy[] = [];
  const placed = new Set<string>();
  const wanted = new Set(rows.map(row => row.name));
  for (let left = rows; left.length > 0; left = left.filter(row => !placed.has(row.name))) {
    const free = left.filter(row => row.points_at.every(name => placed.has(name) || !wanted.has(name)));
    if (free.length === 0) throw new Error('Tables point at each other in a circle');
    for (const { name, columns } of free) {
      placed.add(name);
      sorted.push({ name, columns });
    }
  }
  return sorted;
}

const leafTable = 'ledger.leaf';
export const isLeafTable = (name: string): boolean => name === leafTable;

/** The tree's leaves come in their order, so that its root is told from the copy alone. */
export function copyFrom({ name, columns }: TableToCopy): string {
  const order = isLeafTable(name) ? ' ORDER BY leaf_index' : '';
  return `COPY (SELECT ${columns.map(quote).join(', ')} FROM ${quote(name)}${order}) TO STDOUT`;
}

export const copyTo = ({ name, columns }: TableToCopy): string =>
  `COPY ${quote(name)} (${columns.map(quote).join(', ')}) FROM STDIN`;

export async function countRows(db: Kysely<Tables>, { name }: TableToCopy): Promise<number> {
  const { rows } = await sql<{ rows: number }>`SELECT count(*) AS rows FROM ${sql.table(name)}`.execute(db);
  return rows[0]?.rows ?? 0;
}

export async function readSequences(db: Kysely<Tables>): Promise<Head['sequences']> {
  const { rows } = await sql<{ name: string }>`
    SELECT schemaname || '.' || sequencename AS name FROM pg_sequences ORDER BY 1`.execute(db);
  const read = [];
  for (const { name } of rows) {
    const state = await sql<{ last: number; isCalled: boolean }>`
      SELECT last_value AS last, is_called AS "isCalled" FROM ${sql.table(name)}`.execute(db);
    if (state.rows[0]) read.push({ name, ...state.rows[0] });
  }
  return read;
}

/** The moment of this transaction, and the ledger's epoch. */
export async function readMoment(db: Kysely<Tables>): Promise<{ madeAt: string; epoch: number }> {
  const { rows } = await sql<{
    at: Date;
    epoch: number;
  }>`SELECT now() AS at, ledger.epoch() AS epoch`.execute(db);
  return { madeAt: rows[0]?.at.toISOString() ?? '', epoch: Number(rows[0]?.epoch) };
}

/** Where the sealed contents lie that the database knows: originals, and pictures made of them. */
export async function listPlaces(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ place: string }>`
    SELECT place FROM files.file UNION SELECT copy_place FROM files.file WHERE copy_place IS NOT NULL
    ORDER BY 1`.execute(db);
  return rows.map(row => row.place);
}

/** By which keys something is sealed that the database holds the wrapped key of. */
export async function listKeyIds(db: Kysely<Tables>, more: readonly Holder[] = []): Promise<string[]> {
  const found = new Set<string>();
  for (const { rows } of [sealedValues, ...contentKeys, ...more]) {
    const ids = await sql<{ key_id: string }>`SELECT DISTINCT key_id FROM (${rows}) AS held`.execute(db);
    for (const { key_id } of ids.rows) found.add(key_id);
  }
  return [...found].sort();
}

/** Whether nobody has put anything into the database yet. */
export async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)'
    UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1`.execute(db);
  return rows.length === 0;
}
