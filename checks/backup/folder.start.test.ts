import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { killAll, treeOf } from '../soak/processes.ts';
import { freePort, settingsFor, someFolder, start } from '../start/instance.ts';
import { root, stageEnvironment } from '../test/child.ts';

const folder = someFolder();
const data = join(folder, 'data');
const keyFile = join(folder, 'backup.key');
const backup = join(folder, 'one.backup');
writeFileSync(keyFile, 'a passphrase of the tests alone', { mode: 0o600 });
const settings = { ...settingsFor(data, await freePort()), NRM_BACKUP_KEY_FILE: keyFile };

const environment = (change: Readonly<Record<string, string>>) =>
  stageEnvironment({ ...settings, ...change });
const run = (change: Readonly<Record<string, string>>, ...args: string[]) => {
  const done = spawnSync(process.execPath, [join(root, 'app/cli.ts'), ...args], {
    env: environment(change),
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status: done.status, output: done.stdout, errors: done.stderr };
};
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
/** A folder with the keys of the first one in it. */
function withKeys(name: string): string {
  const to = join(folder, name);
  mkdirSync(to, { mode: 0o711 });
  for (const each of ['keys', 'ledger.key', 'app.secret'])
    cpSync(join(data, each), join(to, each), { recursive: true });
  return to;
}

test('a data folder is backed up while it runs, and starts again from the backup in another folder', async () => {
  const first = start({ ...settings, NRM_DEMONSTRATION_CASES: '3' });
  await first.ready();
  const taken = run({}, 'backup', backup);
  assert.equal(taken.status, 0, taken.errors);
  assert.match(taken.output, /is whole: \d+ tables, \d+ rows, 0 files; the ledger has \d+ entries/);
  first.signal('SIGTERM');
  assert.equal(await first.ended(), 0);
  const to = withKeys('again');
  const restored = run({ NRM_DATA_DIR: to }, 'restore', backup);
  assert.equal(restored.status, 0, restored.errors);
  const second = start({ ...settings, NRM_DATA_DIR: to });
  await second.ready();
  assert.match(run({ NRM_DATA_DIR: to }, 'ledger', 'verify').output, /^The ledger is sound\.$/m);
  assert.match(run({ NRM_DATA_DIR: to }, 'key', 'check').output, /^Every key is there\.$/m);
  second.signal('SIGTERM');
  assert.equal(await second.ended(), 0);
});

test('a folder that holds anything but keys is refused, and left as it was', () => {
  const before = readdirSync(data);
  const refused = run({}, 'restore', backup);
  assert.equal(refused.status, 7);
  assert.match(
    lastLine(refused.errors),
    /is not empty \(.+\): a backup is restored into an empty folder only/,
  );
  assert.deepEqual(readdirSync(data), before);
});

test('a backup under another passphrase is told in one line, and nothing is made', () => {
  const to = withKeys('other-key');
  const before = readdirSync(to);
  const other = join(folder, 'other.key');
  writeFileSync(other, 'another passphrase of the tests', { mode: 0o600 });
  const refused = run({ NRM_DATA_DIR: to, NRM_BACKUP_KEY_FILE: other }, 'restore', backup);
  assert.equal(refused.status, 1);
  assert.match(refused.errors, /^The key of the backup is another than that of NRM_BACKUP_KEY_FILE.+\n$/);
  assert.deepEqual(readdirSync(to), before);
});

test('a passphrase that others can read, that is too short or that is not there is refused', () => {
  const open = join(folder, 'open.key');
  writeFileSync(open, 'a passphrase of the tests alone', { mode: 0o644 });
  const short = join(folder, 'short.key');
  writeFileSync(short, 'too short', { mode: 0o600 });
  const said = (file: string) => run({ NRM_BACKUP_KEY_FILE: file }, 'restore', '--check', backup).errors;
  assert.match(said(open), /^NRM_BACKUP_KEY_FILE names a file that others can read/);
  assert.match(said(short), /^NRM_BACKUP_KEY_FILE must name a file with one line of at least 20 characters/);
  assert.match(said(join(folder, 'none')), /^NRM_BACKUP_KEY_FILE must name a file/);
  assert.match(said(''), /^NRM_BACKUP_KEY_FILE is missing/);
});

test('a data folder in which a restore was killed says so, and is not started', async () => {
  const to = withKeys('killed');
  const child = spawn(process.execPath, [join(root, 'app/cli.ts'), 'restore', backup], {
    env: environment({ NRM_DATA_DIR: to }),
    stdio: 'ignore',
  });
  while (!existsSync(join(to, 'postgres'))) await pause(5);
  await killAll(() => treeOf(child.pid, to));
  const instance = start({ ...settings, NRM_DATA_DIR: to });
  assert.equal(await instance.ended(), 7);
  assert.match(
    instance.errors(),
    /^A restore into \S+ did not end\. Remove what is in it, but for the keys, and restore again\.\n$/,
  );
  assert.equal(run({ NRM_DATA_DIR: to }, 'restore', backup).status, 7);
});
