import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDraft } from '../../contexts/referrals/public.ts';
import { beginFuzzing } from './fuzzing.ts';
import { tryCosts } from './growth.ts';
import { fuzz, leastAccepted } from './run.ts';
import { openTheatre } from './theatre.ts';

const seed = Math.floor(Math.random() * 2 ** 32);
const requests = 2_000;

test('whatever is sent, by whomever, is answered well', async t => {
  t.diagnostic(`seed ${seed}`);
  const { failures, problems, ...counts } = await fuzz({ requests, seed });
  assert.deepEqual({ failures, problems }, { failures: [], problems: [] });
  assert.ok(counts.requests >= requests);
  assert.ok(counts.accepted / counts.requests >= leastAccepted);
  assert.ok(counts.bytes >= 80);
});

test('four times as much costs no more than its share', async t => {
  t.diagnostic(`seed ${seed}`);
  const theatre = await openTheatre(seed);
  const state = beginFuzzing(theatre, seed);
  for (const person of theatre.stage.people.filter(({ role }) => role === 'responder'))
    await theatre.stage.run(person, 'referral:start', undefined, (work, permit) =>
      // Of a child: no page of it waits for an answer about consent.
      startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'child' } }),
    );
  try {
    assert.ok((await tryCosts(state, 128)) > 12);
    assert.deepEqual(state.problems, []);
  } finally {
    await state.watchdog.end();
    await theatre.close();
  }
});
