import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * Other systems that act for a team (docs/decisions/0026-machines.md). One counts once two administrators of the
 * organisation said yes, until its day, and not after it was ended; without that it gets no session, whoever asks.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE organisations.client (
      client_id uuid PRIMARY KEY,
      team_id uuid NOT NULL REFERENCES organisations.team,
      name text NOT NULL,
      -- A code of the pack: what such a system is for, and with it the role and the most that it may ask for.
      purpose text NOT NULL CHECK (purpose ~ '^[a-z][a-z0-9-]{0,99}$'),
      role text NOT NULL,
      scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
      asked_by uuid NOT NULL REFERENCES organisations.person,
      asked_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL CHECK (ends_at <= asked_at + interval '400 days'),
      ended_at timestamptz
    )`.execute(db);
  await sql`CREATE INDEX client_by_team ON organisations.client (team_id)`.execute(db);
  await sql`
    CREATE TABLE organisations.client_approval (
      client_id uuid NOT NULL REFERENCES organisations.client,
      approver_id uuid NOT NULL REFERENCES organisations.person,
      approver_account text NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (client_id, approver_id)
    )`.execute(db);
  await sql`
    CREATE TABLE organisations.client_secret (
      secret_id uuid PRIMARY KEY,
      client_id uuid NOT NULL REFERENCES organisations.client,
      -- Two at a time, so that one can be put in place while the other still works.
      slot smallint NOT NULL CHECK (slot IN (1, 2)),
      -- SHA-256 of 256 random bits: nobody guesses what it is of, so nothing slower is needed. Nothing after a restore.
      digest bytea CHECK (octet_length(digest) = 32),
      made_by uuid NOT NULL REFERENCES organisations.person,
      made_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL CHECK (ends_at <= made_at + interval '400 days'),
      used_at timestamptz,
      ended_at timestamptz
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX client_secret_slot ON organisations.client_secret (client_id, slot) WHERE ended_at IS NULL`.execute(
    db,
  );
  await policies(db);
  await functions(db);
}

async function policies(db: Kysely<any>): Promise<void> {
  const administers = `access.purpose() = 'administration'`;
  const table = 'organisations.client';
  await force(db, table);
  const ours = `${administers} AND EXISTS (SELECT 1 FROM organisations.team t
    WHERE t.team_id = client.team_id AND t.organisation_id = access.organisation())`;
  await permit(db, table, 'select', `${ours} OR access.service() = 'sign-in'`);
  await permit(db, table, 'insert', `asked_by = access.person() AND ${ours}`);
  // Which ones is said by what an administrator sees of them: their own organisation's.
  await permit(db, table, 'update', administers);
  await sql`REVOKE UPDATE ON organisations.client FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (ended_at) ON organisations.client TO nrm_app`.execute(db);

  const shown = (of: string) =>
    `EXISTS (SELECT 1 FROM organisations.client c WHERE c.client_id = ${of}.client_id)`;
  await force(db, 'organisations.client_approval');
  await permit(db, 'organisations.client_approval', 'select', shown('client_approval'));
  await permit(
    db,
    'organisations.client_approval',
    'insert',
    `approver_id = access.person() AND ${shown('client_approval')} AND EXISTS (SELECT 1 FROM organisations.person p
      WHERE p.person_id = client_approval.approver_id AND lower(p.email) = client_approval.approver_account)`,
  );
  await force(db, 'organisations.client_secret');
  await permit(db, 'organisations.client_secret', 'select', shown('client_secret'));
  await permit(
    db,
    'organisations.client_secret',
    'insert',
    `made_by = access.person() AND ${shown('client_secret')}`,
  );
  await permit(db, 'organisations.client_secret', 'update', shown('client_secret'));
  await sql`REVOKE UPDATE ON organisations.client_secret FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (used_at, ended_at) ON organisations.client_secret TO nrm_app`.execute(db);
}

/** Run with the caller's rights: who may not see an approval finds nothing approved by it. */
async function functions(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.is_client_approved(of_client uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT 2 <= (SELECT count(DISTINCT a.approver_account) FROM organisations.client_approval a
        WHERE a.client_id = of_client) $$`.execute(db);
  await sql`
    CREATE FUNCTION organisations.client_counts(of_client uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT organisations.is_client_approved(of_client) AND EXISTS (SELECT 1 FROM organisations.client c
        WHERE c.client_id = of_client AND c.ended_at IS NULL AND c.ends_at > now()) $$`.execute(db);
  // Whatever opens the session: a system acts as it was agreed to, for no longer, and asks for nothing more.
  await sql`
    CREATE FUNCTION organisations.only_what_was_agreed_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.kind <> 'token' OR NEW.ends_at > NEW.started_at + interval '1 hour' OR NOT EXISTS (
          SELECT 1 FROM organisations.client c WHERE c.client_id = NEW.person_id AND c.team_id = NEW.team_id
            AND c.role = NEW.position ->> 'role' AND NEW.ends_at <= c.ends_at
            AND NEW.position #> '{machine,scopes}' <@ to_jsonb(c.scopes) AND organisations.client_counts(c.client_id)) THEN
        RAISE EXCEPTION 'no system acts beyond what two people agreed to' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE OR REPLACE TRIGGER only_who_was_let_in BEFORE INSERT ON http.session
    FOR EACH ROW WHEN (NOT NEW.position ? 'machine') EXECUTE FUNCTION organisations.only_who_was_let_in()`.execute(
    db,
  );
  await sql`CREATE TRIGGER only_what_was_agreed_to BEFORE INSERT ON http.session
    FOR EACH ROW WHEN (NEW.position ? 'machine') EXECUTE FUNCTION organisations.only_what_was_agreed_to()`.execute(
    db,
  );
  // Sessions are the signing-in service's: whoever ends a system, or one of its secrets, does not see them.
  await sql`
    CREATE FUNCTION organisations.end_client_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text := access.service();
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      UPDATE http.session SET ended_at = now() WHERE person_id = OLD.client_id AND ended_at IS NULL;
      PERFORM set_config('nrm.service', before, true);
      RETURN NULL;
    END $$`.execute(db);
  for (const table of ['client', 'client_secret'])
    await sql
      .raw(`CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at ON organisations.${table}
      FOR EACH ROW EXECUTE FUNCTION organisations.end_client_sessions()`)
      .execute(db);
}
