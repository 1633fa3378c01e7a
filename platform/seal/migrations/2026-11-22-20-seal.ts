import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../db/row-security.ts';

/**
 * The wrapped data key of each sealed value. What it seals lies elsewhere (a draft, a payload of the ledger, a file), and is
 * never written again when keys are rotated: only these rows are.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA seal`.execute(db);
  await sql`GRANT USAGE ON SCHEMA seal TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE seal.data_key (
      seal_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      field text NOT NULL,
      data_class text NOT NULL,
      -- Of the key that wrapped it, which is in no database.
      key_id text NOT NULL,
      wrapped bytea NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX data_key_by_record ON seal.data_key (record_id)`.execute(db);
  // Who is on duty is kept in a roster (contexts/organisations), which replaces this; without one nobody is.
  await sql`CREATE FUNCTION access.on_duty() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT false $$`.execute(
    db,
  );
  const holds = holdsGrant('data_key', { column: 'data_class' });
  const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
  const record = (holding: string) =>
    `EXISTS (SELECT 1 FROM access.record WHERE record.record_id = data_key.record_id AND ${holding} ${rowByRow})`;
  const openedNow = record(
    'record.opened_by = access.person() AND record.opened_xid = pg_current_xact_id_if_assigned()',
  );
  const inDraft = record(`record.stage = 'draft'`);
  const table = 'seal.data_key';
  await force(db, table);
  await permit(db, table, 'insert', `(${holds} OR ${openedNow}) AND ${writes}`);
  // What is replaced in a draft, or never sent, is forgotten. What was sent is destroyed by an erasure alone.
  await permit(db, table, 'delete', `${holds} AND ${inDraft} AND ${writes}`);
  await permit(db, table, 'select', `${holds} AND ${inDraft}`);
  await permit(db, table, 'select', `${holds} AND access.on_duty()`, 'open');
}
