import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** Wrong tries to sign in, for an hour each: counted here, so that several processes count alike. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE organisations.sign_in_try (
      try_id uuid NOT NULL,
      -- Of whom or where: a keyed digest, of which nobody reads an account or a network.
      bucket bytea NOT NULL CHECK (octet_length(bucket) = 32),
      at timestamptz NOT NULL,
      PRIMARY KEY (try_id, bucket)
    )`.execute(db);
  await sql`CREATE INDEX sign_in_try_by_bucket ON organisations.sign_in_try (bucket, at)`.execute(db);
  await sql`CREATE INDEX sign_in_try_by_time ON organisations.sign_in_try (at)`.execute(db);
  const table = 'organisations.sign_in_try';
  await force(db, table);
  for (const doing of ['select', 'insert', 'delete'] as const)
    await permit(db, table, doing, `access.service() = 'credentials'`);
}
