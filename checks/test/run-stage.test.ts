import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFiles } from './run-stage.ts';
import { choose, stages } from './stages.ts';

test('every test file belongs to exactly one stage', () => {
  const claimed = stages.flatMap(stage => ('files' in stage.work ? testFiles(stage.work) : []));
  const all = testFiles({ files: ['**/*.test.ts'], except: ['node_modules/**', '.data/**'] });
  assert.ok(all.length > 10);
  assert.deepEqual(claimed.sort(), [...all].sort());
  const first = stages.flatMap(({ work }) =>
    'files' in work && work.first ? [[work.first, testFiles(work)[0]]] : [],
  );
  for (const [file, begun] of first) assert.equal(begun, file);
});

test('a stage that does not exist is named, with those that do', () => {
  assert.throws(
    () => choose({ all: false, only: ['unti'] }),
    /No stage is called unti: the stages are format, /,
  );
  assert.deepEqual(
    choose({ all: false, only: ['types', 'format'] }).map(stage => stage.name),
    ['format', 'types'],
  );
  assert.ok(!choose({ all: false, only: [] }).some(stage => stage.long));
});
