import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const named = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: named, devDependencies: named, optionalDependencies: named })
  .parse(JSON.parse(read('package.json')));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));
const locked = Object.entries(packages).filter(([path]) => path !== '');

test('every package that the project names is of one exact version', () => {
  const all = Object.values(manifest).flatMap(group => Object.entries(group));
  assert.ok(all.length > 40, `${all.length} packages`);
  assert.deepEqual(
    all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
    [],
  );
});

test('the inventory of packages names each with its version and the digest of what is installed', () => {
  assert.ok(locked.length > 200, `${locked.length} packages`);
  assert.deepEqual(
    locked.filter(
      ([, { version, resolved, integrity }]) =>
        !version ||
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https:')),
    ),
    [],
  );
});

test('what is not to be served stays out of the image: its history, data and packages of elsewhere', () => {
  const left = read('.containerignore').trim().split('\n');
  for (const name of ['.git', '.data', 'node_modules']) assert.ok(left.includes(name), name);
  const container = read('deploy/container/Containerfile');
  assert.match(container, /npm ci --omit=dev --ignore-scripts/);
  assert.match(container, /^USER opennrm$/m);
  assert.match(container, /NODE_ENV=production/);
});
