import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { answerColumns, exportedRow } from '../../contexts/referrals/export/exporting.ts';
import { columnsOfExport } from '../../contexts/referrals/import/columns.ts';
import { type ReadRow, rowsOf } from '../../contexts/referrals/import/rows.ts';
import { sniff } from '../../contexts/referrals/import/sniff.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { validAnswers } from '../../platform/testing/answers.ts';
import { csvRow, csvStart } from '../../platform/text/csv.ts';

const seed = Math.floor(Math.random() * 2 ** 31);
const given = {
  pack: await loadPack(join(import.meta.dirname, '../../packs/uk')),
  today: Temporal.PlainDate.from('2026-03-02'),
};
const form = theForm(given.pack);
const columns = answerColumns(form);
const reading = { form, given, leaveOut: new Set<string>() };

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text).subarray(3);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function readBack(text: string, size: number) {
  const sniffed = sniff('export.csv', Buffer.from(text), undefined);
  assert.ok(sniffed.ok);
  const { rows } = await rowsOf(inPieces(text, size), sniffed.value, reading);
  const all: ReadRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
const unsealed = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([step, said]) => {
      const left = Object.entries(said).filter(([field]) => columns.includes(`${step}.${field}`));
      return left.length > 0 ? [[step, Object.fromEntries(left)]] : [];
    }),
  );
const tableOf = (rows: readonly Answers[]): string =>
  csvStart +
  csvRow([...columnsOfExport, ...columns]) +
  rows
    .map((answers, nth) =>
      exportedRow(
        { reference: `R-${nth}`, stage: 'submitted', submittedAt: '', warnings: [], answers },
        columns,
      ),
    )
    .join('');

test('random answers are the same after they were written as a table and read back, cut anywhere', async t => {
  t.diagnostic(`seed ${seed}`);
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(validAnswers(form, given), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5_000 }),
      async (all, size) => {
        const rows = all.map(unsealed);
        const back = await readBack(tableOf(rows), size);
        assert.deepEqual(
          back.map(({ faults }) => faults),
          rows.map(() => []),
        );
        assert.deepEqual(
          back.map(({ answers }) => answers),
          rows,
        );
        assert.deepEqual(
          back.map(({ id }) => id),
          rows.map((_, nth) => `R-${nth}`),
        );
        tried += rows.length;
      },
    ),
    { numRuns: 150, seed },
  );
  assert.ok(tried > 150, String(tried));
});

test('words that a spreadsheet would run are written so that it does not, and read back as they were', async () => {
  const hostile = [
    '=1+1',
    "'=1+1",
    "''=1",
    '+44 20',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '  =1',
    '＝1',
    '|calc',
    '%0A=1',
    "'",
    "it's",
    '"=1"',
    'a\r\n=1',
    ';',
    'ŵ,"',
  ];
  const rows = hostile.map(statement => ({ account: { statement } }));
  const text = tableOf(rows);
  for (const row of parse(text, { bom: true }))
    for (const cell of row) assert.doesNotMatch(cell, /^\s*[=+\-@\t\r＝|%]/u);
  const back = await readBack(text, 7);
  assert.deepEqual(
    back.map(({ answers }) => answers),
    rows,
  );
});
