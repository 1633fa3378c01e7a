import { type Kysely, sql } from 'kysely';

/** Whose session at the identity provider it was, and in which roles the provider lets them act, where it says so. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE http.session
    -- As the provider calls them: it may say that somebody signed out without saying of which session.
    ADD COLUMN provider_subject text,
    -- The provider narrows what somebody was let in to, and adds nothing: that is for two people here to say.
    ADD COLUMN provider_roles text[] CHECK ("position" ->> 'role' = ANY (provider_roles))`.execute(db);
  await sql`CREATE INDEX session_by_subject ON http.session (provider_subject)`.execute(db);
}
