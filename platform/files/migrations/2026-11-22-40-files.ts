import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../db/row-security.ts';
import { dataClasses } from '../../pure/classes.ts';

const quoted = (words: readonly string[]) => words.map(word => `'${word}'`).join(', ');

/** Files of records: what is known of their contents, which lie sealed in a store; and contents that nothing owns. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA files`.execute(db);
  await sql`GRANT USAGE ON SCHEMA files TO nrm_app, nrm_migrator`.execute(db);
  await sql
    .raw(`
    CREATE TABLE files.file (
      file_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      data_class text NOT NULL CHECK (data_class IN (${quoted(dataClasses)})),
      kind text NOT NULL,
      size bigint NOT NULL,
      -- Of the plain content, as it came.
      sha256 bytea NOT NULL,
      place uuid NOT NULL UNIQUE,
      -- The content's key, sealed with one that is outside the database. Without this row nothing opens the content.
      wrapped bytea NOT NULL,
      added_at timestamptz NOT NULL,
      scan text NOT NULL CHECK (scan IN ('waiting', 'not-scanned', 'clean', 'infected')),
      -- The copy for showing: without what a camera or a program wrote into the picture.
      copy text NOT NULL CHECK (copy IN ('none', 'waiting', 'made', 'too-large', 'damaged', 'too-costly')),
      copy_kind text,
      copy_size bigint,
      copy_place uuid UNIQUE,
      copy_wrapped bytea,
      CHECK ((copy = 'made') = (copy_place IS NOT NULL)),
      CHECK (copy <> 'made' OR (copy_kind IS NOT NULL AND copy_size IS NOT NULL AND copy_wrapped IS NOT NULL)),
      -- Of an infected file nothing is made.
      CHECK (scan <> 'infected' OR copy <> 'made')
    )`)
    .execute(db);
  await sql`CREATE INDEX file_by_record ON files.file (record_id)`.execute(db);
  await sql`
    CREATE TABLE files.unowned (
      -- Of a content that is being written, or that has lost its owner.
      place uuid PRIMARY KEY,
      remove_at timestamptz NOT NULL
    )`.execute(db);
  await policies(db);
}

async function policies(db: Kysely<any>): Promise<void> {
  const isService = `access.service() = 'files'`;
  const holds = holdsGrant('file', { column: 'data_class' });
  const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
  await force(db, 'files.file');
  await permit(db, 'files.file', 'select', `${isService} OR ${holds}`);
  await permit(db, 'files.file', 'insert', `${holds} AND ${writes}`);
  // What was sent stays, as the ledger's entries do; erasing it by law is nrm_migrator's.
  const ofDraft = `EXISTS (SELECT 1 FROM access.record AS open
    WHERE open.record_id = file.record_id AND open.stage = 'draft' ${rowByRow})`;
  await permit(db, 'files.file', 'delete', `${holds} AND ${ofDraft} AND ${writes}`);
  await permit(db, 'files.file', 'update', isService);
  // What came in is what came in: only what was found out about it is written later.
  await sql`REVOKE UPDATE ON files.file FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (scan, copy, copy_kind, copy_size, copy_place, copy_wrapped) ON files.file TO nrm_app`.execute(
    db,
  );
  // Random keys of sealed contents: they tell nothing, and whoever takes a file in or takes it back moves them.
  const signedIn = `access.person() IS NOT NULL AND ${writes}`;
  await force(db, 'files.unowned');
  await permit(db, 'files.unowned', 'select', `${isService} OR (${signedIn})`);
  await permit(db, 'files.unowned', 'insert', `${isService} OR (${signedIn})`);
  await permit(db, 'files.unowned', 'delete', `${isService} OR (${signedIn})`);
}
