import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drafts } from '../testing/answers.ts';
import { Temporal } from '../pure/time.ts';
import { holds } from './conditions.ts';
import type { Answers } from './definition.ts';
import {
  applicable,
  askedOn,
  firstUnanswered,
  nextStep,
  previousStep,
  stepOf,
  submittable,
} from './journey.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';

const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };
const stepsFor = (answers: Answers) => applicable(form, answers).map(({ step }) => step.id);

test('an adult is asked for consent, and without it nothing that identifies', () => {
  assert.deepEqual(stepsFor({ about: { ageStatus: 'adult' }, consent: { consent: 'refused' } }), [
    'about',
    'consent',
    'account',
    'others',
    'seen',
  ]);
});

test('a child is not asked for consent', () => {
  assert.deepEqual(stepsFor({ about: { ageStatus: 'child' } }), [
    'about',
    'person',
    'contact',
    'account',
    'others',
    'seen',
  ]);
});

test('an answer that no longer applies decides nothing', () => {
  const changed: Answers = { about: { ageStatus: 'child' }, consent: { consent: 'refused' } };
  assert.ok(stepsFor(changed).includes('person'));
  assert.deepEqual(submittable(form, changed), { about: { ageStatus: 'child' } });
});

test('answers made irrelevant are kept in the draft and return when the mind changes back', () => {
  const agreed: Answers = {
    about: { ageStatus: 'adult' },
    consent: { consent: 'given' },
    person: { givenName: 'Ama' },
  };
  const refused: Answers = { ...agreed, consent: { consent: 'refused' } };
  assert.equal(submittable(form, refused)['person'], undefined);
  assert.deepEqual(submittable(form, { ...refused, consent: { consent: 'given' } }), agreed);
});

test('the next step is the next that applies, and the last leads to the check', () => {
  const child: Answers = { about: { ageStatus: 'child' } };
  assert.equal(nextStep(form, child, 'about')?.id, 'person');
  assert.equal(previousStep(form, child, 'person')?.id, 'about');
  assert.equal(previousStep(form, child, 'about'), undefined);
  assert.equal(nextStep(form, child, 'seen'), undefined);
});

test('the first unanswered step lacks an answer or was never seen', () => {
  const child: Answers = { about: { ageStatus: 'child' }, person: { givenName: 'Ama' } };
  assert.equal(firstUnanswered(form, {})?.id, 'about');
  assert.equal(firstUnanswered(form, child)?.id, 'person');
  const account = { words: 'I was afraid.', taken: 'verbatim' };
  const refused: Answers = { about: { ageStatus: 'adult' }, consent: { consent: 'refused' }, account };
  assert.equal(firstUnanswered(form, { ...refused, others: {} })?.id, 'seen');
  assert.equal(firstUnanswered(form, { ...refused, others: {}, seen: {} }), undefined);
});

test('a page asks what an answer on it may bring up, but nothing that earlier answers rule out', () => {
  const contact = stepOf(form, 'contact');
  assert.ok(contact);
  assert.ok(askedOn(form, contact, {}).some(({ id }) => id === 'phone'));
});

test('what is sent holds no answer whose condition is false, and is all that applied', () => {
  let dropped = 0;
  fc.assert(
    fc.property(drafts(form, given), draft => {
      const sent = submittable(form, draft);
      for (const step of form.steps) {
        for (const field of step.fields) {
          const isSent = Object.hasOwn(sent[step.id] ?? {}, field.id);
          const applies = (!step.when || holds(step.when, sent)) && (!field.when || holds(field.when, sent));
          const isAnswered = Object.hasOwn(draft[step.id] ?? {}, field.id);
          assert.equal(isSent, applies && isAnswered, `${step.id}.${field.id}`);
          if (isAnswered && !isSent) dropped += 1;
        }
      }
      assert.deepEqual(submittable(form, sent), sent);
    }),
    { verbose: 1 },
  );
  assert.ok(dropped > 50, `only ${dropped} irrelevant answers were tried`);
});

test('going from step to step ends, whatever was answered, and passes every step that applies', () => {
  fc.assert(
    fc.property(drafts(form, given), draft => {
      const passed = [];
      for (let step = applicable(form, draft)[0]?.step; step; step = nextStep(form, draft, step.id))
        passed.push(step.id);
      assert.deepEqual(passed, stepsFor(draft));
    }),
  );
});
