import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal, type PlainDate } from '../pure/time.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.ts';
import type { Calendar } from './pack.ts';

const coversFrom = '2024-01-01';
const coversUntil = '2025-12-31';
const first = Temporal.PlainDate.from(coversFrom);
const days = first.until(coversUntil, { largestUnit: 'day' }).days;

const dayAt = fc.integer({ min: 0, max: days }).map(at => first.add({ days: at }));
const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
    holidays: fc.uniqueArray(
      dayAt.map(day => day.toString()),
      { maxLength: 60 },
    ),
  })
  .map(({ weekend, holidays }) => ({ weekend, holidays: new Set(holidays), coversFrom, coversUntil }));

/** One day after another, as on a wall calendar; undefined past its last page. */
function naiveAdd(calendar: Calendar, start: PlainDate, n: number): string | undefined {
  let day = start;
  for (let left = n; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.toString() > coversUntil) return undefined;
    const rests = calendar.weekend.includes(day.dayOfWeek) || calendar.holidays.has(day.toString());
    if (!rests) left -= 1;
  }
  return day.toString();
}

const seed = Date.now() % 1_000_000_000;
const settings = { seed, numRuns: 500 };
console.log(`calendar: seed ${seed}`);

test('working days are counted as on a wall calendar, with any weekend and any holidays', () => {
  let answered = 0;
  let refused = 0;
  fc.assert(
    fc.property(calendars, dayAt, fc.integer({ min: 0, max: 400 }), (calendar, start, n) => {
      const fast = addWorkingDays(calendar, start, n);
      const naive = naiveAdd(calendar, start, n);
      if (naive === undefined) refused += 1;
      else answered += 1;
      assert.equal(fast.ok ? fast.value.toString() : undefined, naive);
    }),
    settings,
  );
  assert.ok(answered >= 100 && refused >= 10, `answered ${answered}, refused ${refused}`);
});

test('the days between are what was added, forwards and back', () => {
  fc.assert(
    fc.property(calendars, dayAt, fc.integer({ min: 0, max: 100 }), (calendar, start, n) => {
      const end = addWorkingDays(calendar, start, n);
      fc.pre(end.ok);
      assert.deepEqual(workingDaysBetween(calendar, start, end.value), { ok: true, value: n });
      const back = workingDaysBetween(calendar, end.value, start);
      assert.ok(back.ok);
      assert.equal(back.value, n === 0 ? 0 : -n);
    }),
    settings,
  );
});

test('the answer is a working day, or the start itself', () => {
  fc.assert(
    fc.property(calendars, dayAt, fc.integer({ min: 1, max: 60 }), (calendar, start, n) => {
      const end = addWorkingDays(calendar, start, n);
      fc.pre(end.ok);
      assert.ok(isWorkingDay(calendar, end.value));
    }),
    settings,
  );
});

const wall: Calendar = {
  weekend: [6, 7],
  holidays: new Set(['2025-12-25', '2025-12-26']),
  coversFrom,
  coversUntil,
};
const on = (text: string) => Temporal.PlainDate.from(text);

test('Christmas is not a working day', () => {
  const end = addWorkingDays(wall, on('2025-12-24'), 1);
  assert.ok(end.ok);
  assert.equal(end.value.toString(), '2025-12-29');
});

test('days past what the calendar covers are refused, not guessed', () => {
  assert.deepEqual(addWorkingDays(wall, on('2025-12-30'), 2), {
    ok: false,
    error: { code: 'calendar-does-not-cover', day: '2026-01-01' },
  });
  assert.equal(addWorkingDays(wall, on('2023-12-31'), 1).ok, false);
  assert.equal(workingDaysBetween(wall, on('2025-12-01'), on('2026-01-01')).ok, false);
  assert.equal(workingDaysBetween(wall, on('2023-12-31'), on('2024-01-02')).ok, false);
});

test('nobody counts half days or backwards', () => {
  assert.throws(() => addWorkingDays(wall, on('2025-12-01'), -1), RangeError);
  assert.throws(() => addWorkingDays(wall, on('2025-12-01'), 1.5), RangeError);
});
