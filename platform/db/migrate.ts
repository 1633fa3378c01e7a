import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { ServerProblem } from './server-problem.ts';
import type { Tables } from './tables.ts';

const root = join(import.meta.dirname, '..', '..');

/** Every `{platform,contexts}/<part>/migrations/<date-number-name>.ts`, in order of file name; they only go forward. */
export async function listMigrations(): Promise<Record<string, Migration>> {
  const files = globSync('{platform,contexts}/*/migrations/*.ts', { cwd: root });
  const named = files
    .map(file => [basename(file, '.ts'), file] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const loaded = named.map(async ([name, file]) => {
    const module = (await import(pathToFileURL(join(root, file)).href)) as Migration;
    return [name, { up: (db: Kysely<unknown>) => asOwner(db, module) }] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

async function asOwner(db: Kysely<unknown>, migration: Migration): Promise<void> {
  await sql`SET LOCAL ROLE nrm_owner`.execute(db);
  await migration.up(db);
  await sql`RESET ROLE`.execute(db);
}

/**
 * Brings the database to this version. `db` is connected as nrm_migrator.
 * @throws ServerProblem where the database is from a newer version
 */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  const migrations = await listMigrations();
  await sql`SET ROLE nrm_owner`.execute(db);
  await sql`CREATE SCHEMA IF NOT EXISTS migration`.execute(db);
  await sql`GRANT USAGE ON SCHEMA migration TO nrm_migrator`.execute(db);
  await sql`RESET ROLE`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'migration',
    migrationTableName: 'done',
    migrationLockTableName: 'lock',
  });
  const done = await migrator.getMigrations().catch(() => []);
  void done;
  await refuseNewer(db, Object.keys(migrations));
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
  return (results ?? []).filter(result => result.status === 'Success').map(result => result.migrationName);
}

async function refuseNewer(db: Kysely<Tables>, known: readonly string[]): Promise<void> {
  const table = await sql<{
    found: string | null;
  }>`SELECT to_regclass('migration.done')::text AS found`.execute(db);
  if (!table.rows[0]?.found) return;
  const applied = await sql<{ name: string }>`SELECT name FROM migration.done`.execute(db);
  const unknown = applied.rows.find(row => !known.includes(row.name));
  if (unknown)
    throw new ServerProblem(
      'The data folder is from a newer version of OpenNRM. Start that version, or set NRM_DATA_DIR to another folder.',
    );
}
