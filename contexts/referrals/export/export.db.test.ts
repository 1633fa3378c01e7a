import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { ok } from '../../../platform/pure/result.ts';
import { importReferrals } from '../import/importing.ts';
import { exportReferrals } from './exporting.ts';

const stage = await openStage();
const { pack, words, policy } = stage.composed;
const [sam, priya, robin] = ['Sam Okafor', 'Priya Raman', 'Robin Achebe'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];
const folder = mkdtempSync(join(tmpdir(), 'export-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;

async function exported(
  as: Person,
  format: 'csv' | 'ndjson',
): Promise<{ file: string; text: string; count: number }> {
  const file = join(folder, `${files++}.${format}`);
  const count = await exportReferrals({
    file,
    format,
    pack,
    policy,
    words: words.en,
    acting: act =>
      stage.run(as, 'referral:export', undefined, async (work, permit) => ok(await act(work, permit))),
  });
  return { file, text: readFileSync(file, 'utf8'), count };
}
const imported = (as: Person, file: string) =>
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
  });
const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { reference: string; answers: Answers });
/** Without what is sealed, which never leaves. */
const sent = (answers: Answers): Answers => {
  const { safeAddress: _, ...place } = answers['place'] ?? {};
  return { ...answers, place };
};

/** Each has words of its own. */
const byStatement = (rows: readonly { readonly answers: Answers }[]) =>
  new Map(rows.map(({ answers }) => [answers['account']?.['statement'], answers]));

const statement = '=HYPERLINK("http://attacker.example","x")\r\n"No.", she said;\t‘ŵ’ 👩‍👧';
const drawn = Array.from({ length: 30 }, (_, nth) =>
  stage.answers({
    account: { statement: nth === 0 ? statement : `'=${nth}` },
    place: { safeAddress: '1 Marker Street' },
  }),
);
const references: string[] = [];
for (const answers of drawn) references.push(await stage.refer(sam, answers));
await stage.refer(priya);

test('a team gets what it referred and nothing of others, without what is sealed, for its owner alone', async () => {
  const { file, text, count } = await exported(sam, 'ndjson');
  assert.equal(count, 30);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.doesNotMatch(text, /Marker Street|"box"|"seal"/);
  const rows = rowsOf(text);
  assert.deepEqual(new Set(rows.map(({ reference }) => reference)), new Set(references));
  assert.deepEqual(byStatement(rows), byStatement(drawn.map(each => ({ answers: sent(each) }))));
});

test('that each was taken is written down as a sight of it', async () => {
  const { rows } = await sql<{ count: number }>`SELECT count(DISTINCT record_id) FROM ledger.entry
    WHERE type = 'referral-exported-with-others' AND kind = 'sight' AND actor_id = ${sam.personId}`.execute(
    stage.database.superuser,
  );
  assert.equal(rows[0]?.count, 30);
});

test('who holds fewer classes gets fewer: nothing is asked for and then hidden', async () => {
  const hide = async (dataClass: string) =>
    sql`UPDATE access."grant" SET closed_at = now() WHERE party_id = ${priya.team.id} AND data_class = ${dataClass}`.execute(
      stage.database.superuser,
    );
  assert.match((await exported(priya, 'ndjson')).text, /"statement"/);
  await hide('account');
  const { text, count } = await exported(priya, 'ndjson');
  assert.equal(count, 1);
  assert.doesNotMatch(text, /"statement"|"types"/);
  assert.match(text, /"givenName"/);
  await hide('process');
  assert.equal((await exported(priya, 'ndjson')).count, 0);
});

test('an authority’s manager may, those who must not may not', async () => {
  assert.ok((await exported(robin, 'csv')).count > 0);
  for (const name of ['Alex Morgan', 'Dana Whitfield', 'Max Trent'])
    await assert.rejects(exported(stage.person(name), 'csv'), /not-permitted/);
});

test('a table never runs anything in a spreadsheet, and is read back as it was', async () => {
  const { file, text } = await exported(sam, 'csv');
  assert.doesNotMatch(text, /(^|,|\n)"?[=+@-]/);
  // Whoever gets it has another team; here that is another team of the same place.
  const done = await imported(priya, file);
  assert.deepEqual([done.sent, done.there, done.bad], [30, 0, 0]);
  const back = rowsOf((await exported(priya, 'ndjson')).text);
  assert.deepEqual(byStatement(back), byStatement(drawn.map(each => ({ answers: sent(each) }))));
  assert.equal((await imported(priya, file)).there, 30);
});

test('lines are read back as they were', async () => {
  const { file } = await exported(sam, 'ndjson');
  assert.deepEqual([(await imported(priya, file)).there], [30], 'known by their references');
});

test('what lies there is not written over', async () => {
  const file = join(folder, 'mine.csv');
  writeFileSync(file, 'mine');
  const options = { file, format: 'csv' as const, pack, policy, words: words.en };
  await assert.rejects(exportReferrals({ ...options, acting: () => assert.fail() }), /EEXIST/);
  assert.equal(readFileSync(file, 'utf8'), 'mine');
});
