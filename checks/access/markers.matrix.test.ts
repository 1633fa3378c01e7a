/** Where words go that were typed, kept or sent: nowhere but to those who may read them. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { startWorker } from '../../app/worker.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { itemsField, itemsOf } from '../../platform/forms/items.ts';
import { testFiles } from '../../platform/testing/files.ts';
import { createMetrics } from '../../platform/http/metrics.ts';
import { makeSigningKey, readSigner } from '../../platform/ledger/note.ts';
import { createLog } from '../../platform/log/log.ts';
import { dataClasses } from '../../platform/pure/classes.ts';
import { useTestServer } from '../../platform/testing/server.ts';
import { actors, type Actor, actorAs as who } from './cast.ts';
import { breakThings, type Broken } from './clumsy.ts';
import { type Came, markedHeaders, neverMade, sendHostile } from './hostile.ts';
import { findMarks, type Shown } from './marks.ts';
import { ask, type Answered } from './matrix.ts';
import { held, heldOfForeign } from './intent.ts';
import { bytesIn, searchFiles } from './sealed-marks.ts';
import { questions } from './requests.ts';
import type { StageOfRecord, Told } from './telling.ts';
import { openWorld } from './world.ts';

let logged = '';
const log = createLog({ destination: { write: (line: string) => void (logged += line) } });
const world = await openWorld({ log });
const { composed, database, app } = world.stage;
const { folder: serverFolder } = await useTestServer();
const serverLog = (): string => readFileSync(join(serverFolder, 'postgres.log'), 'utf8');
const loggedBefore = serverLog().length;
const mailFolder = mkdtempSync(join(tmpdir(), 'marks-'));
after(() => rmSync(mailFolder, { recursive: true }));

const told = new Map<StageOfRecord, Told>();
const viewers = actors.filter(({ role, relation }) => role !== 'responder' || !relation.startsWith('grant-'));
const broken: Broken[] = [];
const answers: (Answered & { readonly actor: Actor; readonly subject: Told })[] = [];
const marksIn = (text: string): readonly number[] => [...findMarks(text, []).keys()];
/** Two marks that are found wherever they are, so that a test cannot pass by not looking. */
const isSeen = (text: string): boolean => marksIn(text).length > 0 || /NRM-[0-9A-Z]{4}-/.test(text);

before(async () => {
  for (const stage of ['draft', 'allocated', 'second-reading', 'decided'] as const)
    told.set(stage, await world.tell(stage));
  await world.tell('unallocated', { foreign: true });
  for (const question of questions)
    for (const stage of question.stages.length > 0
      ? question.stages.filter(each => told.has(each))
      : [undefined])
      for (const actor of viewers) {
        const subject = told.get(stage ?? 'allocated') ?? assert.fail();
        answers.push({
          ...(await ask(world, { question, actor, stage }, subject, { headers: markedHeaders })),
          actor,
          subject,
        });
      }
  await sendNonsense();
  broken.push(...(await breakThings(world, log)));
});

test('every field of the form that takes words, and every class of data, has a mark', async () => {
  const whole = (
    await Promise.all(
      (['adult', 'child', 'child', 'by-email', 'by-somebody', 'decided-for', 'decided-for'] as const).map(
        variant => world.tell('unallocated', { variant }),
      ),
    )
  ).map(({ answers: given }) => given);
  const form = composed.pack.forms['referral'] ?? assert.fail();
  const wordy = form.steps.flatMap(step =>
    (itemsField(step)?.fields ?? step.fields)
      .filter(({ type }) => ['text', 'paragraph', 'email'].includes(type))
      .map(({ id }) => [step.id, id] as const),
  );
  assert.ok(wordy.length >= 14, `${wordy.length} fields`);
  const isMarked = (answers: Answers[string] | undefined, field: string) =>
    [answers ?? {}, ...Object.values(answers ?? {}).flatMap(itemsOf)].some(
      each => marksIn(JSON.stringify(each[field] ?? '')).length > 0,
    );
  const unmarked = wordy.filter(([step, field]) => !whole.some(given => isMarked(given[step], field)));
  assert.deepEqual(unmarked, []);
  const { rows } = await sql<{ name: string }>`SELECT replace(relname, 'payload_', '') AS name FROM pg_class
    WHERE relnamespace = 'ledger'::regnamespace AND relname LIKE 'payload\\_%' AND relkind = 'r'`.execute(
    database.superuser,
  );
  for (const { name } of rows.filter(row => row.name !== 'process')) {
    const bodies = await sql<{
      body: string;
    }>`SELECT body FROM ${sql.table(`ledger.payload_${name}`)}`.execute(database.superuser);
    assert.ok(
      bodies.rows.some(({ body }) => isSeen(body)),
      `a mark of ${name}`,
    );
  }
  assert.equal(rows.length, dataClasses.length);
});

