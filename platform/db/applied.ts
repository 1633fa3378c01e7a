import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** A migration of this build, in order of name. */
export interface Known {
  readonly name: string;
  /** SHA-256 of its text, in hexadecimal. */
  readonly digest: string;
}
/** One that was applied; without a digest it was applied by a build that kept none. */
export interface Applied {
  readonly name: string;
  readonly digest: string | null;
}
export type Standing = 'current' | 'behind' | 'newer' | 'of-another-build';

/** How a database stands to this build. Migrations only go forward: what was applied must be this build's first ones, unchanged. */
export function standingOf(applied: readonly Applied[], known: readonly Known[]): Standing {
  const last = known.at(-1)?.name ?? '';
  const foreign = applied.filter(({ name }) => !known.some(each => each.name === name));
  if (foreign.some(({ name }) => name > last)) return 'newer';
  const isOurs = applied.every(
    ({ name, digest }, n) => known[n]?.name === name && known[n].digest === digest,
  );
  if (!isOurs) return 'of-another-build';
  return applied.length < known.length ? 'behind' : 'current';
}

/** What was applied, in order of name. Empty where nothing was, or where this role may not read it yet. */
export async function listApplied(db: Kysely<Tables>): Promise<readonly Applied[]> {
  const tables = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'migration' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`.execute(
    db,
  );
  const has = (name: string) => tables.rows.some(row => row.name === name);
  if (!has('done')) return [];
  const applied = has('digest')
    ? sql<Applied>`SELECT name, sha256 AS digest FROM migration.done LEFT JOIN migration.digest USING (name)`
    : sql<Applied>`SELECT name, NULL AS digest FROM migration.done`;
  const { rows } = await applied.execute(db);
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Made before the first migration; each one's digest is written in its own transaction. */
export async function prepareDigests(db: Kysely<Tables>): Promise<void> {
  await sql`SET ROLE nrm_owner`.execute(db);
  await sql`CREATE SCHEMA IF NOT EXISTS migration`.execute(db);
  await sql`CREATE TABLE IF NOT EXISTS migration.digest (name text PRIMARY KEY, sha256 text NOT NULL)`.execute(
    db,
  );
  await sql`GRANT USAGE ON SCHEMA migration TO nrm_migrator, nrm_app`.execute(db);
  await sql`GRANT SELECT ON migration.digest TO nrm_app`.execute(db);
  await sql`RESET ROLE`.execute(db);
}

/** One line that says what to do; undefined where this build may use the database. `folder` is where it lies, if it is our own. */
export function problemOf(standing: Standing, folder?: string): string | undefined {
  const place = folder === undefined ? 'The database' : `The data folder ${folder}`;
  const instead = folder === undefined ? 'use an empty database' : 'set NRM_DATA_DIR to an empty folder';
  if (standing === 'newer')
    return `${place} is from a newer version of OpenNRM. Start that version, or ${instead}.`;
  if (standing === 'of-another-build')
    return `${place} was made by another build of OpenNRM, whose tables differ. Start that build, or ${instead}.`;
  return undefined;
}
