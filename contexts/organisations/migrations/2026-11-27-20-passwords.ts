import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * A password with a second factor (docs/decisions/0024-passwords.md). It belongs to an account, as a passkey does; nothing
 * but the service `credentials` reads or writes it.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`
    CREATE TABLE organisations.password (
      password_id uuid PRIMARY KEY,
      account text NOT NULL CHECK (account = lower(account)),
      -- Argon2id in PHC's form: with its parameters, so that they can be raised.
      hash text NOT NULL CHECK (hash LIKE '$argon2id$%'),
      -- The secret of the one-time codes: sealed by a data key, which a key outside of the database wraps.
      code_seal bytea NOT NULL,
      key_id text NOT NULL,
      wrapped bytea NOT NULL,
      -- The newest step of time whose code was used (RFC 6238, 5.2): none up to it counts again.
      code_step bigint NOT NULL,
      browser text NOT NULL CHECK (browser ~ '^[a-z][a-z-]{0,29}$'),
      system text NOT NULL CHECK (system ~ '^[a-z][a-z-]{0,29}$'),
      made_at timestamptz NOT NULL,
      used_at timestamptz,
      ended_at timestamptz
    )`)
    .execute(db);
  await sql`CREATE INDEX password_by_account ON organisations.password (account) WHERE ended_at IS NULL`.execute(
    db,
  );
  await sql`
    CREATE TABLE organisations.recovery_code (
      password_id uuid NOT NULL REFERENCES organisations.password,
      -- Of 120 random bits: a plain digest will do (ASVS 5.0 V6.5.2).
      digest bytea NOT NULL CHECK (octet_length(digest) = 32),
      used_at timestamptz,
      PRIMARY KEY (password_id, digest)
    )`.execute(db);
  for (const table of ['organisations.password', 'organisations.recovery_code']) {
    await force(db, table);
    for (const doing of ['select', 'insert', 'update'] as const)
      await permit(db, table, doing, `access.service() = 'credentials'`);
    await sql.raw(`REVOKE UPDATE ON ${table} FROM nrm_app`).execute(db);
  }
  await sql`GRANT UPDATE (hash, code_step, used_at, ended_at) ON organisations.password TO nrm_app`.execute(
    db,
  );
  await sql`GRANT UPDATE (used_at) ON organisations.recovery_code TO nrm_app`.execute(db);
}
