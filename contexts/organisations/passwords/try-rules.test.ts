import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../../platform/pure/time.ts';
import { delayMinutes, freeTries, minutesToWait, triesCountMinutes } from './try-rules.ts';

/** Guesses at every second that it is let, for so many hours: when each was. */
function guess(hours: number, free: number): readonly number[] {
  const start = Temporal.Instant.from('2026-03-02T09:00:00Z');
  let tries: number[] = [];
  for (let second = 0; second < hours * 3_600; second += 1) {
    const recent = tries.filter(each => each > second - triesCountMinutes * 60);
    const last = recent.at(-1);
    const lastAt = last === undefined ? undefined : start.add({ seconds: last });
    if (minutesToWait([{ count: recent.length, lastAt, free }], start.add({ seconds: second })) === 0)
      tries = [...tries, second];
  }
  return tries;
}

test('whoever guesses without rest gets eleven guesses in the first hour, and no more in any other', () => {
  const tries = guess(24, freeTries);
  const inHour = tries.map(from => tries.filter(each => each >= from && each < from + 3_600).length);
  assert.ok(Math.max(...inHour) <= 11, `${Math.max(...inHour)}`);
  assert.ok(tries.length > 24, 'and is never locked out for good');
});

test('the wait begins after the free tries, doubles, and is an hour at most', () => {
  const lastAt = undefined;
  assert.deepEqual(
    [0, 4, 5, 6, 7, 10, 11, 400].map(count => delayMinutes({ count, free: 5, lastAt })),
    [0, 0, 1, 2, 4, 32, 60, 60],
  );
});
