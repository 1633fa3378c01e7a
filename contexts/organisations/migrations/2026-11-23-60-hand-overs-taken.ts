import { type Kysely, sql } from 'kysely';
import { permit } from '../../../platform/db/row-security.ts';

/** Which first responder an organisation is, and whether a team of it takes what others hand over or ask it to refer. */
export async function up(db: Kysely<any>): Promise<void> {
  // The pack's code of one of those who may refer, for example 'police'; nothing for everybody else.
  await sql`ALTER TABLE organisations.organisation ADD COLUMN first_responder text`.execute(db);
  // Nobody is asked who did not say that they may be.
  await sql`ALTER TABLE organisations.team ADD COLUMN takes_hand_overs boolean NOT NULL DEFAULT false`.execute(
    db,
  );
  const table = 'organisations.team';
  await permit(db, table, 'update', `team_id = access.team() AND purpose = 'referral'`);
  await sql`REVOKE UPDATE ON organisations.team FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (takes_hand_overs) ON organisations.team TO nrm_app`.execute(db);
}
