import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * Ways of signing in for those without an identity provider (docs/decisions/0020-credentials.md). They belong to an account:
 * one address, whoever it is of. Nothing but the service `credentials` reads or writes them, and it sees nothing else.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const account = `account text NOT NULL CHECK (account = lower(account))`;
  await sql
    .raw(`
    CREATE TABLE organisations.passkey (
      passkey_id uuid PRIMARY KEY,
      ${account},
      -- Not unique: a key over what a device chooses would tell that another account has it.
      credential_id bytea NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      -- Of the browser in which it was made: codes, as with sessions.
      browser text NOT NULL CHECK (browser ~ '^[a-z][a-z-]{0,29}$'),
      system text NOT NULL CHECK (system ~ '^[a-z][a-z-]{0,29}$'),
      made_at timestamptz NOT NULL,
      used_at timestamptz,
      -- When we asked what it answered last: nothing that we asked before is answered afterwards, nor the same one twice.
      answered_at timestamptz NOT NULL,
      ended_at timestamptz
    )`)
    .execute(db);
  await sql`CREATE INDEX passkey_by_credential ON organisations.passkey (credential_id)`.execute(db);
  await sql`CREATE INDEX passkey_by_account ON organisations.passkey (account)`.execute(db);
  await sql
    .raw(`
    -- A stretch of time in which one browser may make an account one way of signing in.
    CREATE TABLE organisations.set_up (
      set_up_id uuid PRIMARY KEY,
      ${account},
      -- Of what that browser keeps.
      link_digest bytea CHECK (octet_length(link_digest) = 32),
      link_ends_at timestamptz,
      used_at timestamptz
    )`)
    .execute(db);
  await sql`CREATE INDEX set_up_by_digest ON organisations.set_up (link_digest)`.execute(db);
  const isOurs = `access.service() = 'credentials'`;
  for (const table of ['organisations.passkey', 'organisations.set_up']) {
    await force(db, table);
    for (const doing of ['select', 'insert', 'update'] as const) await permit(db, table, doing, isOurs);
    await sql.raw(`REVOKE UPDATE ON ${table} FROM nrm_app`).execute(db);
  }
  await sql`GRANT UPDATE (counter, used_at, answered_at, ended_at) ON organisations.passkey TO nrm_app`.execute(
    db,
  );
  await sql`GRANT UPDATE (used_at) ON organisations.set_up TO nrm_app`.execute(db);
}
