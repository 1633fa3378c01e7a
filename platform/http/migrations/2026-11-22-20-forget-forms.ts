import { type Kysely, sql } from 'kysely';

/**
 * Takes away, in the caller's own transaction, what forms under a path left behind: forms kept when a session ended, and the
 * outcomes of writes with the digests of what was sent. An outcome with faults names no path: those of the people who wrote
 * there go too; repeating such a write is harmless.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION http.forget_forms(under text, people uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      PERFORM set_config('nrm.service', 'housekeeping', true);
      DELETE FROM http.kept_form WHERE starts_with(path, under);
      DELETE FROM http.write_key WHERE starts_with(outcome->>'location', under)
        OR (status = 422 AND person_id = ANY (people));
      PERFORM set_config('nrm.service', '', true);
    END $$`.execute(db);
}
