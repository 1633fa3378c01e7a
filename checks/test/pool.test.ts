import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runChild, stageEnvironment } from './child.ts';
import { leavesNothing, stateNow } from './leaves-nothing.ts';
import { environmentOf } from './left-over.ts';
import { type PoolOptions, runFiles } from './pool.ts';
import { judge } from './run-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-stage-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const head = `import { after, test } from 'node:test';\n`;
const sources: Record<string, string> = {
  'passes.test.ts': `${head}test('one', () => {}); test('two', t => t.test('three', () => {}));`,
  'late.test.ts': `${head}test('at once', () => {}); await new Promise(done => setTimeout(done, 50)); test('later', () => {});`,
  'fails.test.ts': `${head}test('breaks', () => { throw new Error('broken'); });`,
  'hook.test.ts': `${head}test('sound', () => {}); after(() => { throw new Error('cannot put away'); });`,
  'loads.test.ts': `${head}test('sound', () => {}); throw new Error('cannot load');`,
  'skips.test.ts': `${head}test('sits out', { skip: true }, () => {});`,
  'todo.test.ts': `${head}test('for later', { todo: true }, () => {});`,
  'empty.test.ts': 'export {};',
  'ends.test.ts': `${head}process.exit(0); test('never', () => {});`,
  'dies.test.ts': `${head}test('dies', () => process.kill(process.pid, 'SIGKILL'));`,
  'waits.test.ts': `${head}test('waits', () => new Promise(() => {}));`,
  'loops.test.ts': `${head}test('loops', () => { for (;;); });`,
  'changes.test.ts': `${head}test('sound', () => { process.env['LEFT_BEHIND'] = '1'; });`,
  'throws.test.ts': `${head}test('sound', () => { setTimeout(() => { throw new Error('too late'); }, 20); });`,
};

let runs = 0;
/** One after another in one process, as the big stages do. */
async function tried(names: readonly string[], options: Partial<PoolOptions> = {}) {
  for (const name of names) writeFileSync(join(folder, name), sources[name] ?? '');
  const log = join(folder, `log-${runs++}`);
  const pool = { env: stageEnvironment(), log, atOnce: 1, together: true, minutes: 5, cwd: folder };
  return judge(await runFiles(names, { ...pool, ...options }));
}

test('files are counted by their tests, whether they share a process or not', async () => {
  const all = { passed: 5, failed: 0, reasons: [] };
  assert.deepEqual(await tried(['passes.test.ts', 'late.test.ts']), all);
  assert.deepEqual(await tried(['passes.test.ts', 'late.test.ts'], { atOnce: 2, together: false }), all);
});

test('a test, a hook or a file that fails fails the stage, with the name of the file', async () => {
  const names = ['fails', 'hook', 'loads', 'passes'].map(name => `${name}.test.ts`);
  assert.deepEqual(await tried(names), {
    passed: 5,
    failed: 3,
    reasons: ['fails', 'hook', 'loads'].map(name => `1 failed in ${name}.test.ts`),
  });
});

test('a test that is skipped or left for later fails the stage', async () => {
  const { failed, reasons } = await tried(['skips.test.ts', 'todo.test.ts']);
  assert.deepEqual(reasons, ['skipped: sits out', 'skipped: for later']);
  assert.equal(failed, 2);
});

test('a file in which no test ran fails the stage', async () => {
  const { failed, reasons } = await tried(['empty.test.ts', 'passes.test.ts']);
  assert.deepEqual(reasons, ['no test ran in empty.test.ts']);
  assert.equal(failed, 1);
});

test('a file that ends its process fails the stage, and the others are run all the same', async () => {
  assert.deepEqual(await tried(['ends.test.ts', 'dies.test.ts', 'passes.test.ts']), {
    passed: 3,
    failed: 2,
    reasons: ['ends.test.ts ended its process, with 0', 'dies.test.ts ended its process, with 1'],
  });
});

test('what a file leaves changed, or fails after its tests, fails the file and not the next', async () => {
  const { passed, reasons } = await tried(['changes.test.ts', 'throws.test.ts', 'passes.test.ts']);
  assert.deepEqual(reasons, ['1 failed in changes.test.ts', '1 failed in throws.test.ts']);
  assert.equal(passed, 5);
});

test('what is left open is named', async () => {
  const before = stateNow();
  const left = setTimeout(() => undefined, 60_000);
  await assert.rejects(leavesNothing(before, 0), /leaves behind open: Timeout$/);
  clearTimeout(left);
  await leavesNothing(before);
});

test('a file that never ends is ended and named, with those that were not reached', async () => {
  const waits = await tried(['waits.test.ts'], { minutes: 1 / 30 });
  assert.match(waits.reasons.join(), /waits\.test\.ts/);
  const loops = await tried(['loops.test.ts', 'passes.test.ts'], { minutes: 1 / 30 });
  assert.match(
    loops.reasons.join(),
    /not reached: 1 files, from passes.*,loops\.test\.ts was not done after/,
  );
});

test('a program is waited for, and what it leaves running is ended', async () => {
  const [written, log] = [join(folder, 'pid'), join(folder, 'log-of-program')];
  const child = `require('fs').writeFileSync(${JSON.stringify(written)}, String(process.pid)); setInterval(() => {}, 1e6)`;
  const program = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { detached: true, stdio: 'inherit' }).unref();
    setInterval(() => { if (require('fs').existsSync(${JSON.stringify(written)})) process.exit(0); }, 10)`;
  assert.equal(await runChild(['node', '-e', program], stageEnvironment(), log), 0);
  assert.equal(environmentOf(readFileSync(written, 'utf8')), '');
  assert.equal(await runChild(['node', '-e', 'for (;;);'], stageEnvironment(), log, { minutes: 1 / 60 }), 1);
  assert.match(readFileSync(log, 'utf8'), /it ran for more than/);
});
