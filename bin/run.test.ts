import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'opennrm-run-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a program through the launcher and waits until it says that it runs. */
async function start(source: string): Promise<{ child: ChildProcess; said: () => string }> {
  const file = join(folder, `program-${Math.random().toString(36).slice(2)}.ts`);
  writeFileSync(file, `const n: number = 0; ${source}; console.log('up', process.version, n);`);
  const child = spawn(process.execPath, [join(root, 'bin/run.mjs'), file, 'an argument'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('up')) await once(child.stdout ?? child, 'data');
  return { child, said: () => said };
}

test('a file runs under Node 24 with its arguments, and its exit status is passed on', async () => {
  const { child, said } = await start('console.log(process.argv[2]); process.exitCode = 7');
  assert.deepEqual(await once(child, 'close'), [7, null]);
  assert.match(said(), /an argument\nup v2[4-9]\./);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(`${signal} reaches the program once, which may end in its own way`, async () => {
    const stop = `let times = 0; process.on('${signal}', () => { times += 1; setTimeout(() => { console.log('stopped', times); process.exit(0); }, 300); }); setInterval(() => {}, 1000)`;
    const { child, said } = await start(stop);
    child.kill(signal);
    setTimeout(() => child.kill(signal), 100);
    assert.deepEqual(await once(child, 'close'), [0, null]);
    assert.match(said(), /stopped 1\n/);
  });

test('a program that a signal ends makes the launcher end by that signal', async () => {
  const { child } = await start('setInterval(() => {}, 1000)');
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [null, 'SIGINT']);
});

test('the command line works from any folder and through links', () => {
  symlinkSync(join(root, 'opennrm'), join(folder, 'first'));
  symlinkSync('first', join(folder, 'second'));
  const help = execFileSync(join(folder, 'second'), ['--help'], { cwd: '/', encoding: 'utf8' });
  assert.match(help, /opennrm/);
});
