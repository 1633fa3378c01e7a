import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { platformActions } from '../access/actions.ts';
import { testDatabase } from '../testing/database.ts';
import { heldJob } from '../testing/held-worker.ts';
import { jobsIn } from './enqueue.ts';
import { defineJob, type Job, type JobData, type JobFields } from './job.ts';
import { type Attempted, type JobRunner, type RunnerSettings, startRunner } from './runner.ts';
import type { JobWorld } from './world.ts';

const database = await testDatabase();
// The jobs of these tests use nothing of the world but the pack's time zone.
const world = { database: database.app, pack: { timeZone: 'Europe/London' } } as unknown as JobWorld;
const attempts: Attempted[] = [];
const problems: unknown[] = [];
let runner: JobRunner | undefined;

const start = async (jobs: readonly Job[], more: Partial<RunnerSettings> = {}) => {
  runner = await startRunner({
    connection: database.config.app,
    jobs,
    actions: platformActions,
    world,
    onAttempt: attempted => attempts.push(attempted),
    onProblem: error => problems.push(error),
    ...more,
  });
  return runner;
};
const add = <F extends JobFields>(job: Job<F>, data: JobData<F>) =>
  database.app.transaction().execute(db => jobsIn(db).add(job, data));

async function until(what: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await what())) {
    assert.ok(Date.now() < deadline, `waited ${seconds} seconds for: ${what}`);
    await pause(25);
  }
}

const kindOf = ({ error }: Attempted) => (error instanceof Error ? error.constructor.name : undefined);

beforeEach(async () => {
  attempts.length = 0;
  problems.length = 0;
  await sql`TRUNCATE pgboss.job_common`.execute(database.superuser);
});
afterEach(async () => {
  await runner?.stop(1);
  runner = undefined;
  assert.deepEqual(problems, []);
});

const operate = { access: 'service:operate' } as const;

test('a job whose worker is killed runs again, with the same token', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  const file = join(folder, 'attempts');
  t.after(() => rmSync(folder, { recursive: true }));
  await add(heldJob, { recordId: randomUUID() });
  const worker: ChildProcess = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '..', 'testing', 'held-worker.ts'),
      JSON.stringify({ connection: database.config.app, file }),
    ],
    { stdio: 'inherit' },
  );
  await until(() => existsSync(file));
  worker.kill('SIGKILL');
  const first = JSON.parse(readFileSync(file, 'utf8'));
  const second: { token: string; attempt: number }[] = [];
  await start([{ ...heldJob, run: async (_world, _data, attempt) => void second.push(attempt) }], {
    superviseSeconds: 1,
  });
  await until(() => attempts.length > 0);
  assert.deepEqual(first, { token: second[0]?.token, attempt: 1 });
  assert.equal(second[0]?.attempt, 2);
  assert.deepEqual(
    attempts.map(each => each.outcome),
    ['done'],
  );
});

test('a job that fails is tried again and then laid aside as dead, and what was thrown is not kept', async () => {
  const fail = defineJob({
    ...operate,
    name: 'test.fail',
    data: { recordId: 'id' },
    retries: 1,
    async run() {
      throw Object.assign(new RangeError('MARKER Aurelia Vex'), {
        code: 'ECONNREFUSED',
        detail: 'MARKER',
        cause: new Error('MARKER'),
      });
    },
  });
  await start([fail]);
  await add(fail, { recordId: randomUUID() });
  await until(() => attempts.length === 1);
  // The pause before the second attempt need not be waited for.
  await until(async () => {
    const due = await sql`UPDATE pgboss.job_common SET start_after = now() WHERE state = 'retry'`.execute(
      database.superuser,
    );
    return due.numAffectedRows === 1n || attempts.length > 1;
  });
  await until(() => attempts.length === 2);
  assert.deepEqual(
    attempts.map(each => each.outcome),
    ['failed', 'dead'],
  );
  assert.ok(attempts[0]?.error instanceof RangeError);
  await until(async () => (await runner?.count())?.dead['test.fail'] === 1);
  const { rows } = await sql<{
    everything: string;
  }>`SELECT string_agg(job::text, '') AS everything FROM pgboss.job_common job`.execute(database.superuser);
  assert.match(rows[0]?.everything ?? '', /RangeError/);
  assert.doesNotMatch(rows[0]?.everything ?? '', /MARKER/);
});

test('the pause between attempts grows', async () => {
  const fail = defineJob({
    ...operate,
    name: 'test.fail',
    data: {},
    run: async () => Promise.reject(new Error()),
  });
  await start([fail]);
  await add(fail, {});
  const waits: number[] = [];
  for (const nth of [1, 2, 3]) {
    await until(() => attempts.length === nth);
    const retry = sql<{
      seconds: number;
    }>`UPDATE pgboss.job_common SET start_after = now() WHERE state = 'retry'
      RETURNING extract(epoch FROM old.start_after - now())::float8 AS seconds`;
    await until(async () => {
      const { rows } = await retry.execute(database.superuser);
      if (rows[0]) waits.push(rows[0].seconds);
      return rows.length === 1;
    });
  }
  const [first = 0, second = 0, third = 0] = waits;
  assert.ok(first >= 2 && first < second && second < third, `${waits}`);
});

