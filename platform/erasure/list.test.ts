import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Erased, ErasuresProblem, openErasures } from './list.ts';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-erasures-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'list');
const written = (text: string): string => {
  const other = join(folder, 'other');
  writeFileSync(other, text);
  return other;
};

const some = (basis: string): Erased => ({
  of: 'case',
  id: randomUUID(),
  classes: ['identity', 'account'],
  entries: [{ entryId: randomUUID(), classes: ['identity'] }],
  basis,
});
const all = [
  some('case-withdrawn'),
  { ...some('draft-ended'), classes: undefined, entries: [] },
  some('case-negative'),
];
for (const each of all) openErasures(file).add(each, '2026-11-22T10:00:00Z');
const whole = readFileSync(file, 'utf8');
const lines = whole.trimEnd().split('\n');

test('a list of erasures says what was written, in the order in which it was, and to its owner alone', () => {
  assert.deepEqual(openErasures(file).erased, all);
  assert.equal(statSync(file).mode & 0o077, 0);
  assert.deepEqual(openErasures(join(folder, 'none')).erased, []);
});

test('a list of erasures in which a line was changed, taken out or put in is not read', () => {
  const altered = [
    whole.replace('case-withdrawn', 'case-negative'),
    whole.replace('draft-ended', 'draft-ender'),
    whole.replace('case-negative', 'case-positive'),
    whole.replace(`"n":3`, `"n":3,"more":1`),
    `${[...lines.slice(0, 1), ...lines.slice(2)].join('\n')}\n`,
    `${lines.slice(1).join('\n')}\n`,
    `${[lines[0], ...lines].join('\n')}\n`,
    `${lines.toReversed().join('\n')}\n`,
    `not a line\n${whole}`,
    `${whole}\n`,
  ];
  for (const text of altered) assert.throws(() => openErasures(written(text)), ErasuresProblem, text);
});

test('a line that a crash cut off is of an erasure that never was, and the next one takes its place', () => {
  const torn = written(`${whole}{"n":4,"at":"20`);
  const list = openErasures(torn);
  assert.deepEqual(list.erased, all);
  const another = some('trail-seen');
  list.add(another, '2026-11-22T10:00:00Z');
  assert.deepEqual(openErasures(torn).erased, [...all, another]);
});

test('an erasure that did not come about is not done again', () => {
  const file = written(whole);
  const list = openErasures(file);
  const n = list.add(some('case-positive'), '2026-11-22T10:00:00Z');
  assert.equal(openErasures(file).erased.length, 4);
  list.undo(n, '2026-11-22T10:00:01Z');
  assert.deepEqual(openErasures(file).erased, all);
});

test('a list that cannot be written or read says so', () => {
  assert.throws(() => openErasures(folder), ErasuresProblem);
  const nowhere = openErasures(join(folder, 'no-such-folder', 'list'));
  assert.throws(() => nowhere.add(some('case-positive'), '2026-11-22T10:00:00Z'), ErasuresProblem);
});
