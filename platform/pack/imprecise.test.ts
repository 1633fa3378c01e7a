import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import { insideEdge, spanOf, standing, type Life } from './imprecise.ts';

const on = (life: Partial<Life>, day: string) =>
  standing({ from: null, until: null, ...life }, Temporal.PlainDate.from(day));
const span = (text: string) => {
  const found = spanOf(text);
  return found && [found.first.toString(), found.last.toString()];
};

test('a date is as precise as it was written', () => {
  assert.deepEqual(span('2024'), ['2024-01-01', '2024-12-31']);
  assert.deepEqual(span('2024-02'), ['2024-02-01', '2024-02-29']);
  assert.deepEqual(span('2024-02-29'), ['2024-02-29', '2024-02-29']);
});

test('what no calendar has is no date', () => {
  for (const text of ['2023-02-29', '2023-13', '2023-00', '23', '2023-7', '2023-07-1', '', 'July 2023'])
    assert.equal(spanOf(text), undefined, text);
});

test('from and until are both inclusive', () => {
  const life = { from: '2023-01-30', until: '2023-02-03' };
  const days = ['2023-01-29', '2023-01-30', '2023-02-03', '2023-02-04'];
  assert.deepEqual(
    days.map(day => on(life, day)),
    ['out', 'in', 'in', 'out'],
  );
});

test('within an imprecise beginning the answer is not known until its last day', () => {
  const days = ['2023-06-30', '2023-07-01', '2023-07-30', '2023-07-31'];
  assert.deepEqual(
    days.map(day => on({ from: '2023-07' }, day)),
    ['out', 'edge', 'edge', 'in'],
  );
});

test('within an imprecise end the answer is known on its first day only', () => {
  const days = ['2023-07-01', '2023-07-02', '2023-07-31', '2023-08-01'];
  assert.deepEqual(
    days.map(day => on({ until: '2023-07' }, day)),
    ['in', 'edge', 'edge', 'out'],
  );
});

test('a year is an edge too', () => {
  assert.equal(on({ until: '2021' }, '2021-06-01'), 'edge');
  assert.equal(on({ until: '2021' }, '2022-01-01'), 'out');
});

test('a rule that says how its edge is read has an answer there, and says that it stood in the edge', () => {
  const first = { from: '2023-07', until: null, edges: { from: 'first-day' } } as const;
  const last = { from: '2023-07', until: null, edges: { from: 'last-day' } } as const;
  assert.equal(on(first, '2023-07-01'), 'in');
  assert.equal(on(last, '2023-07-30'), 'out');
  assert.equal(on(last, '2023-07-31'), 'in');
  assert.equal(insideEdge(first, Temporal.PlainDate.from('2023-07-15')), true);
  assert.equal(insideEdge(first, Temporal.PlainDate.from('2023-08-15')), false);
});

test('a life without dates has always been', () => {
  assert.equal(on({}, '1900-01-01'), 'in');
});
