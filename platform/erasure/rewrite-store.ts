import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { dataClasses } from '../pure/classes.ts';

/** Where what was erased stood: a row that is deleted stays in the file of its table until its place is written over. */
const tables = [
  ...dataClasses.map(name => `ledger.payload_${name.replaceAll('-', '_')}`),
  'referrals.draft',
  'referrals.draft_answer',
  'referrals.draft_typed',
  'referrals.draft_file',
  'referrals.draft_finding',
  'referrals.search_key',
  'decisions.draft',
  'organisations.registrant',
  'seal.data_key',
  'files.file',
  'http.kept_form',
  'http.write_key',
];

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
