import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleAnswers } from '../../../platform/forms/example.ts';
import { loadPack } from '../../../platform/pack/load.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { theForm } from '../forms.ts';
import { answerIn, textOf } from './cells.ts';

const pack = await loadPack(join(import.meta.dirname, '../../../packs/uk'));
const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };

test('what an answer is in a cell is read as that answer', () => {
  const form = theForm(pack);
  const example = exampleAnswers(form, given);
  const fields = form.steps.flatMap(step => step.fields.map(field => [step.id, field] as const));
  let tried = 0;
  for (const [step, field] of fields) {
    const answer = example[step]?.[field.id];
    if (answer === undefined || field.fields) continue;
    assert.deepEqual(answerIn(textOf(answer), field, given), answer, `${step}.${field.id}`);
    tried += 1;
  }
  assert.ok(tried > 60, String(tried));
});

test('what makes no sense goes to the schema as it is, and an empty cell is no answer', () => {
  const field = (type: 'tick' | 'number' | 'choice') =>
    ({ id: 'it', type, class: 'account', required: false, options: ['yes'] }) as const;
  assert.equal(answerIn('perhaps', field('tick'), given), 'perhaps');
  assert.equal(answerIn('no', field('tick'), given), undefined);
  assert.equal(answerIn('1e3', field('number'), given), '1e3');
  assert.equal(answerIn(' YES ', field('choice'), given), 'yes');
  assert.equal(answerIn('  ', field('choice'), given), undefined);
});
