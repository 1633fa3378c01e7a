import type { Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Event } from './store.ts';

/** A change that whoever this transaction is for may see, and that somebody else made. */
export async function findEvent(
  db: Transaction<Tables>,
  entryId: string,
  ownId: string,
): Promise<Event | undefined> {
  const row = await db
    .selectFrom('ledger.entry')
    .select(['type', 'at'])
    .where('entry_id', '=', entryId)
    .where('kind', '=', 'change')
    .where('actor_id', '<>', ownId)
    .executeTakeFirst();
  return row && { entryId, kind: row.type, at: row.at };
}
