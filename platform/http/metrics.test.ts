import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { createMetrics } from './metrics.ts';

test('requests are counted by the pattern of their route and the class of their status', async () => {
  const metrics = createMetrics();
  metrics.observeRequest('GET', '/referrals/:reference', 200, 0.02);
  metrics.observeRequest('GET', '/referrals/:reference', 204, 0.02);
  metrics.observeRequest('GET', '/referrals/:reference', 404, 0.02);
  metrics.observeRequest('MARKER', 'unknown', 500, 0.02);
  const text = await metrics.text();
  assert.match(
    text,
    /http_request_seconds_count\{method="GET",route="\/referrals\/:reference",status="2xx"\} 2/,
  );
  assert.match(
    text,
    /http_request_seconds_count\{method="GET",route="\/referrals\/:reference",status="4xx"\} 1/,
  );
  assert.match(text, /http_request_seconds_count\{method="other",route="unknown",status="5xx"\} 1/);
  assert.doesNotMatch(text, /MARKER/, 'a method that somebody made up is no label');
  assert.match(metrics.contentType, /^text\/plain/);
});

test('jobs are counted by what became of them, and dead ones are told by name', async () => {
  const metrics = createMetrics();
  metrics.observeJob({ job: 'referrals.notify-team', outcome: 'dead', seconds: 1 });
  let dead: Record<string, number> = { 'referrals.notify-team': 2 };
  metrics.watchJobs(async () => ({ waiting: { 'a.b': 1 }, dead, oldestSeconds: 7 }));
  const text = await metrics.text();
  assert.match(text, /job_seconds_count\{job="referrals.notify-team",outcome="dead"\} 1/);
  assert.match(text, /opennrm_jobs\{job="a.b",state="waiting"\} 1/);
  assert.match(text, /opennrm_jobs\{job="referrals.notify-team",state="dead"\} 2/);
  dead = {};
  assert.doesNotMatch(await metrics.text(), /state="dead"/, 'what is gone is no longer told');
});

test('a part that cannot be asked is left out, not told as nothing, and the others are told', async () => {
  const metrics = createMetrics();
  metrics.watchLedger(async () => Promise.reject(new Error('MARKER')));
  metrics.watchPool({ totalCount: 3, idleCount: 2, waitingCount: 0 } as pg.Pool);
  const text = await metrics.text();
  assert.doesNotMatch(text, /^opennrm_ledger_unsequenced_entries \d/m);
  assert.doesNotMatch(text, /MARKER/);
  assert.match(text, /opennrm_database_connections\{state="idle"\} 2/);
});
