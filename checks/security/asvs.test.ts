import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const rows = readFileSync(join(root, 'docs/security/asvs.md'), 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, id = '', level = '', asks = '', answer = ''] =
      /^\| (V[\d.]+) \| (\d) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    return id ? [{ id, level, asks, answer }] : [];
  });

/** Numbers and levels of ASVS 5.0.0, levels 1 and 2 (OWASP, CC BY-SA 4.0). */
const asked = readFileSync(join(import.meta.dirname, 'asvs-5.0.0-ids.txt'), 'utf8')
  .trim()
  .split('\n');

test('every requirement of levels 1 and 2 stands in the table once, with its level', () => {
  assert.equal(asked.length, 253);
  assert.deepEqual(
    rows.map(({ id, level }) => `${id} ${level}`),
    asked,
  );
});

/** The names of a file's tests as they are written there, those made of several parts too. */
const namesIn = (file: string): readonly string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:test|it)\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g),
  ].map(([, , name = '']) => name);

test('each is held by a test that is there, or says why none holds it', () => {
  const files = new Set(globSync('{app,checks,contexts,journeys,platform}/**/*.test.ts', { cwd: root }));
  const wrong: string[] = [];
  let tests = 0;
  for (const { id, answer } of rows) {
    if (/^(?:Not applicable|Held otherwise|\*\*Not yet:\*\*)[: ] ?.{10,}/.test(answer)) continue;
    const named = [...answer.matchAll(/`([^`]+\.test\.ts)` “([^”]+(?:’[^”]*)?)”/g)];
    const whole = named.map(([all]) => all).join('<br>');
    if (named.length === 0 || whole !== answer) wrong.push(`${id}: ${answer}`);
    for (const [, file = '', name = ''] of named) {
      tests += 1;
      if (!files.has(file)) wrong.push(`${id}: there is no ${file}`);
      else if (!namesIn(file).includes(name)) wrong.push(`${id}: ${file} has no test “${name}”`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(tests > 200, `${tests} tests are named`);
});
