import type pg from 'pg';
import { type JobResult, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { ActionTable } from '../access/actions.ts';
import { faultOf } from '../log/fault.ts';
import { attemptJob, expirySeconds } from './attempt.ts';
import type { Job, Lane } from './job.ts';
import type { JobWorld } from './world.ts';

/** What became of one attempt. `failed` is tried again; `dead` waits for a person. */
type Outcome = 'done' | 'failed' | 'dead';

export interface Attempted {
  /** The job's name, or `unknown`. */
  readonly job: string;
  readonly id: string;
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly seconds: number;
  /** As it was thrown: it may hold anything, so only the log may have it. */
  readonly error?: unknown;
}

export interface RunnerSettings {
  /** As nrm_app, over connections of its own: in them row-level security shows jobs, in all others it shows none. */
  readonly connection: pg.ClientConfig;
  readonly jobs: readonly Job[];
  readonly actions: ActionTable;
  readonly world: JobWorld;
  readonly onAttempt: (attempted: Attempted) => void;
  /** The queue itself could not be asked. */
  readonly onProblem: (error: unknown) => void;
  /** How often lost workers are looked for. */
  readonly superviseSeconds?: number;
}

/** By the jobs' names. */
export interface JobCounts {
  readonly waiting: Readonly<Record<string, number>>;
  /** Laid aside after the last attempt. */
  readonly dead: Readonly<Record<string, number>>;
  /** For how long the first of those that could run waits; 0 where none does. */
  readonly oldestSeconds: number;
}

export interface JobRunner {
  count(): Promise<JobCounts>;
  /** Takes no new jobs and lets those that run finish, for at most so long; then they are tried again elsewhere. */
  stop(drainSeconds?: number): Promise<void>;
}

/**
 * Workers of each lane. They look twice a second and without a pause while batches are full. They are not woken by
 * NOTIFY: it holds a lock over the whole database while each change commits, which cost a third of the commits
 * (2,700 to 1,700 a second over 16 connections, measured on 2 cores).
 */
const workersOf = {
  prompt: { pollingIntervalSeconds: 0.5, batchSize: 5, localConcurrency: 2 },
  long: { pollingIntervalSeconds: 2, batchSize: 2, localConcurrency: 1 },
} as const satisfies Record<Lane, object>;

/** @throws where two jobs share a name, or a job's action is not one that needs nobody signed in */
export async function startRunner(settings: RunnerSettings): Promise<JobRunner> {
  const jobs = byName(settings);
  const boss = new PgBoss({
    ...(settings.connection as object),
    options: '-c nrm.service=jobs',
    application_name: 'opennrm-jobs',
    max: 4,
    schema: 'pgboss',
    // Tables are made by migrations alone, and what pg-boss would keep about itself may name a host.
    migrate: false,
    createSchema: false,
    registerInstance: false,
    persistWarnings: false,
    persistQueueStats: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: settings.superviseSeconds ?? 15,
    monitorIntervalSeconds: settings.superviseSeconds ?? 15,
  });
  boss.on('error', settings.onProblem);
  await boss.start();
  await keepSchedules(boss, settings);
  for (const [lane, workers] of Object.entries(workersOf)) {
    const options = { ...workers, burstWhenBatchFull: true, perJobResults: true } as const;
    await boss.work(lane, options, taken => Promise.all(taken.map(each => settle(jobs, each, settings))));
  }
  return {
    count: () => countJobs(boss),
    stop: (drainSeconds = 20) => boss.stop({ graceful: true, timeout: drainSeconds * 1000 }),
  };
}

function byName({ jobs, actions }: RunnerSettings): ReadonlyMap<string, Job> {
  const named = new Map(jobs.map(job => [job.name, job]));
  if (named.size !== jobs.length) throw new Error('Two jobs share a name');
  for (const job of jobs)
    if (actions[job.access] !== 'public')
      throw new Error(`The job ${job.name} is the action ${job.access}, which needs somebody signed in`);
  return named;
}

const contentSchema = z.strictObject({ job: z.string(), data: z.unknown() });
type Taken = {
  readonly id: string;
  readonly data: unknown;
  readonly retryCount: number;
  readonly signal: AbortSignal;
};

class UnknownJob extends Error {}
class UnreadableData extends Error {}

async function settle(
  jobs: ReadonlyMap<string, Job>,
  taken: Taken,
  { world, onAttempt }: RunnerSettings,
): Promise<JobResult> {
  const { id, signal } = taken;
  const attempt = taken.retryCount + 1;
  const started = performance.now();
  const tell = (job: string, outcome: Outcome, error?: unknown) =>
    onAttempt({
      job,
      id,
      attempt,
      outcome,
      seconds: (performance.now() - started) / 1000,
      ...(error !== undefined && { error }),
    });
  const content = contentSchema.safeParse(taken.data);
  const job = content.success ? jobs.get(content.data.job) : undefined;
  const data = job?.data.safeParse(content.data?.data);
  if (!job || !data?.success) {
    const error = job ? new UnreadableData() : new UnknownJob();
    tell(job?.name ?? 'unknown', 'dead', error);
    return { id, status: 'deadletter', output: kept(error) };
  }
  try {
    await attemptJob(job, world, data.data, { token: id, attempt, signal });
  } catch (error) {
    tell(job.name, taken.retryCount >= job.retries ? 'dead' : 'failed', error);
    return { id, status: 'failed', output: kept(error) };
  }
  tell(job.name, 'done');
  return { id, status: 'completed' };
}

/** What the queue keeps of an error: an error's words could be a record's. */
const kept = (error: unknown) => faultOf(error, new Set());

/** Schedules are those of this version: one that was taken out ends. */
async function keepSchedules(boss: PgBoss, { jobs, world }: RunnerSettings): Promise<void> {
  const scheduled = jobs.filter(job => job.schedule !== undefined);
  for (const kept of await boss.getSchedules())
    if (!scheduled.some(job => job.name === kept.key && job.lane === kept.name))
      await boss.unschedule(kept.name, kept.key);
  for (const job of scheduled)
    await boss.schedule(
      job.lane,
      job.schedule ?? '',
      { job: job.name, data: {} },
      {
        key: job.name,
        tz: world.pack.timeZone,
        retryLimit: job.retries,
        expireInSeconds: expirySeconds(job),
      },
    );
}

async function countJobs(boss: PgBoss): Promise<JobCounts> {
  const { rows } = await boss.getDb().executeSql(`
    SELECT name = 'dead' AS dead, coalesce(data->>'job', 'unknown') AS job, count(*)::int AS jobs FROM pgboss.job_common
    WHERE name IN ('prompt', 'long', 'dead') AND state < 'active' GROUP BY 1, 2`);
  const counted = z.array(z.object({ dead: z.boolean(), job: z.string(), jobs: z.int() })).parse(rows);
  const those = (dead: boolean) =>
    Object.fromEntries(counted.filter(row => row.dead === dead).map(row => [row.job, row.jobs]));
  const aged = await boss.getDb().executeSql(`
    SELECT coalesce(extract(epoch FROM now() - min(start_after)), 0)::float AS seconds FROM pgboss.job_common
    WHERE name IN ('prompt', 'long') AND state < 'active' AND start_after <= now()`);
  const [oldest] = z.array(z.object({ seconds: z.number() })).parse(aged.rows);
  return { waiting: those(false), dead: those(true), oldestSeconds: oldest?.seconds ?? 0 };
}
