import { type Kysely, sql } from 'kysely';
import { dataClasses } from '../../pure/classes.ts';

/**
 * Writing and reading as functions, run with the caller's own rights: under row-level security the planning of these
 * statements takes ten times as long as running them, and a function plans once a connection (docs/decisions/0005-ledger.md).
 */
export async function up(db: Kysely<any>): Promise<void> {
  await write(db);
  await append(db);
  await read(db);
}

const table = (dataClass: string) => `payload_${dataClass.replaceAll('-', '_')}`;

/** Entries as a JSON array; payloads as arrays side by side. Who acts is what the session says, never an argument. */
async function write(db: Kysely<any>): Promise<void> {
  const payloads = dataClasses.map(
    dataClass => `
      IF '${dataClass}' = ANY (classes) THEN
        INSERT INTO ledger.${table(dataClass)} (entry_id, record_id, salt, body)
        SELECT given.entry, given.record, given.salt, given.body
        FROM unnest(of_entries, of_records, classes, salts, bodies) AS given (entry, record, class, salt, body)
        WHERE given.class = '${dataClass}';
      END IF;`,
  );
  await sql
    .raw(`
    CREATE FUNCTION ledger.write(
      entries jsonb, of_entries uuid[], of_records uuid[], classes text[], salts bytea[], bodies text[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
    BEGIN
      INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
      SELECT (given ->> 'entryId')::uuid, (given ->> 'recordId')::uuid, (given ->> 'version')::integer, given ->> 'kind',
        given ->> 'type', (given ->> 'at')::timestamptz, access.person(), access.organisation(), access.team(),
        access.purpose(), given -> 'digests'
      FROM jsonb_array_elements(entries) WITH ORDINALITY AS list (given, place) ORDER BY place;
      ${payloads.join('')}
    END $$`)
    .execute(db);
  await lend(db, 'ledger.write(jsonb, uuid[], uuid[], text[], bytea[], text[])');
}

/** Bumps the record's version first: a clash writes nothing and says false, and whoever comes second waits for the first. */
async function append(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION ledger.append(
      of_record uuid, expected integer, entries jsonb, of_entries uuid[], of_records uuid[], classes text[], salts bytea[],
      bodies text[]) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
    BEGIN
      UPDATE access.record SET version = expected + jsonb_array_length(entries)
      WHERE record_id = of_record AND version = expected;
      IF NOT FOUND THEN RETURN false; END IF;
      PERFORM ledger.write(entries, of_entries, of_records, classes, salts, bodies);
      RETURN true;
    END $$`.execute(db);
  await lend(db, 'ledger.append(uuid, integer, jsonb, uuid[], uuid[], text[], bytea[], text[])');
}

/** A record's changes in order, each with the payloads that the caller's grants show. */
async function read(db: Kysely<any>): Promise<void> {
  const classes = dataClasses.filter(dataClass => dataClass !== 'trail');
  const columns = classes.map(dataClass => `${table(dataClass)} text`);
  const bodies = classes.map(
    dataClass => `(SELECT body FROM ledger.${table(dataClass)} AS held WHERE held.entry_id = entry.entry_id)`,
  );
  await sql
    .raw(`
    CREATE FUNCTION ledger.changes(of_record uuid, as_of timestamptz, through integer) RETURNS TABLE (
      entry_id uuid, version integer, type text, at text, actor_id uuid, organisation_id uuid, team_id uuid, purpose text,
      ${columns.join(', ')})
    LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
    #variable_conflict use_column
    BEGIN
      RETURN QUERY SELECT entry.entry_id, entry.version, entry.type,
        to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.actor_id, entry.organisation_id, entry.team_id, entry.purpose,
        ${bodies.join(', ')}
      FROM ledger.entry
      WHERE entry.record_id = of_record AND entry.kind = 'change'
        AND (as_of IS NULL OR entry.at <= as_of) AND (through IS NULL OR entry.version <= through)
      ORDER BY entry.version;
    END $$`)
    .execute(db);
  await lend(db, 'ledger.changes(uuid, timestamptz, integer)');
}

async function lend(db: Kysely<any>, signature: string): Promise<void> {
  await sql.raw(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`).execute(db);
  await sql.raw(`GRANT EXECUTE ON FUNCTION ${signature} TO nrm_app, nrm_migrator`).execute(db);
}
