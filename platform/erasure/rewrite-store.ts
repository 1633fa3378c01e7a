import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** Where what was erased stood: a row that is deleted stays in the file of its table until its place is written over. */
const tables = [
  ...['identity', 'account', 'contact', 'location', 'health', 'immigration', 'support', 'intelligence'],
  ...['third_party', 'reasoning', 'trail', 'process'],
]
  .map(name => `ledger.payload_${name}`)
  .concat(
    ['draft', 'draft_answer', 'draft_typed', 'draft_file', 'draft_finding', 'search_key'].map(
      name => `referrals.${name}`,
    ),
    [
      'decisions.draft',
      'organisations.registrant',
      'seal.data_key',
      'files.file',
      'http.kept_form',
      'http.write_key',
    ],
  );

/** Writes each of these tables anew. Locks one after the other: whoever works waits meanwhile. `db` is the migrator's. */
export async function rewriteFiles(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async one => {
    await sql`SET ROLE nrm_owner`.execute(one);
    try {
      for (const table of tables) await sql`VACUUM (FULL) ${sql.table(table)}`.execute(one);
    } finally {
      await sql`RESET ROLE`.execute(one);
    }
  });
}
