/**
 * Runs the test files that its parent sends, one after another in this process: to start a process and load all of
 * OpenNRM for each costs more than most of them do. A file's hooks run when it ends, and it may leave nothing behind.
 */
import { on } from 'node:events';
import { relative } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { leavesNothing, stateNow } from './leaves-nothing.ts';

async function runFile(t: TestContext, file: string): Promise<void> {
  const before = stateNow();
  await import(pathToFileURL(file).href);
  // The last of its hooks, since the file has registered its own.
  t.after(() => leavesNothing(before));
  // Waits for all tests that the file declared: node:test waits only for those that were declared before the first one ended.
  await t.test('the end of the file', () => undefined);
}

test('files', { timeout: Infinity }, async t => {
  for await (const [file] of on(process, 'message') as AsyncIterable<[string]>) {
    if (file === '') break;
    await t.test(relative(process.cwd(), file), { timeout: Infinity }, one => runFile(one, file));
  }
});