test('a job that hangs ends at its time-out and does not hold back the others of its batch', async () => {
  let aborted = false;
  const hang = defineJob({
    ...operate,
    name: 'test.hang',
    data: {},
    timeoutSeconds: 1,
    async run(_world, _data, { signal }) {
      signal.addEventListener('abort', () => (aborted = true));
      await new Promise(() => undefined);
    },
  });
  const quick = defineJob({ ...operate, name: 'test.quick', data: {}, run: async () => undefined });
  await add(hang, {});
  await add(quick, {});
  await start([hang, quick]);
  await until(() => attempts.length === 2);
  const outcomes = attempts.map(each => [each.job, each.outcome, kindOf(each)]);
  assert.deepEqual(outcomes, [
    ['test.quick', 'done', undefined],
    ['test.hang', 'failed', 'OutOfTime'],
  ]);
  assert.ok(aborted);
});

test('a job that this version does not know, or whose data it cannot read, is laid aside at once', async () => {
  const known = defineJob({
    ...operate,
    name: 'test.known',
    data: { recordId: 'id' },
    run: async () => undefined,
  });
  const unknown = defineJob({ ...operate, name: 'test.unknown', data: {}, run: async () => undefined });
  const older = defineJob({
    ...operate,
    name: 'test.known',
    data: { count: 'count' },
    run: async () => undefined,
  });
  await start([known]);
  await add(unknown, {});
  await add(older, { count: 1 });
  await until(async () => Object.keys((await runner?.count())?.dead ?? {}).length === 2);
  assert.deepEqual(attempts.map(each => `${each.outcome} ${kindOf(each)}`).toSorted(), [
    'dead UnknownJob',
    'dead UnreadableData',
  ]);
});

test('two hundred jobs that wait are done within seconds', async () => {
  const quick = defineJob({
    ...operate,
    name: 'test.quick',
    data: { recordId: 'id' },
    run: async () => undefined,
  });
  await database.app.transaction().execute(async db => {
    for (let n = 0; n < 200; n++) await jobsIn(db).add(quick, { recordId: randomUUID() });
  });
  const began = Date.now();
  await start([quick]);
  await until(() => attempts.length >= 200, 10);
  console.log(`200 jobs in ${Date.now() - began} ms`);
  assert.equal(attempts.length, 200);
});

test('stopping lets a running job finish and takes no new one', async () => {
  const done: string[] = [];
  let began = false;
  const slow = defineJob({
    ...operate,
    name: 'test.slow',
    data: { recordId: 'id' },
    async run(_world, { recordId }) {
      began = true;
      await pause(700);
      done.push(recordId);
    },
  });
  const running = await start([slow]);
  const first = randomUUID();
  await add(slow, { recordId: first });
  await until(() => began);
  const stopped = running.stop(10);
  await add(slow, { recordId: randomUUID() });
  await stopped;
  runner = undefined;
  assert.deepEqual(done, [first]);
  const { rows } = await sql<{
    state: string;
  }>`SELECT state::text FROM pgboss.job_common ORDER BY created_on`.execute(database.superuser);
  assert.deepEqual(
    rows.map(row => row.state),
    ['completed', 'created'],
  );
});

test("a job runs by itself at the hour of the pack's time zone, until a version comes that does not have it", async () => {
  const nightly = defineJob({
    ...operate,
    name: 'test.nightly',
    data: {},
    schedule: '15 3 * * *',
    run: async () => undefined,
  });
  const kept = async () =>
    (
      await sql<{
        key: string;
        cron: string;
        timezone: string;
      }>`SELECT key, cron, timezone FROM pgboss.schedule`.execute(database.superuser)
    ).rows;
  await (await start([nightly])).stop();
  assert.deepEqual(await kept(), [{ key: 'test.nightly', cron: '15 3 * * *', timezone: 'Europe/London' }]);
  await (await start([{ ...nightly, schedule: '30 4 * * *' }])).stop();
  assert.deepEqual(
    (await kept()).map(each => each.cron),
    ['30 4 * * *'],
  );
  await (await start([])).stop();
  assert.deepEqual(await kept(), []);
});

test('a job whose action needs somebody signed in, or that nobody declared, does not start', async () => {
  const nobody = defineJob({ ...operate, name: 'test.nobody', data: {}, run: async () => undefined });
  await assert.rejects(start([{ ...nobody, access: 'service:home' }]), /needs somebody signed in/);
  await assert.rejects(start([{ ...nobody, access: 'service:unheard-of' }]), /needs somebody signed in/);
  await assert.rejects(start([nobody, { ...nobody }]), /share a name/);
});
