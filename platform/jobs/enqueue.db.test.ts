import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { connect } from '../db/connect.ts';
import { testDatabase } from '../testing/database.ts';
import { jobsIn } from './enqueue.ts';
import { defineJob } from './job.ts';

const database = await testDatabase();
const run = async () => undefined;
const tell = defineJob({
  name: 'test.tell',
  access: 'service:operate',
  data: { recordId: 'id', kind: ['new', 'changed'] },
  run,
});

const stored = async () => {
  const { rows } = await sql<{
    id: string;
  }>`SELECT data->'data'->>'recordId' AS id FROM pgboss.job_common`.execute(database.superuser);
  return rows.map(row => row.id).sort();
};

test('a job exists if and only if its change was committed', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`seed ${seed}`);
  const changes = fc.array(fc.record({ jobs: fc.integer({ min: 1, max: 3 }), commits: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  let kept = 0;
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(changes, async plan => {
      await sql`TRUNCATE pgboss.job_common`.execute(database.superuser);
      const expected = await Promise.all(
        plan.map(async ({ jobs, commits }) => {
          const ids = Array.from({ length: jobs }, () => randomUUID());
          const change = database.app.transaction().execute(async db => {
            for (const recordId of ids) await jobsIn(db).add(tell, { recordId, kind: 'new' });
            if (!commits) throw new Error('the change did not happen');
          });
          await (commits ? change : assert.rejects(change));
          if (commits) kept += jobs;
          else lost += jobs;
          return commits ? ids : [];
        }),
      );
      assert.deepEqual(await stored(), expected.flat().sort());
    }),
    { seed, numRuns: 25 },
  );
  assert.ok(kept > 30 && lost > 30, `kept ${kept}, lost ${lost}`);
});

test('adding a job costs one round trip', async () => {
  let statements = 0;
  const { db, close } = connect(database.config.app);
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await counting.transaction().execute(async transaction => {
    await jobsIn(transaction).add(tell, { recordId: randomUUID(), kind: 'new' });
    assert.equal(statements, 1);
  });
  await close();
});

test('what is not an id or a code of the list stops the change', async () => {
  const before = await stored();
  for (const data of [
    { recordId: 'Aurelia Vex', kind: 'new' },
    { recordId: randomUUID(), kind: 'Aurelia Vex' },
    { recordId: randomUUID(), kind: 'new', note: 'Vex' },
  ]) {
    // The types forbid all but the first already.
    const change = database.app
      .transaction()
      .execute(db => jobsIn(db).add(tell, data as { recordId: string; kind: 'new' }));
    await assert.rejects(change);
  }
  assert.deepEqual(await stored(), before);
});

test('people see no job, not even their own; the worker sees them all', async () => {
  const recordId = randomUUID();
  await database.app.transaction().execute(async db => {
    await sql`SELECT set_config('nrm.person', ${randomUUID()}, true)`.execute(db);
    await jobsIn(db).add(tell, { recordId, kind: 'changed' });
    for (const table of ['job', 'job_common', 'schedule', 'version'])
      assert.deepEqual((await sql`SELECT * FROM ${sql.table(`pgboss.${table}`)}`.execute(db)).rows, []);
    assert.equal((await sql`UPDATE pgboss.job_common SET data = '{}'`.execute(db)).numAffectedRows, 0n);
    assert.equal((await sql`DELETE FROM pgboss.job_common`.execute(db)).numAffectedRows, 0n);
  });
  const seen = await database.app.transaction().execute(async db => {
    await sql`SELECT set_config('nrm.service', 'jobs', true)`.execute(db);
    return (await sql`SELECT 1 FROM pgboss.job WHERE data->'data'->>'recordId' = ${recordId}`.execute(db))
      .rows;
  });
  assert.equal(seen.length, 1);
});

test('the application makes no table in the schema of jobs', async () => {
  await assert.rejects(sql`CREATE TABLE pgboss.extra (id int)`.execute(database.app), /permission denied/);
  const partition = sql`SELECT pgboss.create_queue('extra', '{"policy":"standard","partition":"true"}')`;
  const asWorker = database.app.transaction().execute(async db => {
    await sql`SELECT set_config('nrm.service', 'jobs', true)`.execute(db);
    await partition.execute(db);
  });
  await assert.rejects(asWorker, /permission denied/);
  await assert.rejects(partition.execute(database.app), /row-level security/);
});

test("a job of ours is the same row as pg-boss's own send would make", async () => {
  const boss = new PgBoss({
    ...(database.config.app as object),
    options: '-c nrm.service=jobs',
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    registerInstance: false,
    supervise: false,
    schedule: false,
    openTelemetry: { enabled: false },
  });
  await boss.start();
  for (const lane of ['prompt', 'long'] as const) {
    await sql`TRUNCATE pgboss.job_common`.execute(database.superuser);
    const recordId = randomUUID();
    const content = { job: tell.name, data: { recordId, kind: 'new' } };
    await boss.send(lane, content, { retryLimit: tell.retries, expireInSeconds: tell.timeoutSeconds + 5 });
    await database.app
      .transaction()
      .execute(db => jobsIn(db).add({ ...tell, lane }, { recordId, kind: 'new' }));
    const { rows } = await sql<{ row: unknown }>`
      SELECT to_jsonb(job) - '{id,created_on,start_after,keep_until}'::text[] || jsonb_build_object('kept', keep_until - start_after) AS row
      FROM pgboss.job_common job`.execute(database.superuser);
    assert.equal(rows.length, 2);
    assert.deepEqual(rows[1], rows[0]);
  }
  await boss.stop();
});
