import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs/security/how-it-is-guarded.md'), 'utf8');

test('every figure of the description of how it is guarded is that of the code', () => {
  const figures = [...document.matchAll(/`([\w/.-]+\.ts)` `(\w+ = [^`]+)` \|$/gm)];
  assert.ok(figures.length >= 15, `${figures.length} figures`);
  assert.deepEqual(
    figures
      .filter(([, file = '', line]) => !readFileSync(join(root, file), 'utf8').includes(`const ${line};`))
      .map(([all]) => all),
    [],
  );
});
