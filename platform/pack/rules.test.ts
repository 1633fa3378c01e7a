import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import type { DatedRule } from './pack.ts';
import { readRule, ruleOn } from './rules.ts';

const rule = (rest: Partial<DatedRule>): DatedRule => ({
  id: 'fee',
  from: null,
  until: null,
  nations: null,
  status: 'in-force',
  value: 1,
  source: [],
  certainty: 'A',
  ...rest,
});
const on = (rules: readonly DatedRule[], day: string, nation: string | null = 'ENG', id = 'fee') =>
  ruleOn({ rules }, id, nation, Temporal.PlainDate.from(day));
const values = (outcome: ReturnType<typeof on>) =>
  'rules' in outcome ? outcome.rules.map(each => each.value) : [];

const changed = [rule({ until: '2023-01-29', value: 'old' }), rule({ from: '2023-01-30', value: 'new' })];
const vague = [rule({ until: '2023-07', value: 'old' }), rule({ from: '2023-07', value: 'new' })];

test('a case is judged by the rule in force on its own day, to the day', () => {
  const outcomes = ['2023-01-29', '2023-01-30'].map(day => on(changed, day));
  assert.deepEqual(
    outcomes.map(each => each.is === 'in-force' && each.rule.value),
    ['old', 'new'],
  );
});

test('a rule that nobody wrote down is none, not a default', () => {
  assert.deepEqual(on(changed, '2023-01-30', 'ENG', 'fine'), { is: 'none', why: 'no-such-rule' });
  assert.deepEqual(on([rule({ from: '2023-01-30' })], '2023-01-29'), { is: 'none', why: 'not-in-force' });
});

test('a day inside an imprecise date has no answer, and both candidates are told', () => {
  for (const day of ['2023-07-01', '2023-07-15', '2023-07-31']) {
    const outcome = on(vague, day);
    assert.equal(outcome.is, 'imprecise', day);
    assert.deepEqual(values(outcome), ['old', 'new']);
  }
  assert.equal(on(vague, '2023-06-30').is, 'in-force');
  assert.equal(on(vague, '2023-08-01').is, 'in-force');
});

test('where the rules say how to read the imprecise date there is an answer, marked as such', () => {
  const because = 'the Act says so';
  const told = [
    rule({ until: '2023-06', value: 'old', edges: { until: 'last-day', because } }),
    rule({ from: '2023-07', value: 'new', edges: { from: 'first-day', because } }),
  ];
  const outcome = on(told, '2023-07-15');
  assert.ok(outcome.is === 'in-force');
  assert.equal(outcome.rule.value, 'new');
  assert.equal(outcome.edge, true);
  const later = on(told, '2023-08-15');
  assert.ok(later.is === 'in-force' && !later.edge);
});

test('two rules in force at once are ambiguous; the core does not choose', () => {
  const outcome = on([rule({ value: 'one' }), rule({ value: 'other' })], '2024-01-01');
  assert.equal(outcome.is, 'ambiguous');
  assert.deepEqual(values(outcome), ['one', 'other']);
});

test('a rule enacted and not commenced is never in force', () => {
  const waiting = [rule({ from: '2020-01-01', status: 'enacted-not-commenced' })];
  for (const day of ['2019-12-31', '2020-01-01', '2090-01-01'])
    assert.equal(on(waiting, day).is, 'none', day);
  assert.deepEqual(on(waiting, '2024-01-01'), { is: 'none', why: 'not-commenced' });
});

test('a rule not commenced does not stand in the way of the rule in force', () => {
  const outcome = on(
    [rule({ value: 'law' }), rule({ value: 'bill', status: 'enacted-not-commenced' })],
    '2024-01-01',
  );
  assert.ok(outcome.is === 'in-force');
  assert.equal(outcome.rule.value, 'law');
});

test('a nation has its own rules only', () => {
  const ours = [rule({ nations: ['SCT'] })];
  assert.equal(on(ours, '2024-01-01', 'SCT').is, 'in-force');
  assert.deepEqual(on(ours, '2024-01-01', 'ENG'), { is: 'none', why: 'other-nation' });
});

test('where the nation is not known, a rule of some nations may or may not apply', () => {
  assert.equal(on([rule({ nations: ['SCT'] })], '2024-01-01', null).is, 'imprecise');
  assert.equal(on([rule({})], '2024-01-01', null).is, 'in-force');
});

test('a core rule is read with its shape, or the reason why it cannot be', () => {
  const rules = [rule({ id: 'rg.target', value: 5, unit: 'working-days', from: '2020-01-01' })];
  const day = Temporal.PlainDate.from('2024-01-01');
  const read = readRule({ rules }, 'rg.target', 'ENG', day);
  assert.ok(read.ok);
  assert.equal(read.value.value, 5);
  assert.deepEqual(readRule({ rules }, 'rg.target', 'ENG', Temporal.PlainDate.from('2019-01-01')), {
    ok: false,
    error: { code: 'rule-none', rule: 'rg.target' },
  });
});
