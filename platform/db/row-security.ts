import { type QueryExecutorProvider, sql } from 'kysely';
import type { DataClass } from '../pure/classes.ts';

/** A data class by name, or the column of the row that holds it. */
export type ClassOf = DataClass | { readonly column: string };
export type Doing = 'select' | 'insert' | 'update' | 'delete';

/**
 * Ends a sub-query of a policy. Without it PostgreSQL may answer the sub-query for all records at once and look each row
 * up in that: a page would cost as much as the viewer has grants, a million for a national team.
 */
export const rowByRow = 'OFFSET 0';

/** SQL that is true when the viewer holds a live grant of the class on the row's record. */
export function holdsGrant(table: string, of: ClassOf, recordColumn = 'record_id'): string {
  const wanted = typeof of === 'string' ? `'${of}'` : `${table}.${of.column}`;
  return `EXISTS (SELECT 1 FROM access."grant" AS held
    WHERE held.record_id = ${table}.${recordColumn} AND held.data_class = ${wanted}
      AND held.party_id = ANY (ARRAY[access.person(), access.team()]) AND held.purpose = access.purpose()
      AND held.closed_at IS NULL AND (held.until_at IS NULL OR held.until_at > now()) ${rowByRow})`;
}

/** Forces row-level security and lets nrm_migrator maintain (rebuild, erase, back up); the application gets nothing yet. */
export async function force(db: QueryExecutorProvider, table: string): Promise<void> {
  await sql.raw(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`).execute(db);
  await sql.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`).execute(db);
  await sql
    .raw(`CREATE POLICY maintain ON ${table} TO nrm_migrator USING (true) WITH CHECK (true)`)
    .execute(db);
  await sql.raw(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO nrm_migrator`).execute(db);
}

/** Lets the application do one thing to the rows for which `using` holds. The policy's name is what it allows. */
export async function permit(
  db: QueryExecutorProvider,
  table: string,
  doing: Doing,
  using: string,
  name: string = doing,
): Promise<void> {
  const clause =
    doing === 'insert'
      ? `WITH CHECK (${using})`
      : doing === 'update'
        ? `USING (${using}) WITH CHECK (${using})`
        : `USING (${using})`;
  await sql
    .raw(`CREATE POLICY "${name}" ON ${table} FOR ${doing.toUpperCase()} TO nrm_app ${clause}`)
    .execute(db);
  await sql.raw(`GRANT ${doing.toUpperCase()} ON ${table} TO nrm_app`).execute(db);
}

/** The usual case: what is done to a row needs a live grant of the row's data class on the row's record. */
export async function protectByClass(
  db: QueryExecutorProvider,
  table: string,
  of: ClassOf,
  doing: readonly Doing[],
): Promise<void> {
  await force(db, table);
  for (const each of doing) {
    const writes =
      each === 'select' ? '' : ` AND access.purpose() NOT IN ('accountability', 'immigration-control')`;
    await permit(db, table, each, holdsGrant(table, of) + writes);
  }
}
