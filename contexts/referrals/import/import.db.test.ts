import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { importReferrals, type ImportOptions } from './importing.ts';
import { FileProblem } from './rows.ts';
import { ok } from '../../../platform/pure/result.ts';

const stage = await openStage();
const { pack, words } = stage.composed;
const sam = stage.person('Sam Okafor');
const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;

const fileOf = (text: string | Buffer, name: string): string => {
  const file = join(folder, `${files++}-${name}`);
  writeFileSync(file, text);
  return file;
};
const lines = (rows: readonly unknown[]): string =>
  fileOf(rows.map(row => `${JSON.stringify(row)}\n`).join(''), 'rows.ndjson');
const run = (file: string, more: Partial<ImportOptions> = {}, as: Person = sam) =>
  importReferrals({
    file,
    leaveOut: [],
    isTrial: false,
    secret: stage.settings.secret,
    pack,
    today: stage.today,
    words: words.en,
    acting: act =>
      stage.run(as, 'referral:import', undefined, async (work, permit) => ok(await act(work, permit))),
    ...more,
  });
const count = async (): Promise<number> =>
  (
    await sql<{ count: number }>`SELECT count(*) FROM ledger.entry WHERE type = 'referral-submitted'`.execute(
      stage.database.superuser,
    )
  ).rows[0]?.count ?? 0;
const drawn = ((): Answers => {
  for (;;) {
    const answers = stage.answers();
    if (answers['consent']?.['consent'] === 'given') return answers;
  }
})();
const adult = (change: Readonly<Record<string, Answers[string]>>): Answers => ({
  ...drawn,
  ...Object.fromEntries(Object.entries(change).map(([step, said]) => [step, { ...drawn[step], ...said }])),
});
const told = (statement: string): Answers => adult({ account: { statement } });
const refusalOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'nothing',
    (error: unknown) => (error instanceof FileProblem ? error.id : String(error)),
  );

test('a trial writes nothing and says what would be sent', async () => {
  const before = await count();
  const file = lines([told('one'), told('two')]);
  assert.deepEqual(await run(file, { isTrial: true }), { sent: 2, there: 0, bad: 0, badRows: undefined });
  assert.equal(await count(), before);
});

test('good rows are sent, bad ones stand beside the file with row, column and reason, for its owner alone', async () => {
  const before = await count();
  const refused = adult({ consent: { consent: 'refused' } });
  const file = lines([told('three'), { ...told('four'), person: { givenName: 'Testina' } }, refused, 'x']);
  const done = await run(file);
  assert.deepEqual([done.sent, done.there, done.bad], [1, 0, 3]);
  assert.equal(await count(), before + 1);
  const bad = done.badRows ?? assert.fail();
  assert.equal(statSync(bad).mode & 0o777, 0o600);
  const told_ = readFileSync(bad, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { row: number; faults: { column: string; reason: string }[] });
  assert.deepEqual(
    told_.map(({ row }) => row),
    [2, 3, 4],
  );
  assert.ok(told_[0]?.faults.some(({ column }) => column === 'person.gender'));
  for (const { faults } of told_)
    for (const { reason } of faults) assert.doesNotMatch(reason, /Testina|undefined/);
});

test('who is in the file twice is sent once, and whoever was imported before is not sent again', async () => {
  const before = await count();
  const [one, two] = [told('five'), told('six')];
  const first = await run(lines([one, two, one]));
  assert.deepEqual([first.sent, first.bad], [2, 1]);
  assert.match(readFileSync(first.badRows ?? '', 'utf8'), /The same as row 1/);
  const again = await run(lines([two, told('seven'), one]));
  assert.deepEqual([again.sent, again.there, again.bad], [1, 2, 0]);
  assert.equal(await count(), before + 3);
});

test('a trial finds what stands in the file twice, however far apart', async () => {
  const rows = Array.from({ length: 130 }, (_, nth) => told(`trial ${nth % 129}`));
  const done = await run(lines(rows), { isTrial: true });
  assert.deepEqual([done.sent, done.bad], [129, 1]);
  assert.match(readFileSync(done.badRows ?? '', 'utf8'), /"row":130.*The same as row 1\./);
});

test('a row of one id is sent once, whatever else it says', async () => {
  const wrapped = (statement: string) => ({ id: 'row-1', answers: told(statement) });
  assert.equal((await run(lines([wrapped('eight')]))).sent, 1);
  assert.deepEqual([(await run(lines([wrapped('nine')]))).there], [1]);
});

test('everything that a referral by the API writes is written: grants, search, queue, consents, jobs', async () => {
  const answers = told('ten');
  const tables = [
    'access.grant',
    'access.relation',
    'referrals.search_key',
    'decisions.queue_item',
    'ledger.entry',
    'consent.permission',
    'consent.waiting',
    'consent.task',
  ];
  const sizes = async () => {
    const found: number[] = [];
    for (const table of tables)
      found.push(
        (
          await sql<{ count: number }>`SELECT count(*) FROM ${sql.table(table)}`.execute(
            stage.database.superuser,
          )
        ).rows[0]?.count ?? 0,
      );
    return found;
  };
  const [start, ,] = [await sizes()];
  await stage.refer(sam, answers);
  const byApi = await sizes();
  await run(lines([answers]));
  const byImport = await sizes();
  assert.deepEqual(
    byImport.map((size, nth) => size - (byApi[nth] ?? 0)),
    byApi.map((size, nth) => size - (start[nth] ?? 0)),
  );
});

test('who may not refer imports nothing', async () => {
  const file = lines([told('eleven')]);
  for (const name of ['Alex Morgan', 'Dana Whitfield', 'Max Trent'])
    await assert.rejects(run(file, {}, stage.person(name)), /not-permitted/);
});

test('a file that cannot be read is refused as a whole, and nothing of it is repeated', async () => {
  const csv = (text: string | Buffer) => fileOf(text, 'table.csv');
  assert.equal(await refusalOf(run(csv(''))), 'import.file.empty');
  assert.equal(await refusalOf(run(csv('\u{feff}\n \n'))), 'import.file.empty');
  assert.equal(await refusalOf(run(csv('Testina,Example\n'))), 'import.file.no-header');
  assert.equal(await refusalOf(run(csv(Buffer.from('age.nation\n', 'utf16le')))), 'import.file.utf-16');
  assert.equal(await refusalOf(run(csv(Buffer.from('PK\u0003\u0004...')))), 'import.file.workbook');
  assert.equal(await refusalOf(run(csv('age.nation,age.nation\n'))), 'import.file.column-twice');
  const problem = await run(csv('age.nation,age.agestatus\nENG,adult\n')).catch((error: unknown) => error);
  assert.ok(problem instanceof FileProblem);
  assert.match(words.en(problem.id, problem.values), /age\.agestatus \(age\.ageStatus\?\)/);
});
