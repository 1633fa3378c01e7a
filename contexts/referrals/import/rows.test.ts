import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPack } from '../../../platform/pack/load.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { theForm } from '../forms.ts';
import { FileProblem, type ReadRow, rowsOf } from './rows.ts';
import { sniff } from './sniff.ts';

const pack = await loadPack(join(import.meta.dirname, '../../../packs/uk'));
const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };
const reading = { form: theForm(pack), given, leaveOut: new Set<string>() };

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(text: string | Buffer, name = 'a.csv'): Promise<readonly ReadRow[]> {
  const bytes = Buffer.from(text);
  const sniffed = sniff(name, bytes, undefined);
  assert.ok(sniffed.ok, sniffed.ok ? '' : sniffed.error);
  const all: ReadRow[] = [];
  // In pieces of one byte, so that nothing hangs on where they are cut.
  const { rows } = await rowsOf(inPieces(bytes.subarray(sniffed.value.startsAt), 1), sniffed.value, reading);
  for await (const row of rows) all.push(row);
  return all;
}
const faultsOf = (rows: readonly ReadRow[]) =>
  rows.map(({ row, faults }) => [row, ...faults.map(({ message }) => message.replace('import.fault.', ''))]);
const header = 'age.nation,account.statement\r\n';

test('a mark of UTF-8, line ends of any kind and quotes are read as they are meant, and words as they are', async () => {
  const said = 'He said "no",\r\nand  ŵ\u{feff}\ttwice ';
  const rows = await read(
    `\u{feff}${header}ENG,"${said.replaceAll('"', '""')}"\r\n\r\nWAL,5" pipe\nSCT,'=1\n`,
  );
  assert.deepEqual(
    rows.map(({ row, answers }) => [row, answers]),
    [
      [2, { age: { nation: 'ENG' }, account: { statement: said } }],
      [4, { age: { nation: 'WAL' }, account: { statement: '5" pipe' } }],
      [5, { age: { nation: 'SCT' }, account: { statement: "'=1" } }],
    ],
  );
});

test('semicolons and tabs between cells are known by the header', async () => {
  for (const between of [';', '\t']) {
    const [row] = await read(`age.nation${between}age.ageStatus\nENG${between}Adult\n`);
    assert.deepEqual(row?.answers, { age: { nation: 'ENG', ageStatus: 'adult' } });
  }
});

test('what is wrong with a row is told of that row, and the rows after it are read', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${header}ENG,fine\n`),
    Buffer.from([0x45, 0x2c, 0xe9, 0x0a]),
    Buffer.from('ENG,"a"b\nENG,a,b\nENG,fine,,\nENG'),
  ]);
  assert.deepEqual(faultsOf(await read(bytes)), [
    [2],
    [3, 'encoding'],
    [4, 'quotes'],
    [5, 'more-cells'],
    [6],
    [7, 'cut-off'],
  ]);
});

test('a quote that nothing closes ends the file there, and a row without end is passed over', async () => {
  assert.deepEqual(faultsOf(await read(`${header}ENG,fine\nENG,"open\nENG,lost\n`)), [
    [2],
    [3, 'never-closed'],
  ]);
  const huge = 'x'.repeat(4 * 1_024 * 1_024);
  const sniffed = sniff('a.csv', Buffer.from(header), undefined);
  assert.ok(sniffed.ok);
  const pieces = inPieces(Buffer.from(`${header}ENG,${huge}\nENG,fine\n`), 65_536);
  const all: ReadRow[] = [];
  for await (const row of (await rowsOf(pieces, sniffed.value, reading)).rows) all.push(row);
  assert.deepEqual(faultsOf(all), [[2, 'too-long'], [3]]);
});

test('a line that is no object, or ends in the middle, is told by its number', async () => {
  const deep = `{"age":${'['.repeat(50)}${']'.repeat(50)}}`;
  const text = `{"age":{}}\n\nnull\n[]\n{"__proto__":{"a":1}}\n${deep}\n{"age":`;
  assert.deepEqual(faultsOf(await read(text, 'a.ndjson')), [
    [1],
    [3, 'not-json'],
    [4, 'not-json'],
    [5, 'not-json'],
    [6, 'not-json'],
    [7, 'cut-off'],
  ]);
});

test('two columns that say different things of one answer are refused, also by the official form’s names', async () => {
  const rows = await read('age.nation,fr-location,pv-under-age\nENG,england,no\nENG,wales,no\nENG,mars,no\n');
  assert.deepEqual(faultsOf(rows), [[2], [3, 'said-twice'], [4, 'not-known-there']]);
  assert.deepEqual(rows[0]?.answers, { age: { nation: 'ENG', ageStatus: 'adult' } });
});

test('without a header nothing of the first row is repeated', async () => {
  const refused = await read('Testina,Example\n').catch((error: unknown) => error);
  assert.ok(refused instanceof FileProblem);
  assert.deepEqual([refused.id, refused.values], ['import.file.no-header', {}]);
});
