import { type Kysely, sql } from 'kysely';

/** Kinds of recipient that an organisation was named as, besides those that follow from its authority or first responder. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE organisations.organisation ADD COLUMN recipients text[] NOT NULL DEFAULT '{}'`.execute(
    db,
  );
}
