import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { copyIn, copyOut } from './copy.ts';
import type { Head } from './manifest.ts';
import { digestRows, type RowsDigest } from './rows-digest.ts';
import { quote, type Session } from '../db/session.ts';
import { copyFrom, copyTo, type TableToCopy } from './queries.ts';

/**
 * Makes tables ready for COPY, which row-level security refuses: until it is closed again their owner is not held to it, and
 * their triggers rest, for what they would do was done when the rows were first written. All inside the caller's
 * transaction: nobody else ever sees a table open.
 */
export async function openForFilling(
  db: Transaction<Tables>,
  { tables }: Pick<Head, 'tables'>,
): Promise<() => Promise<void>> {
  const names = tables.map(({ name }) => name);
  const forced = await namesIn(
    db,
    sql`SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relforcerowsecurity AND n.nspname || '.' || c.relname = ANY (${names}::text[])`,
  );
  const triggers = await sql<{ name: string; trigger: string; mode: string }>`
    SELECT n.nspname || '.' || c.relname AS name, tgname AS trigger, tgenabled AS mode
    FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT tgisinternal AND tgenabled <> 'D' AND n.nspname || '.' || c.relname = ANY (${names}::text[])`.execute(
    db,
  );
  const alter = (name: string, how: string) => sql.raw(`ALTER TABLE ${quote(name)} ${how}`).execute(db);
  await sql`SET LOCAL ROLE nrm_owner`.execute(db);
  // What migrations put there comes again with the rows; what points at these tables and is in no backup is empty anyway.
  await sql`TRUNCATE ${sql.join(names.map(name => sql.table(name)))} CASCADE`.execute(db);
  for (const name of forced) await alter(name, 'NO FORCE ROW LEVEL SECURITY');
  for (const { name, trigger } of triggers.rows) await alter(name, `DISABLE TRIGGER ${quoted(trigger)}`);
  return async () => {
    await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(db);
    for (const name of forced) await alter(name, 'FORCE ROW LEVEL SECURITY');
    for (const { name, trigger, mode } of triggers.rows)
      await alter(name, `ENABLE ${modes[mode] ?? ''}TRIGGER ${quoted(trigger)}`);
    await sql`RESET ROLE`.execute(db);
  };
}

const modes: Readonly<Record<string, string>> = { O: '', A: 'ALWAYS ', R: 'REPLICA ' };
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function namesIn(
  db: Transaction<Tables>,
  query: ReturnType<typeof sql<{ name: string }>>,
): Promise<readonly string[]> {
  const { rows } = await query.execute(db);
  return rows.map(row => row.name);
}

export async function fillTable(
  { client }: Session,
  table: TableToCopy,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  await copyIn(client, copyTo(table), rows);
}

/** What stands in a table now. */
export async function digestOf({ client }: Session, table: TableToCopy): Promise<RowsDigest> {
  const digest = digestRows();
  for await (const piece of copyOut(client, copyFrom(table))) digest.add(piece);
  return digest.result();
}

export async function setSequences(db: Transaction<Tables>, sequences: Head['sequences']): Promise<void> {
  await sql`SET LOCAL ROLE nrm_owner`.execute(db);
  for (const { name, last, isCalled } of sequences)
    await sql`SELECT setval(${name}::regclass, ${last}, ${isCalled})`.execute(db);
  await sql`RESET ROLE`.execute(db);
}

/** A column that holds what is good once; after a restore it is good for nothing. */
export interface GoodOnce {
  readonly table: string;
  readonly columns: readonly string[];
}

/** `goodOnce` names this version's tables. */
export async function forgetGoodOnce(db: Transaction<Tables>, goodOnce: readonly GoodOnce[]): Promise<void> {
  for (const { table, columns } of goodOnce)
    await sql`UPDATE ${sql.table(table)} SET ${sql.raw(columns.map(name => `${quote(name)} = NULL`).join(', '))}`.execute(
      db,
    );
}
