import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadPack } from '../../platform/pack/load.ts';
import { checkPack, sayReport } from './pack.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');

async function copyOfMerrow(context: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-pack-'));
  context.after(() => rm(dir, { recursive: true }));
  await cp(join(packs, 'example'), dir, { recursive: true });
  return dir;
}

test('the packs that we ship have no problems', async () => {
  for (const name of ['uk', 'example']) {
    const { problems, summary } = await checkPack(join(packs, name));
    assert.deepEqual(problems, [], name);
    assert.ok(summary && summary.counts.assertions >= 15, name);
  }
});

test('what is imprecise, contradictory or not commenced is listed, not guessed', async () => {
  const { summary } = await checkPack(join(packs, 'uk'));
  assert.ok(summary?.imprecise.includes('rg.test until 2023-07'));
  assert.ok(summary?.contradictory.includes('recon.requester'));
  assert.ok(summary?.notCommenced.includes('offences.2026'));
  assert.deepEqual(summary?.untranslated, []);
  assert.match(sayReport({ problems: [], summary }).join('\n'), /rg\.test until 2023-07[^]*No problems\.$/);
});

test('a rule that says how its imprecise date is read is not listed', async () => {
  const { summary } = await checkPack(join(packs, 'example'));
  assert.deepEqual(summary?.imprecise, [
    'harbour.fee until 2024-06',
    'harbour.fee from 2024-06',
    'unsent until 2026-05',
    'unsent-now from 2026-06',
  ]);
});

test('a story that does not hold is a problem', async context => {
  const dir = await copyOfMerrow(context);
  const untrue =
    'scenarios:\n  - { name: Children are adults, on: "2026-03-02", given: { age: 3 }, expect: { treatedAs: adult } }\n';
  await writeFile(join(dir, 'scenarios', 'untrue.yaml'), untrue);
  const { problems } = await checkPack(dir);
  assert.deepEqual(problems, [
    'scenarios/untrue.yaml:2 scenarios.0: "Children are adults": the story tells treatedAs: "adult", and by the rules of the pack it is "child"\n    Put right whichever is wrong: the story, or the rule.',
  ]);
});

test('permits that do not parse are a problem', async context => {
  const dir = await copyOfMerrow(context);
  await appendFile(join(dir, 'permits.cedar'), '\npermit (principal, action;\n');
  const { problems } = await checkPack(dir);
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /^permits\.cedar:\d+: /);
});

test('a pack that cannot be read has problems and no summary', async context => {
  const dir = await copyOfMerrow(context);
  await rm(join(dir, 'nations.yaml'));
  const report = await checkPack(dir);
  assert.equal(report.summary, undefined);
  assert.deepEqual(sayReport(report), [
    'nations.yaml: is missing or cannot be read\n    Write it; packs/example has one to copy.',
    '1 problem.',
  ]);
});

test('a check prints the share of the words of forms that each language of an interpreter has', async () => {
  const report = await checkPack('packs/uk');
  const line = sayReport(report).find(each => each.startsWith('Words of forms for an interpreter')) ?? '';
  for (const { language, has, of } of report.summary?.interpreted ?? []) {
    assert.ok(has > 0 && has <= of);
    assert.match(line, new RegExp(`${language} ${has} of ${of} \\(\\d+ %\\)`));
  }
  assert.match(line, /sq .*vi |vi .*sq /);
});

test('what happened in each episode, and asking a first responder to refer, can be read in every language of an interpreter', async () => {
  const { messages, information } = await loadPack('packs/uk');
  const asked = Object.keys(messages.en).filter(
    id =>
      /^form\.(referral\.(episodes|account)|asking\.(agreed|account|person))\./.test(id) &&
      !id.endsWith('.missing') &&
      !messages.en[id]?.includes('{'),
  );
  for (const [language, { words }] of Object.entries(information?.formWords ?? {}))
    assert.deepEqual(
      asked.filter(id => !Object.hasOwn(words, id)),
      [],
      language,
    );
});
