import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * How an organisation comes in later: it asks, the two who are to look after its accounts show that the addresses are
 * theirs, and administrators of two other organisations say yes (docs/decisions/0021-registration.md).
 */
export async function up(db: Kysely<any>): Promise<void> {
  await tables(db);
  await asking(db);
  await saying(db);
  await opening(db);
}

async function tables(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE organisations.registration (
      registration_id uuid PRIMARY KEY,
      name text NOT NULL,
      -- The pack's code of the first responder that it says it is.
      first_responder text,
      domain text NOT NULL CHECK (domain ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$'),
      about text NOT NULL,
      -- What its first team is to be called: in the language in which it was asked.
      team_name text NOT NULL,
      asked_at timestamptz NOT NULL,
      until_at timestamptz NOT NULL,
      -- Since both of its people said that they are asked for; before, nobody else is shown it.
      verified_at timestamptz,
      -- Organisations that have this domain, or one under it or over it, already.
      known_as text[] NOT NULL DEFAULT '{}',
      organisation_id uuid UNIQUE REFERENCES organisations.organisation DEFERRABLE INITIALLY DEFERRED,
      ended_at timestamptz,
      outcome text CHECK (outcome IN ('opened', 'refused', 'disowned')),
      CHECK ((ended_at IS NULL) = (outcome IS NULL)),
      CHECK (outcome IS DISTINCT FROM 'opened' OR organisation_id IS NOT NULL)
    )`.execute(db);
  await sql`
    CREATE TABLE organisations.registrant (
      registrant_id uuid PRIMARY KEY,
      registration_id uuid NOT NULL REFERENCES organisations.registration ON DELETE CASCADE,
      name text NOT NULL,
      email text NOT NULL CHECK (email = lower(email)),
      link_digest bytea CHECK (octet_length(link_digest) = 32),
      link_ends_at timestamptz,
      opened_at timestamptz,
      confirmed_at timestamptz,
      UNIQUE (registration_id, email)
    )`.execute(db);
  await sql`CREATE INDEX registrant_by_link ON organisations.registrant (link_digest)`.execute(db);
  await sql`CREATE INDEX registrant_by_email ON organisations.registrant (email)`.execute(db);
  await sql`
    CREATE TABLE organisations.registration_vote (
      registration_id uuid NOT NULL REFERENCES organisations.registration ON DELETE CASCADE,
      voter_id uuid NOT NULL REFERENCES organisations.person,
      voter_account text NOT NULL CHECK (voter_account = lower(voter_account)),
      voter_organisation_id uuid NOT NULL REFERENCES organisations.organisation,
      is_yes boolean NOT NULL,
      reasons text NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (registration_id, voter_id)
    )`.execute(db);
  for (const table of ['registration', 'registrant', 'registration_vote'])
    await force(db, `organisations.${table}`);
}

const machine = `access.service() = 'registration'`;
const administers = `access.purpose() = 'administration'`;

async function asking(db: Kysely<any>): Promise<void> {
  const [registration, registrant] = ['organisations.registration', 'organisations.registrant'];
  await permit(db, registration, 'select', `${machine} OR ${administers} AND verified_at IS NOT NULL`);
  await permit(db, registration, 'insert', machine);
  await permit(db, registration, 'update', machine);
  await sql`REVOKE UPDATE ON organisations.registration FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (verified_at, known_as, until_at, organisation_id, ended_at, outcome)
    ON organisations.registration TO nrm_app`.execute(db);
  // What nobody stood for is not kept. The machine alone sees such.
  await permit(db, registration, 'delete', 'verified_at IS NULL');
  // As far as one sees the registration itself.
  const ofOne = `EXISTS (SELECT 1 FROM organisations.registration r WHERE r.registration_id = registrant.registration_id)`;
  await permit(db, registrant, 'select', ofOne);
  await permit(db, registrant, 'insert', machine);
  await permit(db, registrant, 'update', machine);
  await sql`REVOKE UPDATE ON organisations.registrant FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (link_digest, link_ends_at, opened_at, confirmed_at) ON organisations.registrant TO nrm_app`.execute(
    db,
  );
}

async function saying(db: Kysely<any>): Promise<void> {
  const table = 'organisations.registration_vote';
  await permit(
    db,
    table,
    'select',
    `EXISTS (SELECT 1 FROM organisations.registration r WHERE r.registration_id = registration_vote.registration_id)`,
  );
  // For oneself, of one that administrators are shown and that stands open, and never by an account that it would let in.
  await permit(
    db,
    table,
    'insert',
    `voter_id = access.person()
      AND EXISTS (SELECT 1 FROM organisations.person p WHERE p.person_id = registration_vote.voter_id
        AND lower(p.email) = registration_vote.voter_account AND p.organisation_id = registration_vote.voter_organisation_id)
      AND EXISTS (SELECT 1 FROM organisations.registration r WHERE r.registration_id = registration_vote.registration_id
        AND r.ended_at IS NULL AND r.until_at > now())
      AND NOT EXISTS (SELECT 1 FROM organisations.registrant g WHERE g.registration_id = registration_vote.registration_id
        AND g.email = registration_vote.voter_account)`,
  );
}

/** The organisation, its first team and its people: by the service alone, once two of two organisations said yes. */
async function opening(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.registers(of_organisation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT access.service() = 'registration' AND EXISTS (
        SELECT 1 FROM organisations.registration r WHERE r.organisation_id = of_organisation AND r.ended_at IS NULL
          AND (SELECT count(DISTINCT v.voter_organisation_id) >= 2 AND count(DISTINCT v.voter_account) >= 2
            FROM organisations.registration_vote v WHERE v.registration_id = r.registration_id AND v.is_yes)) $$`.execute(
    db,
  );
  const ofTheirs = `EXISTS (SELECT 1 FROM organisations.registration r WHERE r.organisation_id = person.organisation_id)`;
  const seen = {
    organisation: machine,
    mail_domain: machine,
    team: 'organisations.registers(organisation_id)',
    person: `${machine} AND ${ofTheirs}`,
    position: `${machine} AND let_in_by = 'registration'`,
  } as const;
  for (const [table, using] of Object.entries(seen))
    await permit(db, `organisations.${table}`, 'select', using, 'select by registration');
  const registers = 'organisations.registers(organisation_id)';
  const made = {
    organisation: `${registers} AND NOT demonstration AND authority IS NULL`,
    mail_domain: registers,
    team: `${registers} AND purpose = 'administration'`,
    person: `${registers} AND NOT demonstration AND EXISTS (SELECT 1 FROM organisations.registrant g
      JOIN organisations.registration r USING (registration_id)
      WHERE r.organisation_id = person.organisation_id AND g.email = person.email AND g.confirmed_at IS NOT NULL)`,
    position: `let_in_by = 'registration' AND EXISTS (SELECT 1 FROM organisations.person p JOIN organisations.team t USING (organisation_id)
      WHERE p.person_id = position.person_id AND t.team_id = position.team_id AND organisations.registers(p.organisation_id))`,
    approval: `${machine} AND EXISTS (SELECT 1 FROM organisations.registration_vote v JOIN organisations.registration r USING (registration_id)
        WHERE r.organisation_id = approval.organisation_id AND v.is_yes AND v.voter_id = approval.approver_id
          AND v.voter_account = approval.approver_account AND v.voter_organisation_id = approval.approver_organisation_id)
      AND EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.person p USING (person_id)
        WHERE held.position_id = approval.position_id AND held.person_id = approval.person_id
          AND p.organisation_id = approval.organisation_id)`,
  } as const;
  for (const [table, check] of Object.entries(made))
    await permit(db, `organisations.${table}`, 'insert', check, 'insert by registration');
}
