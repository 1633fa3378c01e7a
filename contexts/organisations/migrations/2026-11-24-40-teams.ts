import { type Kysely, sql } from 'kysely';
import { permit } from '../../../platform/db/row-security.ts';

/** Administrators add teams of what their organisation may act for, and name them. */
export async function up(db: Kysely<any>): Promise<void> {
  // By what the organisation was registered as. Teams of immigration control are made with their organisation alone.
  await sql`
    CREATE FUNCTION organisations.may_act_for(of_organisation uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM organisations.organisation o WHERE o.organisation_id = of_organisation
        AND (wanted IN ('accountability', 'administration')
          OR wanted = 'referral' AND o.first_responder IS NOT NULL
          OR wanted = 'asking' AND o.first_responder IS NULL
          OR wanted = 'identification-decision' AND o.authority IS NOT NULL)) $$`.execute(db);
  const table = 'organisations.team';
  const ours = `access.purpose() = 'administration' AND organisation_id = access.organisation()`;
  await permit(
    db,
    table,
    'insert',
    `${ours} AND organisations.may_act_for(organisation_id, purpose)`,
    'insert by administrators',
  );
  await permit(db, table, 'update', ours, 'update by administrators');
  await sql`REVOKE UPDATE ON organisations.team FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (name, takes_hand_overs) ON organisations.team TO nrm_app`.execute(db);
  // Policies are of rows: who may change a row may not change all of it.
  await sql`
    CREATE FUNCTION organisations.each_its_own() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_user = 'nrm_app' AND (NEW.name <> OLD.name AND access.purpose() <> 'administration'
          OR NEW.takes_hand_overs <> OLD.takes_hand_overs AND OLD.team_id IS DISTINCT FROM access.team()) THEN
        RAISE EXCEPTION 'that is not theirs to say of a team' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER each_its_own BEFORE UPDATE ON organisations.team
    FOR EACH ROW EXECUTE FUNCTION organisations.each_its_own()`.execute(db);
}
