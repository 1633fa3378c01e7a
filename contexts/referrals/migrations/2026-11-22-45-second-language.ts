import { type Kysely, sql } from 'kysely';

/** Which language stands beside the responder's own while they ask; it goes with the draft, and with a refusal before that. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE referrals.draft ADD COLUMN second_language text`.execute(db);
}
