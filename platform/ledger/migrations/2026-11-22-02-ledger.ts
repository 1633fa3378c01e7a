import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../db/row-security.ts';
import { dataClasses } from '../../pure/classes.ts';

/** Entries, their payloads by data class, the tree over them and its signed heads. The application may only add rows. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA ledger`.execute(db);
  await sql`GRANT USAGE ON SCHEMA ledger TO nrm_app, nrm_migrator`.execute(db);
  await entries(db);
  for (const dataClass of dataClasses) await payloads(db, dataClass);
  await tree(db);
}

const isSequencer = `access.service() = 'sequencer'`;
const mayWrite = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
/** The first entries of a record come before its grants, which are projected from them. */
const opensItNow = (table: string) =>
  `EXISTS (SELECT 1 FROM access.record AS opened WHERE opened.record_id = ${table}.record_id
    AND opened.opened_by = access.person() AND opened.opened_xid = pg_current_xact_id_if_assigned() ${rowByRow})`;

async function entries(db: Kysely<any>): Promise<void> {
  // A cluster numbers its transactions from the start: one that was restored from a dump goes on in the next epoch (epoch.ts).
  await sql`CREATE FUNCTION ledger.epoch() RETURNS smallint LANGUAGE sql STABLE AS $$ SELECT 1::smallint $$`.execute(
    db,
  );
  await sql`
    CREATE TABLE ledger.entry (
      entry_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      version integer,
      kind text NOT NULL CHECK (kind IN ('change', 'sight')),
      type text NOT NULL,
      at timestamptz NOT NULL,
      actor_id uuid NOT NULL,
      organisation_id uuid NOT NULL,
      team_id uuid NOT NULL,
      purpose text NOT NULL,
      -- {class: hex of the salted digest}; stays when the payload is erased.
      digests jsonb NOT NULL CHECK (jsonb_typeof(digests) = 'object'),
      -- Whose grant shows the entry: what is not said in the class process is internal to those who reason.
      seen_with text NOT NULL GENERATED ALWAYS AS (CASE WHEN digests ? 'process' OR kind = 'sight' THEN 'process' ELSE 'reasoning' END) STORED,
      epoch smallint NOT NULL DEFAULT ledger.epoch(),
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      CHECK ((kind = 'change') = (version IS NOT NULL))
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX entry_by_version ON ledger.entry (record_id, version) WHERE kind = 'change'`.execute(
    db,
  );
  await sql`CREATE INDEX entry_by_record ON ledger.entry (record_id, position)`.execute(db);
  await sql`CREATE INDEX entry_by_commit ON ledger.entry (epoch, xid, position)`.execute(db);
  await force(db, 'ledger.entry');
  const [process, trail] = [holdsGrant('entry', 'process'), holdsGrant('entry', 'trail')];
  await permit(
    db,
    'ledger.entry',
    'select',
    `${isSequencer} OR (kind = 'change' AND ${holdsGrant('entry', { column: 'seen_with' })}) OR ${trail}`,
  );
  const isMine = `actor_id = access.person() AND team_id = access.team()
    AND organisation_id = access.organisation() AND purpose = access.purpose()`;
  const isHeld = `(${process} OR ${trail} OR ${opensItNow('entry')})`;
  await permit(db, 'ledger.entry', 'insert', `${isMine} AND (kind = 'sight' OR ${mayWrite}) AND ${isHeld}`);
  // Where an entry stands is the database's to say: a forged number would hide it from the sequencer.
  await sql`REVOKE INSERT ON ledger.entry FROM nrm_app`.execute(db);
  await sql`GRANT INSERT (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
    ON ledger.entry TO nrm_app`.execute(db);
}

/** `payload_trail` holds what sights say of themselves: holders of `process` alone must not read who looked. */
async function payloads(db: Kysely<any>, dataClass: (typeof dataClasses)[number]): Promise<void> {
  const name = `payload_${dataClass.replaceAll('-', '_')}`;
  await sql
    .raw(`
    CREATE TABLE ledger.${name} (
      entry_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      salt bytea NOT NULL CHECK (octet_length(salt) = 32),
      -- Text, not jsonb: the very bytes that were digested.
      body text NOT NULL
    )`)
    .execute(db);
  await force(db, `ledger.${name}`);
  const held = holdsGrant(name, dataClass);
  await permit(db, `ledger.${name}`, 'select', held);
  const writes =
    dataClass === 'trail'
      ? `(${held} OR ${holdsGrant(name, 'process')} OR ${opensItNow(name)})`
      : `(${held} OR ${opensItNow(name)}) AND ${mayWrite}`;
  await permit(db, `ledger.${name}`, 'insert', writes);
}

async function tree(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE ledger.leaf (
      leaf_index bigint PRIMARY KEY,
      entry_id uuid NOT NULL UNIQUE,
      leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
      -- Roots of the subtrees that this leaf completes above itself, lowest first, 32 bytes each: proofs need no second pass.
      completes bytea NOT NULL CHECK (octet_length(completes) % 32 = 0)
    )`.execute(db);
  await sql`
    CREATE TABLE ledger.checkpoint (
      size bigint PRIMARY KEY,
      note text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    )`.execute(db);
  for (const table of ['ledger.leaf', 'ledger.checkpoint']) {
    await force(db, table);
    for (const doing of ['select', 'insert'] as const) await permit(db, table, doing, isSequencer);
  }
}
