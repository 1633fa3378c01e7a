import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../db/row-security.ts';

/** Sessions and bearer tokens, keys of writes, and forms kept when a session ended. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA http`.execute(db);
  await sql`GRANT USAGE ON SCHEMA http TO nrm_app, nrm_migrator`.execute(db);
  await keys(db);
  await sessions(db);
  await keptForms(db);
}

async function sessions(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE http.session (
      -- SHA-256 of the opaque id; the id itself is only in the browser or with the client.
      digest bytea PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('browser', 'token')),
      person_id uuid NOT NULL,
      -- The one position in which the person acts, as it was at sign-in. A change of position ends the session.
      position jsonb NOT NULL,
      organisation_id uuid NOT NULL,
      team_id uuid NOT NULL,
      purpose text NOT NULL,
      started_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL CHECK (ends_at <= started_at + interval '12 hours'),
      ended_at timestamptz,
      -- The identity provider's session, for single sign-out.
      provider_session text,
      -- The address that the provider vouched for: one may change to another position of it without signing in again.
      account text,
      -- The id of a message that the next page says once: that something was done, nothing of a record.
      said text CHECK (said ~ '^[a-z][a-z0-9.-]{0,99}$')
    )`.execute(db);
  await sql`CREATE INDEX session_by_person ON http.session (person_id)`.execute(db);
  await force(db, 'http.session');
  const signingIn = `access.service() = 'sign-in'`;
  for (const doing of ['select', 'insert', 'update'] as const)
    await permit(db, 'http.session', doing, signingIn);
  // One round trip a request: finds the live session, tells row-level security who asks until the transaction ends, and
  // finds what became of an earlier write with the same key.
  await sql`
    CREATE FUNCTION http.enter(wanted bytea, idle interval, asked_key text) RETURNS TABLE (
      kind text, "position" jsonb, ends_at timestamptz, said text, request_digest bytea, status integer, outcome jsonb)
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE live http.session;
    DECLARE earlier http.write_key;
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      SELECT * INTO live FROM http.session s
        WHERE s.digest = wanted AND s.ended_at IS NULL AND s.ends_at > now()
          AND (s.kind = 'token' OR s.last_seen_at > now() - idle);
      IF FOUND THEN
        IF live.last_seen_at < now() - interval '20 seconds' THEN
          -- Requests of one session come side by side: none of them waits until another's transaction has noted this.
          UPDATE http.session s SET last_seen_at = now() WHERE s.digest = (
            SELECT free.digest FROM http.session free WHERE free.digest = wanted FOR UPDATE SKIP LOCKED);
        END IF;
        PERFORM set_config('nrm.person', live.person_id::text, true), set_config('nrm.team', live.team_id::text, true),
          set_config('nrm.organisation', live.organisation_id::text, true), set_config('nrm.purpose', live.purpose, true);
        IF asked_key IS NOT NULL THEN
          SELECT * INTO earlier FROM http.write_key k WHERE k.person_id = live.person_id AND k.key = asked_key;
        END IF;
        RETURN QUERY SELECT live.kind, live."position", live.ends_at, live.said,
          earlier.request_digest, earlier.status, earlier.outcome;
      END IF;
      PERFORM set_config('nrm.service', '', true);
    END $$`.execute(db);
  // Leaves a message to be said once, or takes it out, and answers the one that was there. It waits for nobody: two
  // requests of one session that wait for each other, one here and one for a record, would both fail.
  await sql`
    CREATE FUNCTION http.say(wanted bytea, message text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
    DECLARE before text;
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      SELECT s.said INTO before FROM http.session s WHERE s.digest = wanted FOR UPDATE SKIP LOCKED;
      IF FOUND THEN
        UPDATE http.session s SET said = message WHERE s.digest = wanted;
      END IF;
      PERFORM set_config('nrm.service', '', true);
      RETURN before;
    END $$`.execute(db);
}

async function keys(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE http.write_key (
      person_id uuid NOT NULL,
      key text NOT NULL,
      -- Of method, path and body: the same key with another request is refused.
      request_digest bytea NOT NULL,
      status integer NOT NULL,
      -- Codes, references and ids only; never what was sent.
      outcome jsonb NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (person_id, key)
    )`.execute(db);
  await sql`CREATE INDEX write_key_by_age ON http.write_key USING brin (at)`.execute(db);
  await force(db, 'http.write_key');
  await permit(db, 'http.write_key', 'select', 'person_id = access.person()');
  await permit(db, 'http.write_key', 'insert', 'person_id = access.person()');
  await permit(db, 'http.write_key', 'delete', `access.service() = 'housekeeping'`);
}

async function keptForms(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE http.kept_form (
      -- Of the ended session; the body is sealed with a key made from the id that only that browser holds.
      session_digest bytea PRIMARY KEY,
      person_id uuid NOT NULL,
      path text NOT NULL,
      sealed bytea NOT NULL,
      at timestamptz NOT NULL
    )`.execute(db);
  await force(db, 'http.kept_form');
  for (const doing of ['select', 'insert', 'update', 'delete'] as const)
    await permit(db, 'http.kept_form', doing, `access.service() = 'sign-in'`);
  await permit(db, 'http.kept_form', 'delete', `access.service() = 'housekeeping'`, 'housekeeping');
}
