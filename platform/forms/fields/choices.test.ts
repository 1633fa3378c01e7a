import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../pure/time.ts';
import type { FieldDefinition } from '../definition.ts';
import { samplePack } from '../sample.ts';
import { choices } from './choices.ts';

const given = { pack: samplePack, today: Temporal.PlainDate.from('2026-03-02') };
const field: FieldDefinition = {
  id: 'circumstances',
  type: 'choices',
  class: 'immigration',
  required: true,
  options: ['detained', 'offender', 'none'],
  alone: ['none'],
};

test('an option that stands alone is refused together with another', () => {
  const judged = choices.schema(field, given).safeParse(['detained', 'none']);
  assert.deepEqual(
    judged.error?.issues.map(issue => issue.message),
    ['error.alone'],
  );
});

test('it is accepted by itself, and others are accepted together', () => {
  for (const answer of [['none'], ['detained', 'offender']])
    assert.ok(choices.schema(field, given).safeParse(answer).success);
});
