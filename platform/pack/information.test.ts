import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadPack, PackError, sayProblem } from './load.ts';

const merrow = join(import.meta.dirname, '..', '..', 'packs', 'example');

/** A copy of Merrow whose sheet in Hebrew is changed. */
async function changed(context: TestContext, change: (sheet: string) => string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-sheet-'));
  context.after(() => rm(dir, { recursive: true }));
  await cp(merrow, dir, { recursive: true });
  const file = join(dir, 'information', 'he.yaml');
  const before = await readFile(file, 'utf8');
  const after = change(before);
  assert.notEqual(after, before, 'nothing was changed');
  await writeFile(file, after);
  return dir;
}

async function problemsOf(dir: string): Promise<readonly string[]> {
  try {
    await loadPack(dir);
    return [];
  } catch (error) {
    assert.ok(error instanceof PackError);
    // What to do stands on a line of its own (explain.test.ts).
    return error.problems.map(problem =>
      sayProblem(problem)
        .replace(/:\d+ /, ' ')
        .replace(/\n[^]*/, ''),
    );
  }
}

test('a section that a language lacks is a problem, told in plain words', async context => {
  const dir = await changed(context, sheet => sheet.replace(/ {2}refuse:\n.*\n.*\n/, ''));
  assert.deepEqual(await problemsOf(dir), [
    'information/he.yaml sections.refuse: the section "refuse" is missing in this language',
  ]);
});

test('a helpline or a word that a language lacks is a problem', async context => {
  const dir = await changed(context, sheet => sheet.replace(/contacts:.*/, 'contacts: {}'));
  assert.deepEqual(await problemsOf(dir), [
    'information/he.yaml contacts.lighthouse: the helpline "lighthouse" is missing in this language',
  ]);
});

test('a translation has the same numbers as the original', async context => {
  const dir = await changed(context, sheet => sheet.replace('{rg.target}', '7'));
  assert.deepEqual(await problemsOf(dir), [
    'information/he.yaml sections.what: holds other numbers than the original: {rg.target} there, none here',
  ]);
});

test('a language that is named and has no sheet is a problem', async context => {
  const dir = await changed(context, sheet => `${sheet}\n`);
  await rm(join(dir, 'information', 'he.yaml'));
  assert.deepEqual(await problemsOf(dir), ['information/he.yaml: is missing or cannot be read']);
});

const spoken = Buffer.from('not really a recording');
const sha256 = createHash('sha256').update(spoken).digest('hex');
const recorded = (sheet: string, digest = sha256) =>
  sheet.replace(
    '  refuse:\n',
    `  refuse:\n    audio: { file: a1.mp3, sha256: "${digest}", reader: Ada Example }\n`,
  );
async function withRecording(dir: string, name = 'a1.mp3') {
  await mkdir(join(dir, 'information', 'audio'), { recursive: true });
  await writeFile(join(dir, 'information', 'audio', name), spoken);
}

test('a recording is found by its name, and is the one that was heard when it was put there', async context => {
  const dir = await changed(context, sheet => recorded(sheet));
  assert.deepEqual(await problemsOf(dir), [
    'information/he.yaml sections.refuse.audio: there is no such file in information/audio',
  ]);
  await withRecording(dir);
  assert.deepEqual(await problemsOf(dir), []);
  const { information } = await loadPack(dir);
  assert.deepEqual(information?.recordings.files, ['a1.mp3']);
});

test('a recording that was changed is a problem', async context => {
  const dir = await changed(context, sheet => recorded(sheet, '0'.repeat(64)));
  await withRecording(dir);
  const [problem = ''] = await problemsOf(dir);
  assert.match(problem, /the file is not the one with this SHA-256/);
});

test('a recording that no section names is a problem, and so is a file of another type', async context => {
  const dir = await changed(context, sheet => `${sheet}\n`);
  await withRecording(dir, 'lost.mp3');
  await withRecording(dir, 'page.html');
  assert.deepEqual(await problemsOf(dir), [
    'information/audio/lost.mp3: no section of any language names this recording',
    'information/audio/page.html: is not a file that a pack has',
  ]);
});

test('words of a form in a further language belong to a question that the pack asks', async context => {
  const dir = await changed(context, sheet => `${sheet}\n`);
  await mkdir(join(dir, 'information', 'forms'), { recursive: true });
  const file = join(dir, 'information', 'forms', 'he.yaml');
  await writeFile(file, 'words: { form.option.yes: כן, form.referral.nothing.label: שלום }\n');
  const [problem = '', ...others] = await problemsOf(dir);
  assert.match(problem, /information\/forms\/he\.yaml.*no form of this pack says this in English/);
  assert.deepEqual(others, []);
  await writeFile(file, 'words: { form.option.yes: כן }\n');
  assert.deepEqual(await problemsOf(dir), []);
  assert.deepEqual((await loadPack(dir)).information?.formWords['he']?.words, { 'form.option.yes': 'כן' });
});
