import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Pack } from '../../platform/pack/pack.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { aimOf } from './aim.ts';
import { examplePack } from './pages/examples.ts';

// Monday 30 November 2026 is a holiday here, so the day before the aim does not count.
const { plain } = examplePack.calendars;
const pack: Pack = {
  ...examplePack,
  calendars: plain ? { plain: { ...plain, holidays: new Set(['2026-11-30']) } } : {},
};

const receivedOn = '2026-11-20';

const cases = [
  {
    today: '2026-11-24',
    due: '2026-12-01',
    is: 'ahead',
    days: 4,
    why: 'the holiday and the weekend do not count',
  },
  {
    today: '2026-11-27',
    due: '2026-12-01',
    is: 'ahead',
    days: 1,
    why: 'from Friday to Tuesday over a holiday',
  },
  { today: '2026-12-01', due: '2026-12-01', is: 'today', days: 0, why: 'on the day itself' },
  { today: '2026-12-02', due: '2026-12-01', is: 'passed', days: 1, why: 'the day after' },
  {
    today: '2026-12-01',
    due: '2026-11-27',
    is: 'passed',
    days: 1,
    why: 'a holiday does not count after it either',
  },
  { today: '2026-11-28', due: '2026-11-27', is: 'passed', days: 0, why: 'no working day has gone by since' },
  {
    today: '2028-02-01',
    due: '2026-11-27',
    is: 'passed',
    days: undefined,
    why: 'the calendar does not cover the day',
  },
] as const;

for (const { today, due, is, days, why } of cases)
  test(`an aim of ${due} on ${today} is ${is}: ${why}`, () => {
    const aim = aimOf({ due, nation: 'NOR', receivedOn }, { pack, today: Temporal.PlainDate.from(today) });
    assert.deepEqual(aim, { on: Temporal.PlainDate.from(due), is, days, unit: 'working' });
  });

test('without a nation the aim is a date, and nothing is counted', () => {
  const aim = aimOf(
    { due: '2026-12-01', nation: null, receivedOn },
    { pack, today: Temporal.PlainDate.from('2026-11-27') },
  );
  assert.deepEqual([aim?.is, aim?.days], ['ahead', undefined]);
});

test('a case without an aim has none', () => {
  assert.equal(
    aimOf(
      { due: undefined, nation: 'NOR', receivedOn },
      { pack, today: Temporal.PlainDate.from('2026-11-27') },
    ),
    undefined,
  );
});

test('an aim is counted in the days of the rule that was in force when the case was received', () => {
  const rule = { ...pack.rules[0], id: 'rg.target', value: 7 } as Pack['rules'][number];
  const both: Pack = {
    ...pack,
    rules: [
      { ...rule, until: '2026-11-19', unit: 'working-days' },
      { ...rule, from: '2026-11-20', unit: 'calendar-days' },
    ],
  };
  const counted = (receivedOn: string) =>
    aimOf(
      { due: '2026-12-01', nation: 'NOR', receivedOn },
      { pack: both, today: Temporal.PlainDate.from('2026-11-24') },
    );
  assert.deepEqual([counted('2026-11-19')?.days, counted('2026-11-19')?.unit], [4, 'working']);
  assert.deepEqual([counted('2026-11-20')?.days, counted('2026-11-20')?.unit], [7, 'calendar']);
});
