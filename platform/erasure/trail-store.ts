import { sql } from 'kysely';
import type { Erasure } from '../ledger/erase.ts';
import { instantOf } from './erase.ts';
import type { Eraser } from './eraser.ts';

/** Who saw what: each sight counts from when it was. That there was one, and when, stays in its entry. */
export const trailEraser: Eraser = {
  of: 'trail',
  list: async (db, _asking, which) => {
    const asked =
      'id' in which
        ? sql`held.record_id = ${which.id} GROUP BY held.record_id`
        : sql`held.record_id > ${which.after} GROUP BY held.record_id ORDER BY held.record_id LIMIT ${which.most}`;
    const { rows } = await sql<{ id: string; at: Date }>`
      SELECT held.record_id AS id, min(entry.at) AS at
      FROM ledger.payload_trail AS held JOIN ledger.entry USING (entry_id) WHERE ${asked}`.execute(db);
    return rows.map(({ id, at }) => ({ id, of: 'trail', last: { moment: 'seen', at: instantOf(at) } }));
  },
  entries: async (db, id, _classes, isDue) => {
    const { rows } = await sql<{ entry_id: string; at: Date }>`
      SELECT entry_id, entry.at FROM ledger.payload_trail AS held JOIN ledger.entry USING (entry_id)
      WHERE held.record_id = ${id} ORDER BY position`.execute(db);
    return rows
      .filter(({ at }) => isDue(instantOf(at)))
      .map(({ entry_id: entryId }): Erasure => ({ entryId, classes: ['trail'] }));
  },
  rows: async () => undefined,
};
