import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';

/** Entries that are not in the tree yet, counted up to `most`: how far the sequencer is behind. */
export function countUnsequenced(db: Kysely<Tables>, most = 10_000): Promise<number> {
  return asService(db, 'sequencer', async transaction => {
    const { rows } = await sql<{ entries: number }>`
      WITH last AS (
        SELECT entry.epoch, entry.xid, entry.position FROM ledger.leaf JOIN ledger.entry USING (entry_id)
        ORDER BY leaf.leaf_index DESC LIMIT 1)
      SELECT count(*)::int AS entries FROM (
        SELECT 1 FROM ledger.entry
        WHERE (entry.epoch, entry.xid, entry.position) > (
          coalesce((SELECT epoch FROM last), 0), coalesce((SELECT xid FROM last), '0'), coalesce((SELECT position FROM last), 0))
        LIMIT ${most}) AS behind`.execute(transaction);
    return rows[0]?.entries ?? 0;
  });
}
