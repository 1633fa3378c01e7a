import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, standingOf } from './applied.ts';

const known = [
  { name: '2026-01-01-01-first', digest: 'aa' },
  { name: '2026-01-02-01-second', digest: 'bb' },
] as const;
const [first, second] = known;

test('a database in which this build’s migrations were applied, unchanged, is current; with the first of them, behind', () => {
  assert.equal(standingOf(known, known), 'current');
  assert.equal(standingOf([first], known), 'behind');
  assert.equal(standingOf([], known), 'behind');
});

test('a migration that was applied with another text, or without a digest, was applied by another build', () => {
  assert.equal(standingOf([{ ...first, digest: 'cc' }, second], known), 'of-another-build');
  assert.equal(standingOf([{ ...first, digest: null }], known), 'of-another-build');
});

test('a migration that is gone from this build, or came before one that was applied, tells another build', () => {
  assert.equal(
    standingOf([first, { name: '2026-01-01-02-gone', digest: 'cc' }, second], known),
    'of-another-build',
  );
  assert.equal(standingOf([second], known), 'of-another-build');
});

test('a migration later than all of this build’s tells a newer version', () => {
  assert.equal(standingOf([...known, { name: '2026-02-01-01-later', digest: 'cc' }], known), 'newer');
});

test('what this build may not use is told in one line that says what to do', () => {
  for (const standing of ['newer', 'of-another-build'] as const) {
    assert.match(problemOf(standing, '/data') ?? '', /^The data folder \/data .+ set NRM_DATA_DIR .+\.$/);
    assert.match(problemOf(standing) ?? '', /^The database .+ use an empty database\.$/);
  }
  assert.equal(problemOf('current'), undefined);
  assert.equal(problemOf('behind'), undefined);
});
