import { type Kysely, sql } from 'kysely';

/**
 * No page and no operation places, lifts or shows a hold yet: until one does, the application reaches none. What may then be
 * done, and by whom, comes with the page, and with the questions that try each condition of it.
 */
export async function up(db: Kysely<any>): Promise<void> {
  for (const name of ['select', 'insert', 'update'])
    await sql`DROP POLICY ${sql.id(name)} ON erasure.hold`.execute(db);
  await sql`REVOKE ALL ON erasure.hold FROM nrm_app`.execute(db);
  await sql`REVOKE UPDATE (lifted_at, lifted_by, lifted_by_name, lifted_because) ON erasure.hold FROM nrm_app`.execute(
    db,
  );
}
