import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../../platform/db/row-security.ts';

/**
 * Which rows of files were imported, so that a file that is read again, whole or from where it was interrupted, makes nothing
 * twice. Written in the transaction of what it stands for, and kept for as long as that: a file may be read again next year.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE referrals.imported (
      team_id uuid NOT NULL,
      -- Keyed digest of the row's own id, or of all that it says: nothing of a row can be guessed from it.
      key bytea NOT NULL CHECK (octet_length(key) = 32),
      record_id uuid NOT NULL,
      -- Keyed digest of the file, and which row of it: tells a row that stands in a file twice from one that was read before.
      file bytea NOT NULL CHECK (octet_length(file) = 32),
      row integer NOT NULL,
      PRIMARY KEY (team_id, key)
    )`.execute(db);
  await force(db, 'referrals.imported');
  // Also where the record is not to be seen any more: what was made once is not made again.
  await permit(db, 'referrals.imported', 'select', 'team_id = access.team()');
  await permit(
    db,
    'referrals.imported',
    'insert',
    `team_id = access.team() AND ${holdsGrant('imported', 'process')} AND access.purpose() NOT IN ('accountability', 'immigration-control')`,
  );
}
