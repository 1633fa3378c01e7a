import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../platform/forms/definition.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { parseDate } from '../../platform/pure/time.ts';
import { theForm } from './forms.ts';
import { keysFor } from './queries.ts';
import { personTreatedAs, refuseStep } from './rules.ts';

const pack = await loadPack('packs/uk');
const form = theForm(pack);
const today = parseDate('2026-11-23') ?? assert.fail();

const person = (ageStatus: string, birthDate: string): Answers => ({
  age: { nation: 'ENG', ageStatus },
  person: { givenName: 'Testina', birthDate },
});
const refused = (answers: Answers, step: string) => {
  const result = refuseStep({ pack, form }, answers, { step, today });
  return result.ok ? [] : (result.error.fields ?? []).map(({ field }) => field);
};

test('a birth date that contradicts the answer about age is refused where the date is asked, and names that field', () => {
  assert.deepEqual(refused(person('adult', '2015-02-03'), 'person'), ['person.birthDate']);
  assert.deepEqual(refused(person('child', '1990-02-03'), 'person'), ['person.birthDate']);
  const whole = personTreatedAs({ pack, form }, factsOf(form, person('adult', '2015-02-03')), today);
  assert.deepEqual(!whole.ok && whole.error.fields?.[0]?.field, 'person.birthDate');
});

test('the answer about age can always be changed, so that two wrong answers can be put right in turn', () => {
  assert.deepEqual(refused(person('child', '1990-02-03'), 'age'), []);
});

test('an age that is not known, a year alone, or a fitting date is never refused', () => {
  for (const [said, born] of [
    ['not-known', '2015-02-03'],
    ['not-known', '1990-02-03'],
    ['adult', '2015'],
    ['adult', '1990-02-03'],
    ['child', '2015-02-03'],
  ] as const)
    assert.deepEqual(refused(person(said, born), 'person'), [], `${said} ${born}`);
});

test('a phone number is found however its digits are grouped', () => {
  for (const typed of ['02920180455', '029 2018 0455', '(029) 2018-0455', '+44 29 2018 0455'])
    assert.deepEqual(keysFor({ pack }, typed), [{ kind: 'phone', key: '+442920180455' }], typed);
});

test('a date and a name are not taken for a phone number', () => {
  for (const typed of ['27 3 2001', '27/03/2001', '2001-03-27'])
    assert.deepEqual(keysFor({ pack }, typed), [{ kind: 'birth-date', key: '2001-03-27' }], typed);
  assert.deepEqual(keysFor({ pack }, 'Testina'), [{ kind: 'name', key: 'testina' }]);
});
