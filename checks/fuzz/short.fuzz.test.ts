import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz, leastAccepted } from './run.ts';

const seed = Math.floor(Math.random() * 2 ** 32);
const requests = 2_000;

test('whatever is sent, by whomever, is answered well', async t => {
  t.diagnostic(`seed ${seed}`);
  const { failures, problems, ...counts } = await fuzz({ requests, seed });
  assert.deepEqual({ failures, problems }, { failures: [], problems: [] });
  assert.ok(counts.requests >= requests);
  assert.ok(counts.accepted / counts.requests >= leastAccepted);
  assert.ok(counts.bytes >= 80 && counts.costs > 3);
});
