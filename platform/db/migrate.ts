import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { type Known, listApplied, prepareDigests, problemOf, standingOf } from './applied.ts';
import { ServerProblem } from './server-problem.ts';
import type { Tables } from './tables.ts';

const root = join(import.meta.dirname, '..', '..');

/** Every `{platform,contexts}/<part>/migrations/<date-number-name>.ts`, in order of file name; they only go forward. */
export function listMigrations(): readonly (Known & { readonly file: string })[] {
  return globSync('{platform,contexts}/*/migrations/*.ts', { cwd: root })
    .map(path => {
      const file = join(root, path);
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
      return { name: basename(path, '.ts'), file, digest };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function load(known: ReturnType<typeof listMigrations>): Promise<Record<string, Migration>> {
  const loaded = known.map(async ({ name, file, digest }) => {
    const module = (await import(pathToFileURL(file).href)) as Migration;
    return [name, { up: (db: Kysely<unknown>) => asOwner(db, module, { name, digest }) }] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

async function asOwner(db: Kysely<unknown>, migration: Migration, { name, digest }: Known): Promise<void> {
  await sql`SET LOCAL ROLE nrm_owner`.execute(db);
  await migration.up(db);
  await sql`INSERT INTO migration.digest (name, sha256) VALUES (${name}, ${digest})`.execute(db);
  await sql`RESET ROLE`.execute(db);
}

/**
 * Brings the database to this version. `db` is connected as nrm_migrator; `folder` is where the database lies, if it is our
 * own. `count`: only so many of the first migrations, which makes the tables of an older version.
 * @throws ServerProblem where the database is from a newer version or another build; it is left as it was
 */
export async function migrate(
  db: Kysely<Tables>,
  folder?: string,
  count?: number,
): Promise<readonly string[]> {
  const known = listMigrations().slice(0, count);
  const problem = problemOf(standingOf(await listApplied(db), known), folder);
  if (problem) throw new ServerProblem(problem);
  await prepareDigests(db);
  const migrations = await load(known);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'migration',
    migrationTableName: 'done',
    migrationLockTableName: 'lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
  // The application reads at its start what was applied.
  await sql`GRANT SELECT ON migration.done TO nrm_app`.execute(db);
  return (results ?? []).filter(result => result.status === 'Success').map(result => result.migrationName);
}
