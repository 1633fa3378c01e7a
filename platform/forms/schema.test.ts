import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { nearlyValidAnswers, validAnswers } from '../testing/answers.ts';
import { Temporal } from '../pure/time.ts';
import type { Answers } from './definition.ts';
import { exampleAnswers } from './example.ts';
import { applicable, stepOf, submittable } from './journey.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';
import { answersSchema, checkAnswers, checkStep } from './schema.ts';

const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };
const refused = (answers: unknown) => {
  const checked = checkAnswers(form, answers, given);
  return checked.ok ? [] : (checked.error.fields ?? []).map(({ field, message }) => `${field} ${message}`);
};
const child = { about: { ageStatus: 'child' } };
const account = { words: 'I was afraid.', taken: 'verbatim' };
const person = { givenName: 'Ama', children: 'no', nationality: 'c01' };
const contact = { channels: ['post'], isSafe: true };
const whole = { ...child, person, contact, account };

test('every generated valid answer is accepted as it is, whole and step by step', () => {
  fc.assert(
    fc.property(validAnswers(form, given), answers => {
      assert.deepEqual(checkAnswers(form, answers, given), { ok: true, value: answers });
      for (const { step, answers: typed } of applicable(form, answers)) {
        assert.deepEqual(checkStep(form, step, typed, answers, given), { ok: true, value: typed });
      }
    }),
    { numRuns: 300 },
  );
});

test('one flaw is refused, and the field that has it is named', () => {
  const tried = new Set<string>();
  fc.assert(
    fc.property(nearlyValidAnswers(form, given), ({ answers, at, flaw }) => {
      const checked = checkAnswers(form, answers, given);
      assert.ok(!checked.ok, `${flaw} at ${at} was accepted`);
      const fields = checked.error.fields ?? [];
      assert.ok(
        fields.some(({ field }) => `${field}.`.startsWith(`${at}.`)),
        `${flaw} at ${at}: ${JSON.stringify(fields)}`,
      );
      tried.add(flaw);
    }),
    { numRuns: 1000 },
  );
  assert.ok(tried.size >= 11, `only ${[...tried].join(', ')} were tried`);
});

test('what is missing is named at its field, once, with the words that the pack has for it', () => {
  assert.deepEqual(refused(child), [
    'person.givenName form.sample.person.givenName.missing',
    'person.children error.choose',
    'person.nationality error.choose',
    'contact.channels error.choose-some',
    'contact.isSafe error.tick',
    'account.words error.missing',
    'account.taken error.choose',
  ]);
});

test('an answer may be required by another', () => {
  assert.deepEqual(refused({ ...whole, person: { ...person, children: 'yes' } }), [
    'person.howMany error.number',
  ]);
  assert.deepEqual(refused({ ...whole, contact: { ...contact, channels: ['phone'] } }), [
    'contact.phone error.phone',
  ]);
});

test('an answer that the others rule out is refused, so that nobody sends what nobody reads', () => {
  assert.deepEqual(refused({ ...whole, person: { ...person, howMany: 2 } }), [
    'person.howMany error.not-asked',
  ]);
  const withheld = { about: { ageStatus: 'adult' }, consent: { consent: 'refused' }, person, account };
  assert.deepEqual(
    refused(withheld),
    Object.keys(person).map(field => `person.${field} error.not-asked`),
  );
});

test('where the deciding answer is wrong, what it decides is not held against anyone', () => {
  assert.deepEqual(refused({ ...whole, about: { ageStatus: 'grown-up' } }), [
    'about.ageStatus error.not-an-option',
  ]);
});

test('keys that nobody asked for are refused, and repeated only where they are plain words', () => {
  assert.deepEqual(refused({ ...whole, misspelt: {} }), ['misspelt error.unknown-field']);
  assert.deepEqual(refused({ ...whole, 'Kofi Secret': {} }), [' error.unknown-field']);
  assert.deepEqual(
    refused(JSON.parse(`{"__proto__": {"x": 1}, "about": {"ageStatus": "child"}}`)).slice(0, 1),
    [' error.unknown-field'],
  );
  assert.doesNotMatch(JSON.stringify(refused({ ...whole, person: { ...person, 'Kofi Secret': 1 } })), /Kofi/);
});

test('anything that is not a form of answers is refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => void answersSchema(form, pack, given.today).safeParse(value)),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...form.steps.map(({ id }) => id)), fc.jsonValue()), value => {
      void answersSchema(form, pack, given.today).safeParse(value);
    }),
  );
});

test('text is composed and trimmed, and a statement keeps every byte', () => {
  const words = '\n  e\u0301\r\nlast \r';
  const checked = checkAnswers(
    form,
    { ...whole, person: { ...person, givenName: '\u00a0Ame\u0301lie ' }, account: { ...account, words } },
    given,
  );
  assert.ok(checked.ok);
  assert.equal(checked.value['person']?.['givenName'], 'Amélie');
  assert.equal(checked.value['account']?.['words'], words);
});

test('length counts characters: an emoji is one', () => {
  const named = (givenName: string) => refused({ ...whole, person: { ...person, givenName } });
  assert.deepEqual(named('😀'.repeat(40)), []);
  assert.deepEqual(named('😀'.repeat(41)), ['person.givenName error.too-long']);
});

test('a schema that outlives the day asks for today each time', () => {
  let today = given.today;
  const schema = answersSchema(form, pack, () => today);
  const born = (date: string) => schema.safeParse({ ...whole, person: { ...person, born: date } }).success;
  assert.equal(born('2026-03-03'), false);
  today = today.add({ days: 1 });
  assert.equal(born('2026-03-03'), true);
});

test('a page lets go of a wrong answer to a question that its own answers rule out, and keeps a sound one aside', () => {
  const step = stepOf(form, 'person');
  assert.ok(step);
  const typed = (howMany: string | number) => checkStep(form, step, { ...person, howMany }, child, given);
  assert.deepEqual(typed('some'), { ok: true, value: person });
  assert.deepEqual(typed(2), { ok: true, value: { ...person, howMany: 2 } });
});

test('the documentation says what is accepted: lengths, options, lists, conditions', () => {
  const schema = z.toJSONSchema(answersSchema(form, pack, given.today), {
    io: 'input',
    target: 'draft-2020-12',
  });
  const at = (...path: string[]) =>
    path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], schema);
  const described = (field: string) => String(at('properties', 'person', 'properties', field, 'description'));
  assert.deepEqual(schema.required, ['about', 'account']);
  assert.equal(schema.additionalProperties, false);
  assert.deepEqual(at('properties', 'person', 'required'), ['givenName', 'children', 'nationality']);
  assert.equal(at('properties', 'person', 'properties', 'givenName', 'maxLength'), 40);
  assert.deepEqual(at('properties', 'about', 'properties', 'ageStatus', 'enum'), [
    'adult',
    'child',
    'not-known',
  ]);
  assert.match(described('nationality'), /^Nationality\. A code of the list "nationalities"\.$/);
  assert.match(described('howMany'), /Required where person\.children is yes\./);
  assert.doesNotMatch(JSON.stringify(schema), /Country 1/);
});

test('the example in the documentation is accepted', () => {
  const answers: Answers = exampleAnswers(form, given);
  assert.deepEqual(checkAnswers(form, answers, given), { ok: true, value: answers });
  assert.deepEqual(submittable(form, answers), answers);
});
