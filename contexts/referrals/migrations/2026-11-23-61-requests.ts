import { type Kysely, sql } from 'kysely';

/** A request is a draft of another form that is handed over; and whoever asked learns that a referral came of it. */
export async function up(db: Kysely<any>): Promise<void> {
  // By which form of the pack the draft was written that is handed over.
  await sql`ALTER TABLE referrals.hand_over ADD COLUMN form text NOT NULL DEFAULT 'referral'`.execute(db);
  // The hand-over out of which a draft began.
  await sql`ALTER TABLE referrals.draft ADD COLUMN from_hand_over uuid`.execute(db);
}
