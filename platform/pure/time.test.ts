import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDate } from './time.ts';

test('a date is a day of the calendar in ISO form, and nothing else is', () => {
  for (const text of ['0001-01-01', '2024-02-29', '9999-12-31'])
    assert.equal(parseDate(text)?.toString(), text);
  const others = [
    '0000-01-01',
    '2001-02-29',
    '2024-13-01',
    '2024-1-1',
    '+275760-09-13',
    '2024-01-01T00',
    '',
    ' 2024-01-01',
  ];
  for (const text of others) assert.equal(parseDate(text), undefined, text);
});
