import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { csv } from './csv.ts';

const read = (text: string) => parse(text, { bom: true });

test('what stands in a cell comes back as it was, whatever it holds', () => {
  const rows = [
    ['a', 'b,c', 'd"e', 'two\nlines', 'two\r\nlines', '', 'ŵ 你好', "it's"],
    ['1', '2', '3', '4', '5', '6', '7', '8'],
  ];
  assert.deepEqual(read(csv(rows)), rows);
});

test('no cell begins with what a spreadsheet reads as a formula', () => {
  const hostile = [
    '=1+1',
    '+44 20',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '＝1',
    '|calc',
    '%0A=1',
    '\u{a0}=1',
  ];
  for (const [cell = ''] of read(csv(hostile.map(each => [each])))) {
    assert.match(cell, /^'/);
    assert.ok(hostile.includes(cell.slice(1)), cell);
  }
});
