import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Fault, plant, readFaults, runTest } from './plant.ts';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-plant-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'patches'));
writeFileSync(join(folder, 'sum.ts'), 'export const sum = (a: number, b: number) => a + b;\n');
writeFileSync(
  join(folder, 'sum.test.ts'),
  `import { test } from 'node:test'; import assert from 'node:assert/strict'; import { sum } from './sum.ts';
   test('two and two (or 2+2) make four', () => assert.equal(sum(2, 2), 4));
   test('it is exported', () => assert.ok(sum));\n`,
);

function fault(name: string, test: string, from: string, to: string): Fault {
  const patch = join(folder, 'patches', `${name}.patch`);
  writeFileSync(
    patch,
    `# test: sum.test.ts -- ${test}\n--- a/sum.ts\n+++ b/sum.ts\n@@ -1,1 +1,1 @@\n-${from}\n+${to}\n`,
  );
  const read = readFaults(join(folder, 'patches')).find(one => one.name === name);
  assert.ok(read);
  return read;
}
const before = 'export const sum = (a: number, b: number) => a + b;';

test('a planted fault fails its test, and is gone afterwards', async () => {
  const planted = fault('minus', 'two and two (or 2+2) make four', before, before.replace('+', '-'));
  assert.equal(await runTest(folder, planted), 'passed');
  const remove = plant(folder, planted);
  assert.equal(await runTest(folder, planted), 'failed');
  remove();
  assert.equal(readFileSync(join(folder, 'sum.ts'), 'utf8'), `${before}\n`);
});

test('a fault that its test does not see, or a test that is not there, counts for nothing', async () => {
  const unseen = fault('unseen', 'it is exported', before, before.replace('+', '-'));
  const remove = plant(folder, unseen);
  assert.equal(await runTest(folder, unseen), 'passed');
  assert.equal(await runTest(folder, { ...unseen, test: 'no such test' }), 'not run');
  remove();
});

test('a fault that breaks the file before its tests run was not found by the test', async () => {
  const broken = fault('broken', 'it is exported', before, 'export const sum = (');
  const remove = plant(folder, broken);
  assert.equal(await runTest(folder, broken), 'not run');
  remove();
});

test('a patch that no longer applies, or names no test, is an error', () => {
  assert.throws(
    () => plant(folder, fault('old', 'it is exported', 'export const gone = 1;', '')),
    /no longer applies/,
  );
  writeFileSync(join(folder, 'patches', 'nameless.patch'), '--- a/sum.ts\n');
  assert.throws(() => readFaults(join(folder, 'patches')), /nameless\.patch does not begin with/);
});

test('every fault that stands here still fits the code that it spoils, and its test is there', () => {
  const faults = readFaults(import.meta.dirname);
  assert.ok(faults.length >= 100, `only ${faults.length} faults were read`);
  const root = join(import.meta.dirname, '../..');
  for (const { name, patch, file } of faults) {
    assert.ok(existsSync(join(root, file)), `${name}: there is no ${file}`);
    assert.doesNotThrow(
      () =>
        execFileSync('git', ['apply', '--check', patch], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }),
      `${name}: the patch no longer applies: make it again`,
    );
  }
});
