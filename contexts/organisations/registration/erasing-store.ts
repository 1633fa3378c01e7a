import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Eraser, Which } from '../../../platform/erasure/eraser.ts';
import { instantOf } from '../../../platform/erasure/erase.ts';

async function listOver(
  db: Transaction<Tables>,
  which: Which,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const asked =
    'id' in which
      ? sql`registration_id = ${which.id} ORDER BY registration_id`
      : sql`registration_id > ${which.after} ORDER BY registration_id LIMIT ${which.most}`;
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT registration_id AS id, coalesce(ended_at, until_at) AS at FROM organisations.registration
    WHERE (ended_at IS NOT NULL OR until_at < now())
      AND EXISTS (SELECT 1 FROM organisations.registrant WHERE registrant.registration_id = registration.registration_id)
      AND ${asked}`.execute(db);
  return rows;
}

/** The names and addresses of the two people of a registration that is over; what became of it stays. */
export const registrationEraser: Eraser = {
  of: 'registration',
  goesWhole: true,
  list: async (db, _asking, which) =>
    (await listOver(db, which)).map(({ id, at }) => ({
      id,
      of: 'registration',
      last: { moment: 'ended', at: instantOf(at) },
    })),
  rows: async (db, id) => {
    await sql`DELETE FROM organisations.registrant WHERE registration_id = ${id}`.execute(db);
  },
};
