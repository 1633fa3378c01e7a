import { type Kysely, sql } from 'kysely';
import { permit } from '../../../platform/db/row-security.ts';

/** The same rules of who may say yes and who keeps people, in words of which each can be taken away and missed. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`DROP POLICY "insert" ON organisations.approval`.execute(db);
  await permit(
    db,
    'organisations.approval',
    'insert',
    `access.purpose() = 'administration' AND approver_id = access.person()
      AND EXISTS (SELECT 1 FROM organisations.person p WHERE p.person_id = approval.approver_id
        AND lower(p.email) = approval.approver_account AND p.organisation_id = approval.approver_organisation_id)
      AND EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.team t USING (team_id)
        JOIN organisations.person p ON p.person_id = held.person_id
        WHERE held.position_id = approval.position_id AND held.person_id = approval.person_id
          AND t.organisation_id = approval.organisation_id
          AND lower(p.email) <> approval.approver_account)`,
  );
  // Whose domains, positions and people these are is said by what an administrator sees of them: their own organisation's.
  const administers = `access.purpose() = 'administration'`;
  await sql`DROP POLICY "insert by administrators" ON organisations.person`.execute(db);
  await permit(
    db,
    'organisations.person',
    'insert',
    `${administers} AND organisations.has_domain(organisation_id, email)`,
    'insert by administrators',
  );
  await sql`DROP POLICY "update" ON organisations.position`.execute(db);
  await permit(db, 'organisations.position', 'update', administers);
  await sql`REVOKE UPDATE ON organisations.position FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (until_at) ON organisations.position TO nrm_app`.execute(db);
}
