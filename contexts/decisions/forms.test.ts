import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allocateForm, decisionForm, draftForm, inputsOf, longestReasons, readingForm } from './forms.ts';
import { exampleDefinition, exampleReasoned } from './pages/examples.ts';
import { outcomes } from './model.ts';
import { readCursor } from './queries.ts';
import { whole } from './whole.ts';

const seed = Date.now() % 1_000_000_000;
console.log(`forms of decisions: seed ${seed}`);

const issues = (result: {
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}) => result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

test('a decision that was read back out of its own form is the same decision', () => {
  for (const outcome of outcomes) {
    const reasoned = exampleReasoned(outcome);
    const read = whole(decisionForm.parse(inputsOf(reasoned)), exampleDefinition({ treatedAs: 'adult' }));
    assert.deepEqual(read.ok && read.value, reasoned);
  }
});

test('an empty text is no fault of the form: the rules say whether reasons are missing', () => {
  const working = decisionForm.parse({ 'trade.reasons': '  ', outcome: 'perhaps', 'trade.act': 'surely' });
  assert.deepEqual(working, {
    outcome: undefined,
    findings: new Map(),
    headReasons: new Map([['trade', '']]),
    reasons: '',
  });
});

test('texts that cannot be stored or are too long are refused, and the field is named', () => {
  const result = decisionForm.safeParse({
    'trade.reasons': 'a\0b',
    'forced-work.reasons': 'half \uD800 a pair',
    reasons: 'x'.repeat(longestReasons + 1),
  });
  assert.deepEqual(issues(result), [
    'trade.reasons: error.characters',
    'forced-work.reasons: error.characters',
    'reasons: error.too-long',
  ]);
});

test('whatever is sent, no form throws, and what it accepts can be stored', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.string()),
    fc.constantFrom<unknown>(null, 3, {}, '\uDC00', '__proto__'),
  );
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('reasons', 'trade.reasons', 'trade.act', 'outcome', '__proto__', 'reading', 'to'),
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.dictionary(name, odd), body => {
      for (const form of [decisionForm, draftForm, readingForm, allocateForm]) {
        const result = form.safeParse(body);
        if (!result.success) continue;
        accepted += 1;
        const texts = JSON.stringify(result.data, (_, value: unknown) =>
          value instanceof Map ? [...value] : value,
        );
        assert.ok(!texts.includes('\\u0000') && texts.isWellFormed() && !/\\ud[89a-f]/.test(texts));
      }
    }),
    { seed, numRuns: 500 },
  );
  assert.ok(accepted >= 500, `only ${accepted} accepted`);
});

test('a draft keeps what was typed as it was typed, whole or not', () => {
  const typed = { outcome: 'negative', 'trade.act': 'met', 'trade.reasons': '  half a ', reasons: '' };
  assert.deepEqual(draftForm.parse(typed), typed);
  assert.deepEqual(draftForm.parse({ reasons: 'a\0b\uD800', 'not a name': 'x', __proto__: 'x' }), {
    reasons: 'ab\uFFFD',
  });
});

test('a second reader chooses one of two, and a note is optional', () => {
  assert.deepEqual(issues(readingForm.safeParse({})), ['reading: decisions.error.reading']);
  assert.deepEqual(issues(readingForm.safeParse({ reading: 'perhaps' })), [
    'reading: decisions.error.reading',
  ]);
  assert.deepEqual(readingForm.parse({ reading: 'agree' }), { agrees: true, reasons: '' });
  assert.deepEqual(readingForm.parse({ reading: 'return', reasons: ' Ask. ' }), {
    agrees: false,
    reasons: 'Ask.',
  });
});

test('a queue goes on only from a place that it gave', () => {
  const good = '1_2026-11-30_00000000-0000-7000-8000-000000000001';
  assert.deepEqual(readCursor(good), { place: 1, due: '2026-11-30', recordId: good.slice(13) });
  for (const bad of [
    undefined,
    '',
    '1_2026-02-30_00000000-0000-7000-8000-000000000001',
    `${good}x`,
    '1_2026-11-30_1',
    '2026-11-30_00000000-0000-7000-8000-000000000001',
  ])
    assert.equal(readCursor(bad), undefined);
});
