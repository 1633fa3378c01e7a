import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../../platform/db/row-security.ts';

/** The authority's queue: one row a case, found from the team that decides it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA decisions`.execute(db);
  await sql`GRANT USAGE ON SCHEMA decisions TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE decisions.queue_item (
      record_id uuid PRIMARY KEY,
      team_id uuid NOT NULL,
      reference text NOT NULL,
      state text NOT NULL CHECK (state IN ('unallocated', 'allocated', 'second-reading', 'decided')),
      received_at timestamptz NOT NULL,
      -- The aim; a date far off where the pack cannot say, so that the queue keeps one order.
      due_on date NOT NULL,
      due_known boolean NOT NULL,
      nation text,
      treated_as text NOT NULL,
      allocated_to uuid,
      allocated_name text
    )`.execute(db);
  await sql`CREATE INDEX queue_item_by_state ON decisions.queue_item (team_id, state, due_on, record_id)`.execute(
    db,
  );
  await sql`CREATE INDEX queue_item_by_person ON decisions.queue_item (team_id, allocated_to, state, due_on, record_id)`.execute(
    db,
  );
  await force(db, 'decisions.queue_item');
  const held = holdsGrant('queue_item', 'process');
  const ours = `team_id = access.team() AND ${held}`;
  await permit(db, 'decisions.queue_item', 'select', ours);
  await permit(
    db,
    'decisions.queue_item',
    'update',
    `${ours} AND access.purpose() = 'identification-decision'`,
  );
  // A case moves along its queue, and never into another.
  await sql`REVOKE UPDATE ON decisions.queue_item FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (state, allocated_to, allocated_name) ON decisions.queue_item TO nrm_app`.execute(
    db,
  );
  // Whoever sends a referral puts it into the queue of the team that is to decide it, and does not see it there.
  await permit(
    db,
    'decisions.queue_item',
    'insert',
    `${held} AND access.purpose() NOT IN ('accountability', 'immigration-control')`,
  );
  await drafts(db);
}

/** A decision that its author has not sent yet: seen by nobody else, and by the author only while the case is held. */
async function drafts(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE decisions.draft (
      record_id uuid NOT NULL,
      person_id uuid NOT NULL,
      -- What the inputs of the form held, as JSON.
      body text NOT NULL,
      saved_at timestamptz NOT NULL,
      PRIMARY KEY (record_id, person_id)
    )`.execute(db);
  await force(db, 'decisions.draft');
  const mine = `person_id = access.person() AND ${holdsGrant('draft', 'reasoning')}`;
  for (const doing of ['select', 'insert', 'update', 'delete'] as const)
    await permit(db, 'decisions.draft', doing, `${mine} AND access.purpose() = 'identification-decision'`);
}
