import assert from 'node:assert/strict';
import { test } from 'node:test';
import { depthOf } from './json.ts';

test('depth is counted in brackets that stand in each other, not in text', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 0],
    ['"[[["', 0],
    ['{}', 1],
    ['[{"a":[]},[]]', 3],
    ['{"a\\"[[[":"\\\\"}', 1],
    ['[]'.repeat(100), 1],
    ['['.repeat(100_000), 100_000],
    [']]]][', 0],
  ];
  for (const [text, depth] of cases) assert.equal(depthOf(text), depth, text.slice(0, 40));
});
