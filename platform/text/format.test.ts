import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import { formatDate, formatList, formatMoment, formatTime } from './format.ts';

test('dates are written out in both languages', () => {
  const day = Temporal.PlainDate.from('2026-03-02');
  assert.equal(formatDate(day, 'en'), '2 March 2026');
  assert.equal(formatDate(day, 'cy'), '2 Mawrth 2026');
});

test('a date is the same day in every time zone', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2024-02-29', '1900-01-01'])
    assert.match(formatDate(Temporal.PlainDate.from(day), 'en'), new RegExp(`^${Number(day.slice(8))} `));
});

test('times are written with am and pm, and whole hours without minutes', () => {
  const times = [
    [0, 0],
    [0, 5],
    [9, 0],
    [12, 0],
    [12, 30],
    [17, 5],
    [23, 59],
  ] as const;
  assert.deepEqual(
    times.map(([hour, minute]) => formatTime({ hour, minute })),
    ['12am', '12:05am', '9am', '12pm', '12:30pm', '5:05pm', '11:59pm'],
  );
});

test('a moment is told by the clocks of its place', () => {
  const summer = Temporal.Instant.from('2026-07-01T23:30:00Z');
  assert.equal(formatMoment(summer, 'Europe/London', 'en'), '2 July 2026 at 12:30am');
  assert.equal(formatMoment(summer, 'Etc/UTC', 'cy'), '1 Gorffennaf 2026 am 11:30pm');
});

test('lists are joined with words, and Welsh has two words for and', () => {
  assert.equal(formatList([], 'en'), '');
  assert.equal(formatList(['act'], 'cy'), 'act');
  assert.equal(formatList(['act', 'means', 'purpose'], 'en'), 'act, means and purpose');
  assert.equal(formatList(['Caerdydd', 'Abertawe'], 'cy'), 'Caerdydd ac Abertawe');
  assert.equal(formatList(['Abertawe', 'Ynys Môn', 'Caerdydd'], 'cy'), 'Abertawe, Ynys Môn a Caerdydd');
});
