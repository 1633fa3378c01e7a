import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { connect } from '../../platform/db/connect.ts';
import { findServer } from '../../platform/db/server.ts';
import { treeOf } from '../soak/processes.ts';
import { freePort, settingsFor, someFolder, start } from './instance.ts';

const isRoot = process.getuid?.() === 0;

/** Ends by itself with status 7, says one line, which tells what to do, and leaves no process. */
async function refuses(folder: string, settings: Readonly<Record<string, string>>, line: RegExp) {
  const instance = start(settings);
  const status = await instance.ended();
  assert.match(instance.errors(), line);
  assert.equal(instance.errors().trimEnd().split('\n').length, 1, instance.errors());
  assert.doesNotMatch(instance.errors() + instance.output(), /^ +at |node:internal|Error:/m);
  assert.equal(instance.output(), '');
  assert.equal(status, 7);
  assert.deepEqual(treeOf(undefined, folder), []);
}

test('a taken port is told in one line, before any case is made', async () => {
  const folder = someFolder();
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const settings = { ...settingsFor(folder, port), NRM_DEMONSTRATION_CASES: '200' };
  await refuses(
    folder,
    settings,
    new RegExp(`^Port ${port} is taken\\. Stop what uses it, or set PORT to another\\.\\n$`),
  );
  taken.close();
});

test('a data folder that cannot be written is told in one line', async () => {
  const folder = someFolder();
  // Root may write everywhere but where the system itself says no.
  const shut = isRoot ? '/sys/opennrm' : join(folder, 'shut', 'data');
  if (!isRoot) {
    mkdirSync(join(folder, 'shut'), { mode: 0o555 });
    after(() => chmodSync(join(folder, 'shut'), 0o755));
  }
  const line =
    /^The data folder \S+ cannot be written\. Set NRM_DATA_DIR to a folder that you may write\.\n$/;
  await refuses(folder, settingsFor(shut, await freePort()), line);
});

test('a data folder where the system makes none is told in one line, and nothing hangs', async t => {
  if (process.platform !== 'linux') return t.diagnostic('there is no such folder here');
  const line =
    /^The data folder \S+ cannot be written\. Set NRM_DATA_DIR to a folder that you may write\.\n$/;
  await refuses(someFolder(), settingsFor('/proc/opennrm', await freePort()), line);
});

test('a data folder that is a file, or lies below one, is told in one line', async () => {
  const folder = someFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const line = /^\S+ is not a folder\. Set NRM_DATA_DIR to a folder\.\n$/;
  for (const path of [file, join(file, 'data')])
    await refuses(folder, settingsFor(path, await freePort()), line);
});

test('a data folder that the database’s user cannot enter is told in one line, where another would be needed', async () => {
  const folder = someFolder();
  const shut = join(folder, 'shut');
  mkdirSync(shut, { mode: isRoot ? 0o700 : 0o000 });
  const line = isRoot
    ? /^The database's user cannot enter \S+\. Set NRM_DATA_DIR to .+\n$/
    : /^The data folder \S+ cannot be written\. Set NRM_DATA_DIR .+\n$/;
  await refuses(folder, settingsFor(join(shut, 'data'), await freePort()), line);
  chmodSync(shut, 0o755);
});

const strangers = {
  'from a newer version': {
    change: sql`INSERT INTO migration.done VALUES ('2999-01-01-01-of-a-newer-version', now())`,
    line: /^The data folder \S+ is from a newer version of OpenNRM\. Start that version, or set NRM_DATA_DIR .+\n$/,
  },
  'from another build of this version': {
    change: sql`UPDATE migration.digest SET sha256 = 'of another text' WHERE name LIKE '%-sessions'`,
    line: /^The data folder \S+ was made by another build of OpenNRM, .+ Start that build, or set NRM_DATA_DIR .+\n$/,
  },
};
for (const [where, { change, line }] of Object.entries(strangers))
  test(`a data folder ${where} is told in one line, and is left as it was`, async () => {
    const folder = someFolder();
    const settings = settingsFor(folder, await freePort());
    const first = start(settings);
    await first.ready();
    const server = findServer(folder);
    assert.ok(server);
    const { db, close } = connect({ ...server.superuser, database: 'opennrm', max: 1 });
    await change.execute(db);
    await close();
    first.signal('SIGTERM');
    assert.equal(await first.ended(), 0);
    await refuses(folder, settings, line);
    await refuses(folder, settings, line);
  });

/**
 * A disk of so many megabytes. Where mounting is not allowed OpenNRM's own writes are told that the disk is full: PostgreSQL
 * is then never reached, so only the first place where it can happen is tried.
 */
function smallDisk(megabytes: number): { folder: string; settings: Record<string, string> } {
  let isMounted = false;
  const disk = join(
    someFolder(folder => {
      if (isMounted) execFileSync('umount', ['-l', join(folder, 'disk')]);
    }),
    'disk',
  );
  mkdirSync(disk);
  try {
    if (!isRoot) throw new Error('only root may mount');
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', disk], {
      stdio: 'ignore',
    });
    isMounted = true;
    return { folder: join(disk, 'data'), settings: {} };
  } catch {
    const full = join(import.meta.dirname, 'full-disk.ts');
    return { folder: join(disk, 'data'), settings: { NODE_OPTIONS: `--import ${full}` } };
  }
}

// Less than the cluster takes, than its migrations take, and than its cases take: each ends at another step.
for (const megabytes of [1, 38, 40])
  test(`a disk of ${megabytes} MB, too small for what it is to hold, is told in one line`, async () => {
    const { folder, settings } = smallDisk(megabytes);
    const line = /^The disk is full: free some space for \S+ and start again\.\n$/;
    await refuses(folder, { ...settingsFor(folder, await freePort()), ...settings }, line);
  });
