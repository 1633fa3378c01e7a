import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastAcknowledged, soak } from './run.ts';

const seed = Math.floor(Math.random() * 2 ** 32);

test('what was acknowledged before a kill is there afterwards, exactly once', async t => {
  t.diagnostic(`seed ${seed}`);
  const result = await soak({ cycles: 4, seed });
  const { lost, doubled, problems } = result;
  assert.deepEqual({ lost, doubled, problems }, { lost: [], doubled: [], problems: [] });
  assert.equal(result.cycles, 4);
  assert.ok(result.least >= leastAcknowledged, `a cycle acknowledged ${result.least}`);
});
