import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';

/**
 * The tree is built in order of transaction numbers, which a cluster counts from the start. After a dump was restored
 * into another cluster the stored numbers can lie ahead of new ones, and new entries would never be reached. So the
 * restored entries close their epoch, and new ones count in the next. Physical backups keep the numbers and need none.
 */
export async function isFromAnotherCluster(db: Kysely<Tables>): Promise<boolean> {
  const found = await sql<{ ahead: boolean }>`
    SELECT EXISTS (
      SELECT 1 FROM ledger.entry
      WHERE epoch = ledger.epoch() AND xid >= pg_snapshot_xmax(pg_current_snapshot())) AS ahead
  `.execute(db);
  return found.rows[0]?.ahead ?? false;
}

/** Begins the next epoch where the entries come from another cluster. `db` is the migrator's; run it before anyone writes. */
export async function ensureEpoch(db: Kysely<Tables>): Promise<boolean> {
  if (!(await isFromAnotherCluster(db))) return false;
  await db.transaction().execute(async transaction => {
    const epoch = await sql<{ now: number }>`SELECT ledger.epoch() AS now`.execute(transaction);
    await setEpoch(transaction, Number(epoch.rows[0]?.now) + 1);
  });
  return true;
}

/** The epoch in which new entries count. `db` is the migrator's. */
export async function setEpoch(db: Transaction<Tables>, epoch: number): Promise<void> {
  await sql`SET LOCAL ROLE nrm_owner`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION ledger.epoch() RETURNS smallint LANGUAGE sql STABLE
    AS ${sql.lit(`SELECT ${epoch}::smallint`)}`.execute(db);
  await sql`RESET ROLE`.execute(db);
}
