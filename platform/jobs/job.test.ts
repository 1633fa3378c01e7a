import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defineJob, type JobField, jobsFor } from './job.ts';

const run = async () => undefined;
const remind = defineJob({
  name: 'decisions.remind',
  access: 'service:operate',
  data: { recordId: 'id', step: ['first', 'second'], days: 'count' },
  run,
});
const recordId = 'b4bd7f5e-0000-4000-8000-000000000001';

test('a job that does not name its action does not compile', () => {
  const name = 'decisions.remind';
  // @ts-expect-error the action is missing
  defineJob({ name, data: {}, run });
  const defineOurs = jobsFor({ 'decision:remind': 'public' });
  // @ts-expect-error nobody declared this action
  defineOurs({ name, access: 'decision:remnid', data: {}, run });
});

test('a job has no place for text', () => {
  // @ts-expect-error there is no such kind of field
  const text: JobField = 'text';
  const data = { name: { parse: String } };
  // @ts-expect-error nor can a schema of one's own be given
  const define = () => defineJob({ name: 'a.b', access: 'service:operate', data, run });
  assert.throws(define);
  assert.equal(text, 'text');
});

test('a job holds ids, counts and codes of a closed list, and nothing else', () => {
  const seed = Date.now() % 1_000_000;
  console.log(`seed ${seed}`);
  assert.deepEqual(remind.data.parse({ recordId, step: 'second', days: 5 }), {
    recordId,
    step: 'second',
    days: 5,
  });
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.emailAddress(),
    fc.constant('Aurelia Vex'),
    fc.jsonValue(),
  );
  let refused = 0;
  fc.assert(
    fc.property(anything, fc.constantFrom('recordId', 'step', 'days', 'note'), (value, field) => {
      const data = { recordId, step: 'first', days: 1, [field]: value };
      const parsed = remind.data.safeParse(data);
      if (!parsed.success) refused += 1;
      // What was accepted holds no text that its maker did not write into the program.
      else
        for (const part of Object.values(parsed.data))
          assert.ok(typeof part === 'number' || part === recordId || part === 'first' || part === 'second');
    }),
    { seed, numRuns: 500 },
  );
  assert.ok(refused > 250, `only ${refused} refused`);
});

test('only a job without data can run by itself', () => {
  const schedule = '0 3 * * *';
  assert.equal(
    defineJob({ name: 'a.b', access: 'service:operate', data: {}, schedule, run }).schedule,
    schedule,
  );
  // @ts-expect-error nobody would be there to give the data
  defineJob({ name: 'a.b', access: 'service:operate', data: { recordId: 'id' }, schedule, run });
});
