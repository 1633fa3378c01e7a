import { type Kysely, sql } from 'kysely';
import { getConstructionPlans } from 'pg-boss';
import { type Doing, force, permit } from '../../db/row-security.ts';

/** The queues of pg-boss, made as nrm_owner: at run time nothing makes or changes a table. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA pgboss`.execute(db);
  await sql`GRANT USAGE ON SCHEMA pgboss TO nrm_app, nrm_migrator`.execute(db);
  await sql.raw(withoutTransaction(getConstructionPlans('pgboss', { createSchema: false }))).execute(db);
  await lanes(db);
  await protect(db);
  await addFunction(db);
}

/** The plan brings a transaction and time-outs of its own; the migration has them already. */
function withoutTransaction(plan: string): string {
  return plan.replace(/^\s*(BEGIN|COMMIT|SET LOCAL [^;]*);\s*$/gm, '');
}

/** What the worker may do. Everybody else may add a job and read the list of queues, and sees no job. */
const ofWorker: Readonly<Record<string, readonly Doing[]>> = {
  version: ['select', 'update'],
  queue: ['insert', 'update'],
  schedule: ['select', 'insert', 'update', 'delete'],
  job: ['select', 'insert', 'update', 'delete'],
  job_common: ['select', 'update', 'delete'],
  job_dependency: ['select', 'delete'],
  instance: ['select', 'update', 'delete'],
};

async function protect(db: Kysely<any>): Promise<void> {
  const tables = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace AND relkind IN ('r', 'p')`.execute(
    db,
  );
  for (const { name } of tables.rows) {
    await force(db, `pgboss.${name}`);
    for (const doing of ofWorker[name] ?? [])
      await permit(db, `pgboss.${name}`, doing, `access.service() = 'jobs'`);
  }
  await permit(db, 'pgboss.queue', 'select', 'true');
  await permit(db, 'pgboss.job_common', 'insert', `access.service() = 'jobs' OR state = 'created'`);
}

async function lanes(db: Kysely<any>): Promise<void> {
  const dead = { policy: 'standard', retentionSeconds: 90 * 86_400 };
  const lane = {
    policy: 'standard',
    deadLetter: 'dead',
    retryBackoff: true,
    retryDelay: 5,
    retryDelayMax: 3_600,
    deleteAfterSeconds: 86_400,
  };
  const queues = {
    dead,
    prompt: lane,
    long: { ...lane, heartbeatSeconds: 30 },
    '__pgboss__send-it': { policy: 'standard' },
  };
  for (const [name, options] of Object.entries(queues))
    await sql`SELECT pgboss.create_queue(${name}, ${JSON.stringify(options)}::jsonb)`.execute(db);
}

/**
 * Adds a job in one round trip, inside whatever transaction the caller is in. pg-boss's own `send` answers with the new
 * row, so its caller would have to be allowed to read jobs. A test holds the two to the same row.
 */
async function addFunction(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION pgboss.add_job(lane text, content jsonb, retries integer, timeout_seconds integer) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO pgboss.job_common (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
          expire_seconds, deletion_seconds, keep_until, dead_letter, heartbeat_seconds)
        SELECT q.name, content, q.policy, retries, q.retry_delay, q.retry_backoff, q.retry_delay_max,
          timeout_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second', q.dead_letter, q.heartbeat_seconds
        FROM pgboss.queue q WHERE q.name = lane;
      IF NOT FOUND THEN RAISE EXCEPTION 'There is no queue %', lane; END IF;
    END $$`.execute(db);
}
