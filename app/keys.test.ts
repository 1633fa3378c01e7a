import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { makeKeyFile } from '../platform/seal/key-file.ts';
import { readConfig } from './config.ts';
import { keyFileOf, openKeys } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-keys-'));
after(() => rmSync(folder, { recursive: true }));
const production = { setting: 'production', keyServiceToken: 'x' } as const;

test('the evaluation setting makes its keys in a folder of their own, beside the database and not in it', async () => {
  const config = readConfig({ NRM_DATA_DIR: folder });
  assert.ok(config.ok);
  const file = keyFileOf(config.value) ?? assert.fail();
  assert.equal(file, join(folder, 'keys', 'sealed-data.keys'));
  await openKeys(config.value);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700);
});

test('a key service that is missing or does not answer is told in one line, and nothing is made in its place', async () => {
  const empty = join(folder, 'empty.keys');
  writeFileSync(empty, '', { mode: 0o600 });
  const missing = [
    `file:${join(folder, 'nowhere.keys')}`,
    `file:${empty}`,
    `exec:${join(folder, 'nowhere')} MARKER`,
    'https://127.0.0.1:9/MARKER',
  ];
  for (const keyService of missing)
    await assert.rejects(openKeys({ ...production, keyService }), (error: unknown) => {
      assert.ok(error instanceof ServerProblem);
      assert.match(error.message, /^The keys of sealed data .*NRM_KEY_SERVICE.*$/);
      assert.doesNotMatch(error.message, /MARKER|\n/);
      return true;
    });
  assert.equal(existsSync(join(folder, 'nowhere.keys')), false);
});

test('production refuses a key file that others can read', async () => {
  const file = join(folder, 'open.keys');
  makeKeyFile(file);
  chmodSync(file, 0o640);
  await assert.rejects(openKeys({ ...production, keyService: `file:${file}` }), ServerProblem);
  chmodSync(file, 0o600);
  await openKeys({ ...production, keyService: `file:${file}` });
});
