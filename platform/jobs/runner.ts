import type pg from 'pg';
import { type JobResult, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { ActionTable } from '../access/actions.ts';
import { attemptJob, expirySeconds } from './attempt.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Job, Lane } from './job.ts';
import type { JobWorld } from './world.ts';

export type Outcome = 'done' | 'failed' | 'dead';

export interface RunnerSettings {
  /** As nrm_app, over connections of its own: in them row-level security shows jobs, in all others it shows none. */
  readonly connection: pg.ClientConfig;
  readonly jobs: readonly Job[];
  readonly actions: ActionTable;
  readonly world: JobWorld;
  /** Told of every attempt, for metrics and logs. */
  readonly onAttempt: (job: string, outcome: Outcome, seconds: number, fault?: Fault) => void;
  readonly onProblem: (fault: Fault) => void;
  /** How often lost workers are looked for. */
  readonly superviseSeconds?: number;
}

export interface JobRunner {
  /** Jobs that wait, and dead ones that a person has to look at, by name. */
  count(): Promise<{ readonly waiting: number; readonly dead: Readonly<Record<string, number>> }>;
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
  boss.on('error', error => settings.onProblem(faultOf(error)));
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

async function settle(
  jobs: ReadonlyMap<string, Job>,
  taken: Taken,
  { world, onAttempt }: RunnerSettings,
): Promise<JobResult> {
  const content = contentSchema.safeParse(taken.data);
  const job = content.success ? jobs.get(content.data.job) : undefined;
  const data = job?.data.safeParse(content.data?.data);
  if (!job || !data?.success) {
    const fault = { kind: job ? 'UnreadableData' : 'UnknownJob' };
    onAttempt(job?.name ?? 'unknown', 'dead', 0, fault);
    return { id: taken.id, status: 'deadletter', output: fault };
  }
  const started = performance.now();
  const fault = await attemptJob(job, world, data.data, {
    token: taken.id,
    attempt: taken.retryCount + 1,
    signal: taken.signal,
  });
  const outcome = !fault ? 'done' : taken.retryCount >= job.retries ? 'dead' : 'failed';
  onAttempt(job.name, outcome, (performance.now() - started) / 1000, fault);
  return fault ? { id: taken.id, status: 'failed', output: fault } : { id: taken.id, status: 'completed' };
}

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

async function countJobs(boss: PgBoss) {
  const { rows } = await boss.getDb().executeSql(`
    SELECT name, data->>'job' AS job, count(*)::int AS jobs FROM pgboss.job_common
    WHERE name IN ('prompt', 'long', 'dead') AND state < 'active' GROUP BY 1, 2`);
  const counted = z
    .array(z.object({ name: z.string(), job: z.string().nullable(), jobs: z.int() }))
    .parse(rows);
  const waiting = counted.filter(row => row.name !== 'dead').reduce((sum, row) => sum + row.jobs, 0);
  const dead = counted
    .filter(row => row.name === 'dead')
    .map(row => [row.job ?? 'unknown', row.jobs] as const);
  return { waiting, dead: Object.fromEntries(dead) };
}
