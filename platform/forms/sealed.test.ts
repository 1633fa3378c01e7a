import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import { byClass } from './data-classes.ts';
import type { Answers } from './definition.ts';
import { parseStep } from './parse.ts';
import { samplePack as pack, sealedForm as form } from './sample.ts';
import { answersSchema, checkAnswers, checkStep } from './schema.ts';
import { sealedFields, sealedIn } from './sealed.ts';
import { soundPart } from './sound.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const given = { pack, today };
const step = form.steps[0] ?? assert.fail();
const sealed = { seal: '00000000-0000-4000-8000-000000000000', box: 'AAAA' };
const before: Answers = { stay: { town: 'Northland', address: sealed } };
const typed = (sent: object, soFar: Answers = before) =>
  parseStep(form, step, { town: 'Northland', ...sent }, soFar);

test('what was sealed is kept where nothing is typed, replaced by what is, and taken out where that is asked for', () => {
  assert.deepEqual(typed({})['address'], sealed);
  assert.deepEqual(typed({ address: '  ' })['address'], sealed);
  assert.equal(typed({ address: '1 Example Street' })['address'], '1 Example Street');
  assert.equal(
    typed({ address: '1 Example Street', 'address.sealed': 'replace' })['address'],
    '1 Example Street',
  );
  assert.deepEqual(typed({ address: '1 Example Street', 'address.sealed': 'keep' })['address'], sealed);
  assert.equal(typed({ address: '1 Example Street', 'address.sealed': 'remove' })['address'], undefined);
  assert.equal(
    typed({ address: '1 Example Street', 'address.sealed': 'remove' }, {})['address'],
    '1 Example Street',
  );
});

test('a faulty address leaves the one that was sealed before as it was', () => {
  const page = typed({ address: 'x'.repeat(101) });
  const checked = checkStep(form, step, page, before, given);
  assert.ok(!checked.ok);
  const faults = checked.error.fields ?? [];
  assert.deepEqual(
    faults.map(({ field }) => field),
    ['stay.address'],
  );
  assert.deepEqual(soundPart(form, step, { typed: page, soFar: before, faults }, given), before['stay']);
});

test('a draft may hold ciphertext where it is to be sealed, and a system outside may not send any', () => {
  assert.ok(checkAnswers(form, before, given).ok);
  assert.ok(
    answersSchema(form, pack, today).safeParse({ stay: { town: 'Northland', address: 'Here' } }).success,
  );
  assert.equal(answersSchema(form, pack, today).safeParse(before).success, false);
  assert.equal(
    checkAnswers(form, { stay: { town: sealed } }, given).ok,
    false,
    'nor where nothing is sealed',
  );
});

test('answers that should be sealed and are not are written nowhere', () => {
  assert.deepEqual(byClass(form, before), { location: before });
  assert.throws(() => byClass(form, { stay: { address: 'Here' } }), /stay\.address is not sealed/);
});

test('which fields are sealed, and which answers are, is known of the form alone', () => {
  assert.deepEqual(sealedFields(form), ['stay.address']);
  assert.deepEqual(sealedIn(form, before), [{ step: 'stay', field: 'address', answer: sealed }]);
  assert.deepEqual(sealedIn(form, { stay: { address: 'Here' } }), []);
});
