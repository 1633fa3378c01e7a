import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, protectByClass, rowByRow } from '../../db/row-security.ts';
import { dataClasses, purposes } from '../../pure/classes.ts';

const quoted = (words: readonly string[]) => words.map(word => `'${word}'`).join(', ');

/** Records, the grants that show them, and what people are to them. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA access`.execute(db);
  await sql`GRANT USAGE ON SCHEMA access TO nrm_app, nrm_migrator`.execute(db);
  await settingFunctions(db);
  await sql`
    CREATE TABLE access.record (
      record_id uuid PRIMARY KEY,
      -- Made by the server at random, so that its uniqueness tells nobody of another organisation's row.
      reference text NOT NULL UNIQUE,
      stage text NOT NULL,
      nation text,
      version integer NOT NULL,
      opened_by uuid NOT NULL,
      opened_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      opened_at timestamptz NOT NULL,
      pack_version text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE access.relation (
      record_id uuid NOT NULL,
      party_id uuid NOT NULL,
      relation text NOT NULL,
      PRIMARY KEY (record_id, party_id, relation)
    )`.execute(db);
  await sql
    .raw(`
    CREATE TABLE access."grant" (
      record_id uuid NOT NULL,
      party_id uuid NOT NULL,
      data_class text NOT NULL CHECK (data_class IN (${quoted(dataClasses)})),
      purpose text NOT NULL CHECK (purpose IN (${quoted(purposes)})),
      basis text NOT NULL,
      given_by uuid NOT NULL,
      given_at timestamptz NOT NULL,
      until_at timestamptz,
      closed_at timestamptz,
      PRIMARY KEY (record_id, party_id, data_class, purpose),
      -- The wall: border teams never hold these, whatever anybody configures (design.md, Seeing and doing).
      CONSTRAINT immigration_control_wall CHECK (
        purpose <> 'immigration-control' OR data_class NOT IN ('support', 'health', 'contact', 'location', 'account', 'reasoning'))
    )`)
    .execute(db);
  await sql`
    CREATE INDEX grant_by_party ON access."grant" (party_id, purpose, data_class, record_id DESC) WHERE closed_at IS NULL
  `.execute(db);
  await policies(db);
}

async function settingFunctions(db: Kysely<any>): Promise<void> {
  for (const name of ['person', 'team', 'organisation'])
    await sql
      .raw(`CREATE FUNCTION access.${name}() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT nullif(current_setting('nrm.${name}', true), '')::uuid $$`)
      .execute(db);
  for (const name of ['purpose', 'service'])
    await sql
      .raw(`CREATE FUNCTION access.${name}() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT coalesce(current_setting('nrm.${name}', true), '') $$`)
      .execute(db);
}

async function policies(db: Kysely<any>): Promise<void> {
  const openedNow = (table: string) =>
    `(${table}.opened_by = access.person() AND ${table}.opened_xid = pg_current_xact_id_if_assigned())`;
  const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
  const holdsProcess = holdsGrant('record', 'process');

  await force(db, 'access.record');
  await permit(db, 'access.record', 'select', `${holdsProcess} OR ${openedNow('record')}`);
  await permit(
    db,
    'access.record',
    'insert',
    `opened_by = access.person() AND opened_xid = pg_current_xact_id() AND ${writes}`,
  );
  await permit(db, 'access.record', 'update', `(${holdsProcess} OR ${openedNow('record')}) AND ${writes}`);
  // Whose record it is, and in which transaction it was opened, is said once: those who opened it may give themselves grants.
  await sql`REVOKE UPDATE ON access.record FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (stage, nation, version) ON access.record TO nrm_app`.execute(db);

  await protectByClass(db, 'access.relation', 'process', ['select', 'insert', 'delete']);

  // A grant can be given only by someone who holds the record, or who opens it in this very transaction.
  const mine = `party_id = ANY (ARRAY[access.person(), access.team()])`;
  const opensIt = `EXISTS (SELECT 1 FROM access.record WHERE record.record_id = "grant".record_id AND ${openedNow('record')} ${rowByRow})`;
  // … and who merely holds it gives to others only: nobody widens what they hold themselves.
  const holdsIt = `(EXISTS (SELECT 1 FROM access.record WHERE record.record_id = "grant".record_id ${rowByRow})
    AND party_id <> ALL (ARRAY[access.person(), access.team()]))`;
  await force(db, 'access."grant"');
  await permit(db, 'access."grant"', 'select', mine);
  await permit(
    db,
    'access."grant"',
    'insert',
    `given_by = access.person() AND ${writes} AND (${opensIt} OR ${holdsIt})`,
  );
}
