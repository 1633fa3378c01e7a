import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../../platform/db/row-security.ts';

const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
const reminds = `access.service() = 'reminders'`;

/** What waits for a team, whom it was reminded of what, and what recipients are told when something ends by itself. */
export async function up(db: Kysely<any>): Promise<void> {
  await waiting(db);
  await holds(db);
  await lapses(db);
  await reminders(db);
}

/** Of a team, of one kind, in order of when it is due: a page of it costs the same however many records there are. */
async function waiting(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.waiting (
      -- The permission; of a safe contact the record.
      waiting_id uuid NOT NULL,
      record_id uuid NOT NULL,
      team_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('decide', 'review', 'sharing-ends', 'contact-ends')),
      due_at timestamptz NOT NULL,
      -- Who had a part in it, and so cannot be who decides or looks again.
      parted uuid[] NOT NULL,
      PRIMARY KEY (waiting_id, kind)
    )`.execute(db);
  await sql`CREATE INDEX waiting_by_team ON consent.waiting (team_id, kind, due_at, waiting_id)`.execute(db);
  await sql`CREATE INDEX waiting_by_day ON consent.waiting (kind, due_at)`.execute(db);
  await sql`CREATE INDEX waiting_by_record ON consent.waiting (record_id)`.execute(db);
  await force(db, 'consent.waiting');
  const held = holdsGrant('waiting', 'process');
  await permit(db, 'consent.waiting', 'select', `${held} OR ${reminds}`);
  await permit(db, 'consent.waiting', 'insert', `team_id = access.team() AND ${held} AND ${writes}`);
  await permit(db, 'consent.waiting', 'delete', `${held} AND ${writes}`);
}

/** Who must keep by law what it got, known when something is shared with it again. */
async function holds(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.hold (
      record_id uuid NOT NULL,
      party_id uuid NOT NULL,
      PRIMARY KEY (record_id, party_id)
    )`.execute(db);
  await force(db, 'consent.hold');
  const held = holdsGrant('hold', 'process');
  await permit(db, 'consent.hold', 'select', held);
  await permit(db, 'consent.hold', 'insert', `${held} AND ${writes}`);
}

/**
 * When a permission ends by itself nobody acts, so no entry is written then: its end was agreed to when it was given, and
 * what its recipient is told on that day is written down with it. It goes where the permission ends before.
 */
async function lapses(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE consent.task ADD COLUMN lapses uuid`.execute(db);
  await sql`CREATE INDEX task_by_lapse ON consent.task (made_at) WHERE lapses IS NOT NULL`.execute(db);
  await sql`CREATE INDEX task_of_lapse ON consent.task (lapses) WHERE lapses IS NOT NULL`.execute(db);
  await sql`GRANT UPDATE (kind) ON consent.task TO nrm_app`.execute(db);
  const held = holdsGrant('task', 'process');
  await permit(
    db,
    'consent.task',
    'delete',
    `lapses IS NOT NULL AND made_at > now() AND ${held} AND ${writes}`,
  );
  await permit(db, 'consent.task', 'select', `lapses IS NOT NULL AND ${reminds}`, 'select to remind');
}

/** That a team was reminded, so that it is once. */
async function reminders(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.reminder (
      subject_id uuid NOT NULL,
      team_id uuid NOT NULL,
      step text NOT NULL CHECK (step IN ('due', 'overdue', 'ends', 'lapsed')),
      -- When it was due: a contact that is recorded anew ends on another day.
      due_at timestamptz NOT NULL,
      PRIMARY KEY (subject_id, team_id, step, due_at)
    )`.execute(db);
  await force(db, 'consent.reminder');
  for (const doing of ['select', 'insert'] as const) await permit(db, 'consent.reminder', doing, reminds);
}