test('no answer shows a mark of a class that its viewer does not hold, nor one from another part of a request', t => {
  const wrong: string[] = [];
  let shown = 0;
  for (const { line, body, headers, actor, subject } of answers) {
    for (const [number, classes] of findMarks(body, [])) {
      const record = world.told.find(each => each.number === number);
      const may: readonly Shown[] = record
        ? record.foreign
          ? heldOfForeign(actor, record.stage)
          : [...held(actor, record.stage), ...held(actor, 'decided')]
        : [];
      shown += classes.size;
      // What the viewer typed into a form comes back with it.
      const isOwn = number === subject.number && / \[not whole\]|\/search/.test(line);
      for (const each of classes)
        if (!may.includes(each) && !isOwn) wrong.push(`${line}: ${each} of ${record?.stage ?? 'a header'}`);
    }
    const heads = JSON.stringify({ ...headers, 'set-cookie': undefined });
    if (marksIn(heads).length > 0) wrong.push(`${line}: in a header`);
  }
  t.diagnostic(`${answers.length} answers, ${shown} marks in them`);
  assert.ok(answers.length > 2_500 && shown > 300, `${answers.length} answers, ${shown} marks`);
  assert.deepEqual(wrong, []);
});

test('a bug that quotes the record answers with an apology alone', () => {
  assert.equal(broken.length, 5);
  for (const { name, status, body } of broken) {
    assert.equal(status, 500, name);
    assert.deepEqual(marksIn(body), [], name);
    assert.doesNotMatch(body, /\bat \S+ \(|projection|integer/, name);
  }
});

const hostile: Came[] = [];

async function sendNonsense(): Promise<void> {
  const references = [...told.values()].map(({ reference }) => reference);
  for (const actor of [
    who('anonymous', 'none'),
    who('responder', 'referrer'),
    who('responder', 'other-organisation'),
    who('caseworker', 'decider'),
    who('border-officer', 'none'),
  ])
    hostile.push(...(await sendHostile(app, await world.sign(actor), references)));
}

test('what is sent in the wrong place, or is no request at all, comes back from nowhere', t => {
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  for (const { sent, status, body, headers } of hostile) {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const url = typeof headers['location'] === 'string' ? decodeURIComponent(headers['location']) : '';
    const asked = decodeURIComponent(sent.url.replace('%E0%A4%A', ''));
    // Who must sign in comes back to the address that was asked for, and to nothing else that was sent.
    const rest = JSON.stringify({ ...headers, location: url.replace(asked, '') });
    if (marksIn(rest).includes(neverMade)) wrong.push(`${sent.method} ${sent.url}: in a header`);
    // A form comes back with what was typed into it; every page leads to itself in the other language.
    // What came too late is shown to whoever typed it, to be copied: there, and nowhere else on the page.
    const late =
      status === 409 ? body.replace(/<textarea[^>]*\breadonly\b[^>]*>[^<]*<\/textarea>/g, '') : body;
    const shown = status === 422 || status === 200 ? '' : late.replace(/href="[^"]*\blang=[^"]*"/g, '');
    if (marksIn(shown).includes(neverMade))
      wrong.push(`${sent.method} ${sent.url} (${status}): in the answer`);
  }
  t.diagnostic([...statuses].map(([status, count]) => `${count} × ${status}`).join(', '));
  for (const status of [200, 303, 400, 401, 403, 404, 409, 413, 422])
    assert.ok(statuses.has(status), `some ${status}`);
  assert.equal(statuses.has(500), false);
  assert.deepEqual(wrong, []);
});

test('the log tells what happened and of nobody', () => {
  const lines = logged.trim().split('\n');
  assert.ok(lines.filter(line => line.includes('"request-failed"')).length >= broken.length);
  assert.ok(lines.length > 3_000, `${lines.length} lines`);
  const told = lines.filter(
    line =>
      isSeen(line) ||
      world.stage.people.some(({ name, email }) => line.includes(name) || line.includes(email)),
  );
  assert.deepEqual(told, []);
});

test('PostgreSQL’s own log holds nothing of a record', () => {
  const written = serverLog().slice(loggedBefore);
  assert.deepEqual(written.split('\n').filter(isSeen), []);
});

test('jobs, mails and measurements say that there is something, and never what', async () => {
  const { rows } = await sql<{ job: string }>`SELECT held::text AS job FROM pgboss.job AS held`.execute(
    database.superuser,
  );
  assert.ok(rows.length > 20, `${rows.length} jobs`);
  assert.deepEqual(
    rows.filter(({ job }) => isSeen(job)),
    [],
  );
  const metrics = createMetrics();
  const config = {
    baseUrl: 'https://nrm.example',
    dataDir: mailFolder,
    ledgerSigner: readSigner(makeSigningKey('marks.example').signer),
    mailFrom: 'no-reply@nrm.example',
    smtpUrl: undefined,
    signInWays: [],
  };
  const worker = await startWorker({
    composed,
    config,
    connection: database.config.app,
    database: database.app,
    files: testFiles(database.app),
    log,
    metrics,
  });
  const outbox = () =>
    readdirSync(mailFolder).includes('outbox')
      ? readdirSync(join(mailFolder, 'outbox')).filter(name => name.endsWith('.eml'))
      : [];
  for (let tries = 0; tries < 200 && outbox().length < rows.length; tries += 1) await pause(100);
  await worker.stop();
  const mails = outbox();
  assert.ok(mails.length >= rows.length, `${mails.length} mails`);
  assert.deepEqual(
    mails.filter(name => isSeen(name) || isSeen(readFileSync(join(mailFolder, 'outbox', name), 'utf8'))),
    [],
  );
  assert.deepEqual(logged.split('\n').filter(isSeen), []);
  const measured = await app.inject({ url: '/metrics' });
  assert.equal(measured.statusCode, 200);
  assert.equal(isSeen(`${measured.body}${await metrics.text()}`), false);
});

test('what is sealed is in no file of the database, its log of changes included', () => {
  const { files, marked, sealed } = searchFiles(serverFolder);
  assert.ok(files > 500 && marked > 0, `${files} files, ${marked} with marks of other classes`);
  assert.deepEqual(sealed, []);
});

/** Where marks may be kept, and of which classes. */
const keeps: Readonly<Record<string, (row: string) => readonly Shown[]>> = {
  ...Object.fromEntries(
    dataClasses.map(name => [`ledger.payload_${name.replaceAll('-', '_')}`, () => [name]]),
  ),
  'referrals.draft_answer': row => dataClasses.filter(name => row.includes(`,${name},`)),
  'referrals.draft_file': row => dataClasses.filter(name => row.includes(`,${name},`)),
  'referrals.draft_typed': row => dataClasses.filter(name => row.includes(`,${name},`)),
  'referrals.search_key': row => dataClasses.filter(name => row.includes(`,${name})`)),
  'decisions.draft': () => ['own-draft'],
};

test('in the database words are where their class is, and in no key, outcome, session, job or form that waits', async t => {
  const { rows: tables } = await sql<{
    name: string;
  }>`SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1`.execute(
    database.superuser,
  );
  assert.ok(tables.length >= 40, `${tables.length} tables`);
  const wrong: string[] = [];
  const filled = new Set<string>();
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string;
    }>`SELECT held::text AS row FROM ${sql.table(name)} AS held`.execute(database.superuser);
    if (rows.length > 0) filled.add(name);
    for (const { row } of rows)
      for (const [number, classes] of findMarks(row + bytesIn(row), [])) {
        // What is sound of a hostile page is saved in the draft of whoever may write it, and the rest beside it, each word under its class.
        const isKept = number !== neverMade || /^referrals\.draft_(?:answer|typed)$/.test(name);
        const may = isKept ? (keeps[name]?.(row) ?? []) : [];
        for (const each of classes) if (!may.includes(each)) wrong.push(`${each} of ${number} in ${name}`);
      }
  }
  t.diagnostic(`${tables.length} tables, ${filled.size} with rows`);
  for (const name of [
    'http.write_key',
    'http.kept_form',
    'http.session',
    'pgboss.job_common',
    'ledger.entry',
    'decisions.queue_item',
    'identification.screening',
  ])
    assert.ok(filled.has(name), `${name} has rows`);
  assert.deepEqual(wrong, []);
});
