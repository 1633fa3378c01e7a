import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * Nobody comes in whom fewer than two people let in: a position counts from its second approval on, by administrators whose
 * accounts are neither each other's nor the person's own. Who has several accounts of one address is one approver.
 */
export async function up(db: Kysely<any>): Promise<void> {
  // Where what happens to the organisation's people is written down: opened with the first of it.
  await sql`ALTER TABLE organisations.organisation ADD COLUMN record_id uuid`.execute(db);
  await sql`ALTER TABLE organisations.position
    -- Whoever comes back to a team gets a new position, and is let in anew.
    DROP CONSTRAINT position_pkey,
    ADD COLUMN position_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Nobody where a country's fictional people were set up.
    ADD COLUMN asked_by uuid REFERENCES organisations.person`.execute(db);
  await sql`CREATE UNIQUE INDEX position_once ON organisations.position (person_id, team_id, role) WHERE until_at IS NULL`.execute(
    db,
  );
  await sql`
    CREATE TABLE organisations.mail_domain (
      organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      domain text NOT NULL CHECK (domain ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$'),
      PRIMARY KEY (organisation_id, domain)
    )`.execute(db);
  await force(db, 'organisations.mail_domain');
  await permit(
    db,
    'organisations.mail_domain',
    'select',
    `organisation_id = access.organisation() OR access.service() = 'directory'`,
  );
  await permit(db, 'organisations.mail_domain', 'insert', `access.service() = 'directory'`);
  await sql`
    CREATE TABLE organisations.approval (
      position_id uuid NOT NULL REFERENCES organisations.position,
      -- Of whoever is let in.
      person_id uuid NOT NULL REFERENCES organisations.person,
      organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      approver_id uuid NOT NULL REFERENCES organisations.person,
      approver_account text NOT NULL CHECK (approver_account = lower(approver_account)),
      approver_organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      at timestamptz NOT NULL,
      PRIMARY KEY (position_id, approver_id),
      CHECK (approver_id <> person_id)
    )`.execute(db);
  await sql`CREATE INDEX approval_by_approver ON organisations.approval (approver_id)`.execute(db);
  const table = 'organisations.approval';
  await force(db, table);
  const ours = 'access.organisation() IN (organisation_id, approver_organisation_id)';
  await permit(db, table, 'select', `${ours} OR access.service() IN ('sign-in', 'directory')`);
  await permit(
    db,
    table,
    'insert',
    `organisation_id = access.organisation() AND approver_organisation_id = access.organisation()
      AND approver_id = access.person() AND access.purpose() = 'administration'
      AND EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.team t USING (team_id)
        WHERE held.position_id = approval.position_id AND held.person_id = approval.person_id
          AND t.organisation_id = approval.organisation_id)
      AND approver_account = (SELECT lower(p.email) FROM organisations.person p WHERE p.person_id = access.person())
      AND approver_account <> (SELECT lower(p.email) FROM organisations.person p WHERE p.person_id = approval.person_id)`,
  );
  await functions(db);
  await administrators(db);
}

/** Those who act under administration keep the people of their own organisation. */
async function administrators(db: Kysely<any>): Promise<void> {
  // Label by label, from the right: fakepolice.example is not police.example, and mail.police.example is.
  await sql`
    CREATE FUNCTION organisations.has_domain(of_organisation uuid, address text) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM organisations.mail_domain d WHERE d.organisation_id = of_organisation
        AND array_length(string_to_array(address, '@'), 1) = 2
        AND right('.' || split_part(lower(address), '@', 2), length(d.domain) + 1) = '.' || d.domain) $$`.execute(
    db,
  );
  const administers = `access.purpose() = 'administration'`;
  await permit(
    db,
    'organisations.person',
    'insert',
    `${administers} AND organisation_id = access.organisation() AND organisations.has_domain(organisation_id, email)`,
    'insert by administrators',
  );
  const ours = `EXISTS (SELECT 1 FROM organisations.team t WHERE t.team_id = position.team_id AND t.organisation_id = access.organisation())
    AND EXISTS (SELECT 1 FROM organisations.person p WHERE p.person_id = position.person_id)`;
  await permit(
    db,
    'organisations.position',
    'insert',
    `${administers} AND asked_by = access.person() AND ${ours}`,
    'insert by administrators',
  );
  await permit(db, 'organisations.position', 'update', `${administers} AND ${ours}`);
  await sql`REVOKE UPDATE ON organisations.position FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (until_at) ON organisations.position TO nrm_app`.execute(db);
  await permit(
    db,
    'organisations.organisation',
    'update',
    `${administers} AND organisation_id = access.organisation()`,
  );
  await sql`REVOKE UPDATE ON organisations.organisation FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (record_id) ON organisations.organisation TO nrm_app`.execute(db);
}

/** Run with the caller's rights: who may not see an approval finds nobody approved by it. */
async function functions(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.is_approved(of_position uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.person p USING (person_id)
        WHERE held.position_id = of_position AND (p.demonstration AND held.asked_by IS NULL OR 2 <= (
          SELECT count(DISTINCT a.approver_account) FROM organisations.approval a
          WHERE a.position_id = of_position AND a.approver_account <> lower(p.email)))) $$`.execute(db);
  // Whatever opens a session, and whichever way somebody came in: nobody acts in a position that is not theirs now.
  await sql`
    CREATE FUNCTION organisations.only_who_was_let_in() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM organisations.position p WHERE p.person_id = NEW.person_id AND p.team_id = NEW.team_id
          AND p.role = NEW.position ->> 'role' AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
          AND organisations.is_approved(p.position_id)) THEN
        RAISE EXCEPTION 'nobody signs in whom two people did not let in' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  // Sessions are the signing-in service's: whoever ends a position does not see them.
  await sql`
    CREATE OR REPLACE FUNCTION organisations.end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text := access.service();
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      UPDATE http.session SET ended_at = now()
        WHERE person_id = OLD.person_id AND team_id = OLD.team_id AND ended_at IS NULL;
      PERFORM set_config('nrm.service', before, true);
      RETURN NULL;
    END $$`.execute(db);
  await sql`CREATE TRIGGER only_who_was_let_in BEFORE INSERT ON http.session
    FOR EACH ROW EXECUTE FUNCTION organisations.only_who_was_let_in()`.execute(db);
}
