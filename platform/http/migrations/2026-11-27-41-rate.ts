import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../db/row-security.ts';

/**
 * How much of the API each system, and each person by their tokens, may still ask for: one bucket, whichever process asks.
 * Unlogged: losing it in a crash gives everybody a full one, and a request costs no write to disk.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE UNLOGGED TABLE http.bucket (
      holder uuid PRIMARY KEY,
      -- What was left then; it fills again with time.
      left_then double precision NOT NULL,
      at timestamptz NOT NULL
    )`.execute(db);
  await force(db, 'http.bucket');
  const signingIn = `access.service() = 'sign-in'`;
  for (const doing of ['select', 'insert', 'update'] as const)
    await permit(db, 'http.bucket', doing, signingIn);
  // Takes one where there is one. No row for a token that is not live: it is refused for that, by whoever asks next.
  await sql`
    CREATE FUNCTION http.take(wanted bytea, burst double precision, per_second double precision)
      RETURNS TABLE (is_taken boolean, left_now double precision) LANGUAGE plpgsql VOLATILE AS $$
    DECLARE who uuid;
    DECLARE taken double precision;
    BEGIN
      PERFORM set_config('nrm.service', 'sign-in', true);
      SELECT s.person_id INTO who FROM http.session s
        WHERE s.digest = wanted AND s.kind = 'token' AND s.ended_at IS NULL AND s.ends_at > now();
      IF FOUND THEN
        INSERT INTO http.bucket AS b (holder, left_then, at) VALUES (who, burst - 1, clock_timestamp())
          ON CONFLICT (holder) DO UPDATE
            SET left_then = least(burst, b.left_then + extract(epoch FROM clock_timestamp() - b.at) * per_second) - 1,
              at = clock_timestamp()
            WHERE least(burst, b.left_then + extract(epoch FROM clock_timestamp() - b.at) * per_second) >= 1
          RETURNING left_then INTO taken;
        IF FOUND THEN
          RETURN QUERY SELECT true, taken;
        ELSE
          RETURN QUERY SELECT false, least(burst, b.left_then + extract(epoch FROM clock_timestamp() - b.at) * per_second)
            FROM http.bucket b WHERE b.holder = who;
        END IF;
      END IF;
      PERFORM set_config('nrm.service', '', true);
    END $$`.execute(db);
}
