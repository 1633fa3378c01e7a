import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drafts } from '../testing/answers.ts';
import { Temporal } from '../pure/time.ts';
import { byClass, factsOf, joinClasses } from './concepts.ts';
import type { Answers } from './definition.ts';
import { answersOf, itemsField, itemsOf } from './items.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';

const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };

test('rules read facts, whatever the questions are called', () => {
  const answers: Answers = {
    about: { ageStatus: 'adult' },
    consent: { consent: 'given' },
    person: { givenName: 'Ama', born: '1990-03-02' },
    contact: { phone: '+442079460018 ext. 12' },
    account: { words: 'I was afraid.' },
  };
  assert.deepEqual(factsOf(form, answers), {
    ageStatus: 'adult',
    consent: 'given',
    givenName: 'Ama',
    birthDate: '1990-03-02',
    phone: '+442079460018',
    statement: 'I was afraid.',
    circumstances: [],
    urgency: [],
  });
});

test('an unknown code is no fact', () => {
  assert.deepEqual(factsOf(form, { about: { ageStatus: 'grown-up' } }), { circumstances: [], urgency: [] });
});

test('the facts of one data class can be read from its part alone', () => {
  const parts = byClass(form, {
    about: { ageStatus: 'adult' },
    consent: { consent: 'given' },
    person: { givenName: 'Ama' },
  });
  assert.deepEqual(factsOf(form, parts.identity ?? {}), { givenName: 'Ama', circumstances: [], urgency: [] });
});

test('answers are parted by data class, and nothing of one class is in the part of another', () => {
  const classes = new Map(
    form.steps.flatMap(step =>
      (itemsField(step)?.fields ?? step.fields).map(field => [`${step.id}.${field.id}`, field.class]),
    ),
  );
  let [looked, apart] = [0, 0];
  fc.assert(
    fc.property(drafts(form, given), answers => {
      for (const [name, part] of Object.entries(byClass(form, answers)))
        for (const [step, held] of Object.entries(part))
          for (const [field, answer] of Object.entries(held)) {
            const items = itemsOf(answer);
            const asked = items.length > 0 ? items.flatMap(item => Object.keys(answersOf(item))) : [field];
            for (const each of asked) assert.equal(classes.get(`${step}.${each}`), name);
            looked += asked.length;
            if (items.length > 0 && name === 'account') apart += 1;
          }
    }),
  );
  assert.ok(looked > 500 && apart > 10, `${looked} answers, ${apart} times parts of several of a kind`);
});

test('of several of a kind, whoever holds one class reads that part of each, in their order', () => {
  const people = [
    { id: 'one', called: 'Ox' },
    { id: 'two', called: 'Bo', told: 'She opened the door.' },
  ];
  const { account, 'third-party': others } = byClass(form, { others: { people } });
  assert.deepEqual(account, { others: { people: [{ id: 'two', told: 'She opened the door.' }] } });
  assert.deepEqual(others, {
    others: {
      people: [
        { id: 'one', called: 'Ox' },
        { id: 'two', called: 'Bo' },
      ],
    },
  });
  assert.deepEqual(joinClasses([account ?? {}, others ?? {}]), { others: { people } });
});

test('parting and joining gives every answer back, and every step that was seen and left empty', () => {
  fc.assert(
    fc.property(drafts(form, given), answers => {
      const parts = byClass(form, answers);
      assert.deepEqual(joinClasses(parts), answers);
      assert.deepEqual(joinClasses(Object.values(parts)), answers);
    }),
  );
});
