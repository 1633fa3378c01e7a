import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../platform/forms/definition.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { spanOf } from '../../platform/pack/imprecise.ts';
import { parseDate } from '../../platform/pure/time.ts';
import { theForm } from './forms.ts';
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

test('an age that is not known, or a date that fits it, is never refused', () => {
  for (const [said, born] of [
    ['not-known', '2015-02-03'],
    ['not-known', '2015'],
    ['not-known', '2008'],
    ['adult', '1990-02-03'],
    ['child', '2015-02-03'],
  ] as const)
    assert.deepEqual(refused(person(said, born), 'person'), [], `${said} ${born}`);
});

test('a birth date that makes somebody an adult is refused where the age is said not to be known: an adult is asked for consent', () => {
  for (const born of ['1990-02-03', '1990'])
    assert.deepEqual(refused(person('not-known', born), 'person'), ['person.birthDate'], born);
});

// On 23 November 2026 whoever was born in 2007 is 18 at least, in 2009 17 at most; who was born in 2008 may be either.
test('a birth year alone is refused where it contradicts the answer about age whatever the day, and only there', () => {
  for (const [said, born] of [
    ['adult', '2015'],
    ['adult', '2009'],
    ['adult', '2026'],
    ['child', '1990'],
    ['child', '2007'],
  ] as const)
    assert.deepEqual(refused(person(said, born), 'person'), ['person.birthDate'], `${said} ${born}`);
  for (const [said, born] of [
    ['adult', '2008'],
    ['child', '2008'],
    ['adult', '2007'],
    ['child', '2009'],
    ['child', '2026'],
  ] as const)
    assert.deepEqual(refused(person(said, born), 'person'), [], `${said} ${born}`);
});

test('so is a birth month', () => {
  assert.deepEqual(refused(person('child', '2008-10'), 'person'), ['person.birthDate']);
  assert.deepEqual(refused(person('adult', '2008-12'), 'person'), ['person.birthDate']);
  for (const said of ['adult', 'child'])
    assert.deepEqual(refused(person(said, '2008-11'), 'person'), [], said);
});

test('a partial birth date is judged as every day that it may mean, and contradicts where all of them do', () => {
  let [contradicts, settles, open] = [0, 0, 0];
  for (let year = 2000; year <= 2016; year++)
    for (const text of [
      `${year}`,
      ...Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`),
    ])
      for (const said of ['adult', 'child', 'not-known']) {
        const span = spanOf(text) ?? assert.fail(text);
        const days = [span.first, span.first.add({ days: 14 }), span.last].map(String);
        const as = (born: string) => {
          const told = personTreatedAs({ pack, form }, factsOf(form, person(said, born)), today);
          return told.ok ? told.value : told.error.fields?.map(({ field }) => field).join();
        };
        const each = new Set(days.map(as));
        if (each.size > 1) open += 1;
        else if (each.has('person.birthDate')) contradicts += 1;
        else settles += 1;
        const bySaid = said === 'adult' ? 'adult' : 'child';
        assert.equal(as(text), each.size > 1 ? bySaid : [...each][0], `${said} ${text}`);
      }
  assert.ok(contradicts > 100 && settles > 100 && open > 3, `${contradicts} ${settles} ${open}`);
});

test('somebody stays treated as a child until their age is lawfully decided, and is an adult for every question then', () => {
  const decided = (outcome: string): Answers => ({
    age: { nation: 'ENG', ageStatus: 'not-known' },
    ageDispute: { status: 'decided', outcome },
  });
  for (const outcome of ['child', 'adult-challenged']) {
    assert.deepEqual(refused(decided(outcome), 'ageDispute'), []);
    const as = personTreatedAs({ pack, form }, factsOf(form, decided(outcome)), today);
    assert.equal(as.ok && as.value, 'child');
  }
  assert.deepEqual(refused(decided('adult'), 'ageDispute'), ['ageDispute.outcome']);
});
