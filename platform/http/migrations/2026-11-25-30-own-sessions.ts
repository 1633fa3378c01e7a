import { type Kysely, sql } from 'kysely';

/**
 * A session knows from what kind of device it was opened, and when and by what its holder last proved who they are. Its
 * holder sees their sessions and ends them. What somebody acts as is never written over: a session in another position is
 * another session, and opens as each does.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const kind = (column: string) =>
    sql.raw(`ADD COLUMN ${column} text CHECK (${column} ~ '^[a-z][a-z-]{0,29}$')`);
  await sql`ALTER TABLE http.session
    ADD COLUMN session_id uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Codes, of what the browser said it is: never the whole of it, by which a device would be known again.
    ${kind('browser')}, ${kind('system')},
    -- Of a session that was there before nobody knows: it proves nothing.
    ADD COLUMN proved_at timestamptz NOT NULL DEFAULT '-infinity',
    ${kind('proved_by')}`.execute(db);
  await sql`ALTER TABLE http.session ALTER COLUMN proved_at SET DEFAULT now()`.execute(db);
  await sql`CREATE INDEX session_by_account ON http.session (account)`.execute(db);
  await sql`REVOKE UPDATE ON http.session FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (last_seen_at, ended_at, said) ON http.session TO nrm_app`.execute(db);
  await enter(db);
  await own(db);
}

async function enter(db: Kysely<any>): Promise<void> {
  await sql`DROP FUNCTION http.enter`.execute(db);
  await sql`
    CREATE FUNCTION http.enter(wanted bytea, idle interval, asked_key text) RETURNS TABLE (
      kind text, "position" jsonb, ends_at timestamptz, said text, proved_ago double precision,
      request_digest bytea, status integer, outcome jsonb)
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
          set_config('nrm.organisation', live.organisation_id::text, true), set_config('nrm.purpose', live.purpose, true),
          set_config('nrm.session', live.session_id::text, true), set_config('nrm.idle', idle::text, true);
        IF asked_key IS NOT NULL THEN
          SELECT * INTO earlier FROM http.write_key k WHERE k.person_id = live.person_id AND k.key = asked_key;
        END IF;
        RETURN QUERY SELECT live.kind, live."position", live.ends_at, live.said,
          extract(epoch FROM now() - live.proved_at)::double precision,
          earlier.request_digest, earlier.status, earlier.outcome;
      END IF;
      PERFORM set_config('nrm.service', '', true);
    END $$`.execute(db);
}

/** Of the same person, and of whoever else the same address was vouched for: who lost a laptop ends all that it holds. */
async function own(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION http.own_sessions() RETURNS SETOF http.session LANGUAGE plpgsql VOLATILE AS $$
    DECLARE mine http.session;
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      SELECT * INTO mine FROM http.session s
        WHERE s.person_id = access.person() AND s.session_id::text = current_setting('nrm.session', true);
      RETURN QUERY SELECT * FROM http.session s
        WHERE (s.person_id = mine.person_id OR s.account = mine.account) AND s.ended_at IS NULL AND s.ends_at > now()
          AND (s.kind = 'token' OR s.last_seen_at > now() - current_setting('nrm.idle')::interval)
        ORDER BY s.last_seen_at DESC, s.session_id;
      PERFORM set_config('nrm.service', '', true);
    END $$`.execute(db);
  // Without a name: all but this one. One's own session ends by signing out, which ends it at the provider too.
  await sql`
    CREATE FUNCTION http.end_own(wanted uuid) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
    DECLARE mine http.session;
    DECLARE done integer;
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      SELECT * INTO mine FROM http.session s
        WHERE s.person_id = access.person() AND s.session_id::text = current_setting('nrm.session', true);
      UPDATE http.session s SET ended_at = now()
        WHERE (s.person_id = mine.person_id OR s.account = mine.account) AND s.ended_at IS NULL AND s.ends_at > now()
          AND s.digest <> mine.digest AND (wanted IS NULL OR s.session_id = wanted);
      GET DIAGNOSTICS done = ROW_COUNT;
      PERFORM set_config('nrm.service', '', true);
      RETURN done;
    END $$`.execute(db);
}
