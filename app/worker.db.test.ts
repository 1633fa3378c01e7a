import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { testFiles } from '../platform/testing/files.ts';
import { createMetrics } from '../platform/http/metrics.ts';
import { jobsIn } from '../platform/jobs/enqueue.ts';
import { jobsFor } from '../platform/jobs/job.ts';
import { makeSigningKey, readSigner } from '../platform/ledger/note.ts';
import type { LogLine } from '../platform/log/events.ts';
import type { Log } from '../platform/log/log.ts';
import { staffAddress } from '../platform/mail/staff-address.ts';
import type { Pack } from '../platform/pack/pack.ts';
import { testDatabase } from '../platform/testing/database.ts';
import { startWorker } from './worker.ts';
import { exampleWords } from '../platform/testing/page-examples.ts';

const database = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'worker-'));
after(() => rmSync(folder, { recursive: true }));

const send = jobsFor({ 'referral:notify': 'public' })({
  name: 'test.send',
  access: 'referral:notify',
  data: { recordId: 'id' },
  run: async ({ mailer }, _data, { token }) =>
    mailer.send({
      to: staffAddress('duty@authority.example'),
      template: 'work-waiting',
      language: 'en',
      token,
    }),
});

test('a worker sends what a change asked for, adds entries to the tree and signs it, tells how it goes, and ends when told to', {
  timeout: 60_000,
}, async () => {
  const lines: LogLine[] = [];
  const write = (line: LogLine) => void lines.push(line);
  const log: Log = { info: write, warn: write, error: write, allow: () => undefined };
  const metrics = createMetrics();
  // Of the pack a worker uses the time zone.
  const words = await exampleWords();
  const composed = { pack: { timeZone: 'Europe/London' } as Pack, jobs: [send], words };
  const config = {
    baseUrl: 'https://nrm.example',
    dataDir: folder,
    ledgerSigner: readSigner(makeSigningKey('worker.example').signer),
    mailFrom: 'no-reply@nrm.example',
    smtpUrl: undefined,
    signInWays: [],
  };
  const worker = await startWorker({
    composed,
    config,
    connection: database.config.app,
    database: database.app,
    files: testFiles(database.app),
    log,
    metrics,
  });
  await database.app.transaction().execute(db => jobsIn(db).add(send, { recordId: randomUUID() }));
  await sql`INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
    VALUES (${randomUUID()}, ${randomUUID()}, 1, 'change', 'test', now(), ${randomUUID()}, ${randomUUID()}, ${randomUUID()}, 'referral', '{}')`.execute(
    database.superuser,
  );
  const leaves = async () => (await sql`SELECT 1 FROM ledger.leaf`.execute(database.superuser)).rows.length;
  while (lines.length === 0 || (await leaves()) === 0) await pause(50);
  const text = await metrics.text();
  assert.match(text, /opennrm_job_seconds_count\{job="test.send",outcome="done"\} 1/);
  assert.match(text, /^opennrm_ledger_unsequenced_entries 0$/m);
  const [mail = ''] = readdirSync(join(folder, 'outbox'));
  assert.match(readFileSync(join(folder, 'outbox', mail), 'utf8'), /^To: duty@authority\.example$/m);
  assert.deepEqual(
    lines.map(line => [line.event, line.queue, line.attempt]),
    [['job-done', 'test.send', 1]],
  );
  assert.equal(`${lines[0]?.job}.eml`, mail);
  await worker.stop();
  const signed = await sql<{ size: number }>`SELECT size FROM ledger.checkpoint`.execute(database.superuser);
  assert.deepEqual(signed.rows, [{ size: 1 }]);
  assert.equal(lines[1]?.event, 'checkpoint-signed');
  await database.app.transaction().execute(db => jobsIn(db).add(send, { recordId: randomUUID() }));
  await pause(1_200);
  assert.equal(lines.length, 2, 'nothing runs afterwards');
  const parts = {
    composed,
    connection: database.config.app,
    database: database.app,
    files: testFiles(database.app),
    log,
    metrics,
  };
  const ledgerSigner = readSigner(makeSigningKey('worker.example').signer);
  await assert.rejects(
    startWorker({ ...parts, config: { ...config, ledgerSigner } }),
    /^Error: A checkpoint was signed by the key worker\.example\+[0-9a-f]{8}, which is not known here\..+$/,
    'a key that nobody listed',
  );
});
