import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { awkwardStatements, validAnswers } from '../testing/answers.ts';
import { formFields } from '../testing/form-fields.ts';
import { sampleFormHtml } from '../testing/form-html.ts';
import { Temporal } from '../pure/time.ts';
import { sentFrom } from './inputs.ts';
import type { Answers, StepDefinition } from './definition.ts';
import { applicable, stepOf } from './journey.ts';
import { kindOf } from './kinds.ts';
import { parseStep } from './parse.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';
import { checkStep } from './schema.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const given = { pack, today };

const formHtml = (step: StepDefinition, answers: Answers, typed?: unknown): string =>
  sampleFormHtml(step, answers, { today, typed });

const sendBack = (step: StepDefinition, answers: Answers, typed?: unknown) =>
  parseStep(form, step, formFields(formHtml(step, answers, typed)), answers);

test('a page shown with valid answers and sent back gives the same answers, byte for byte', () => {
  let statements = 0;
  fc.assert(
    fc.property(validAnswers(form, given), answers => {
      for (const { step, answers: own } of applicable(form, answers)) {
        const back = sendBack(step, answers);
        assert.deepEqual(back, own);
        assert.deepEqual(checkStep(form, step, back, answers, given), { ok: true, value: own });
        if (step.id === 'account') statements += 1;
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(statements >= 150);
});

test('a page shown again after an error holds what was typed, right or wrong', () => {
  const step = stepOf(form, 'person');
  assert.ok(step);
  const typed = {
    'born.day': '31',
    'born.month': 'Feb',
    'born.year': '01',
    howMany: 'some',
    givenName: '<script>"\'&',
  };
  const fields = formFields(formHtml(step, {}, typed));
  for (const [name, value] of Object.entries(typed)) assert.equal(fields[name], value, name);
});

for (const words of awkwardStatements) {
  test(`a statement survives its page: ${JSON.stringify(words)}`, () => {
    const step = stepOf(form, 'account');
    assert.ok(step);
    const answers: Answers = { about: { ageStatus: 'child' }, account: { words, taken: 'verbatim' } };
    assert.deepEqual(sendBack(step, answers), answers['account']);
  });
}

test('what every type writes into inputs it reads back', () => {
  fc.assert(
    fc.property(validAnswers(form, given), answers => {
      for (const { fields, answers: own } of applicable(form, answers)) {
        for (const field of fields.filter(({ id }) => Object.hasOwn(own, id))) {
          const answer = own[field.id];
          if (answer === undefined || field.statement || field.fields) continue;
          assert.deepEqual(kindOf(field).read(field, sentFrom(kindOf(field).write(field, answer))), answer);
        }
      }
    }),
  );
});
