import { type Kysely, sql } from 'kysely';

/** The keys of contents are wrapped by the key service, as all data keys are: each row says by which of its keys. */
export async function up(db: Kysely<any>): Promise<void> {
  // Contents from before it were of a machine where OpenNRM was tried: no key of the service opens them.
  await sql`ALTER TABLE files.file ADD COLUMN key_id text NOT NULL DEFAULT ''`.execute(db);
  await sql`ALTER TABLE files.file ALTER COLUMN key_id DROP DEFAULT`.execute(db);
  await sql`ALTER TABLE files.file ADD COLUMN copy_key_id text`.execute(db);
  await sql`UPDATE files.file SET copy_key_id = '' WHERE copy_wrapped IS NOT NULL`.execute(db);
  await sql`ALTER TABLE files.file ADD CHECK ((copy_key_id IS NULL) = (copy_wrapped IS NULL))`.execute(db);
  await sql`GRANT UPDATE (copy_key_id) ON files.file TO nrm_app`.execute(db);
}
