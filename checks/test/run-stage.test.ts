import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root, runChild, stageEnvironment } from './child.ts';
import type { Counts } from './counts.ts';
import { judge, testFiles } from './run-stage.ts';
import { choose, stages } from './stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-stage-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const head = `import { test } from 'node:test';\n`;
const sources: Record<string, string> = {
  'passes.test.ts': `${head}test('one', () => {}); test('two', t => t.test('three', () => {}));`,
  'fails.test.ts': `${head}test('breaks', () => { throw new Error('broken'); });`,
  'skips.test.ts': `${head}test('sits out', { skip: true }, () => {});`,
  'later.test.ts': `${head}test('for later', { todo: true }, () => {});`,
  'empty.test.ts': 'export {};',
  'ends.test.ts': `${head}process.exit(0); test('never', () => {});`,
};

async function count(...names: string[]): Promise<{ written: string; status: number; files: string[] }> {
  for (const name of names) writeFileSync(join(folder, name), sources[name] ?? '');
  const written = join(folder, 'counts.json');
  const files = names.map(name => join(folder, name));
  const reporter = [
    `--test-reporter=${join(root, 'checks/test/counts.ts')}`,
    `--test-reporter-destination=${written}`,
  ];
  const status = await runChild(
    ['node', '--test', ...reporter, ...files],
    stageEnvironment(),
    join(folder, 'log'),
  );
  return { written: readFileSync(written, 'utf8'), status, files };
}

/** `judge` names files from the project's folder. */
const judged = ({ written, status, files }: Awaited<ReturnType<typeof count>>) => {
  const counts = JSON.parse(written) as Counts;
  const relative = (file: string) => file.slice(folder.length + 1);
  const moved = { ...counts, files: counts.files.map(file => join(root, relative(file))) };
  return judge(files.map(relative), JSON.stringify(moved), status);
};

test('a file whose tests pass is counted by its tests', async () => {
  assert.deepEqual(judged(await count('passes.test.ts')), { passed: 3, failed: 0, reasons: [] });
});

test('a failed test fails the stage', async () => {
  const { failed, passed } = judged(await count('passes.test.ts', 'fails.test.ts'));
  assert.deepEqual({ failed, passed }, { failed: 1, passed: 3 });
});

test('a test that is skipped or left for later fails the stage', async () => {
  const result = judged(await count('skips.test.ts', 'later.test.ts'));
  assert.deepEqual([...result.reasons].sort(), ['skipped: for later', 'skipped: sits out']);
  assert.equal(result.failed, 2);
});

test('a file in which no test ran fails the stage, although its process ended well', async () => {
  const result = judged(await count('empty.test.ts', 'ends.test.ts', 'passes.test.ts'));
  assert.deepEqual(result.reasons, ['no test ran in empty.test.ts', 'no test ran in ends.test.ts']);
  assert.equal(result.failed, 2);
});

test('a runner that ended badly, or counted nothing, fails the stage', () => {
  assert.equal(judge(['a.test.ts'], '', 0).failed, 1);
  const counted = JSON.stringify({
    passed: 1,
    failed: 0,
    failures: [],
    idle: [],
    files: [join(root, 'a.test.ts')],
  } satisfies Counts);
  assert.equal(judge(['a.test.ts'], counted, 1).failed, 1);
  assert.equal(judge(['a.test.ts'], counted, 0).failed, 0);
});

test('every test file belongs to exactly one stage', () => {
  const claimed = stages.flatMap(stage => ('files' in stage.work ? testFiles(stage.work) : []));
  const all = testFiles({ files: ['**/*.test.ts'], except: ['node_modules/**', '.data/**'] });
  assert.ok(all.length > 10);
  assert.deepEqual(claimed.sort(), [...all].sort());
});

test('a stage that does not exist is named, with those that do', () => {
  assert.throws(
    () => choose({ all: false, only: ['unti'] }),
    /No stage is called unti: the stages are format, /,
  );
  assert.deepEqual(
    choose({ all: false, only: ['types', 'format'] }).map(stage => stage.name),
    ['format', 'types'],
  );
  assert.ok(!choose({ all: false, only: [] }).some(stage => stage.long));
});
