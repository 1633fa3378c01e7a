import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { fieldErrors } from './errors.ts';

const schema = z.strictObject(
  { step: z.strictObject({ age: z.number(), list: z.array(z.string()) }, { error: 'error.unknown-field' }) },
  { error: 'error.unknown-field' },
);
const fieldsOf = (sent: unknown): readonly string[] =>
  fieldErrors(schema.safeParse(sent).error?.issues ?? []).map(({ field }) => field);
const step = { age: 1, list: [] };

test('a wrong type names its exact field', () => {
  assert.deepEqual(fieldsOf({ step: { age: 'MARKER', list: ['a', 2] } }), ['step.age', 'step.list.1']);
});

test('an unknown key is named itself, one error each, with the message for unknown fields', () => {
  assert.deepEqual(fieldsOf({ step: { ...step, agge: 1, colour: 2 }, setp: {} }), [
    'step.agge',
    'step.colour',
    'setp',
  ]);
  const [error] = fieldErrors(schema.safeParse({ step, extra: 1 }).error?.issues ?? []);
  assert.deepEqual(error, { field: 'extra', message: 'error.unknown-field' });
});

test('a key that may hold what somebody wrote is not repeated: its parent is named', () => {
  for (const key of [
    'Robin of Northland',
    'robin@northland.example',
    '07700 900123',
    '07700900123',
    'a'.repeat(33),
    'é',
    '',
    'a.b',
  ])
    assert.deepEqual(fieldsOf({ step: { ...step, [key]: 1 } }), ['step'], key);
  assert.deepEqual(fieldsOf({ step, 'Robin of Northland': 1 }), ['']);
});

test('keys of a record come from the sender too', () => {
  const issues = z.record(z.string(), z.number()).safeParse({ 'Robin of Northland': 'MARKER' }).error?.issues;
  assert.deepEqual(
    fieldErrors(issues ?? []).map(({ field }) => field),
    [''],
  );
});

test('a thousand unknown keys give an answer that can be read', () => {
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`key${n}`, n]));
  assert.equal(fieldsOf({ step, ...many }).length, 20);
});
