import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Definition } from '../../platform/pack/definition.ts';
import type { Finding, Outcome, Working } from './model.ts';
import { exampleCase, exampleDefinition } from './pages/examples.ts';
import { whole } from './whole.ts';

const adult = exampleDefinition({ treatedAs: 'adult' });
const child = exampleDefinition({ treatedAs: 'child' });

function working(
  outcome: Outcome | undefined,
  found: Readonly<Record<string, Finding>>,
  without: string[] = [],
): Working {
  const reasons = Object.entries({ trade: 'Seen.', 'forced-work': 'Seen.' }).filter(
    ([head]) => !without.includes(head),
  );
  return {
    outcome,
    findings: new Map(Object.entries(found)),
    headReasons: new Map(reasons),
    reasons: without.includes('overall') ? ' ' : 'Weighed.',
  };
}
const faults = (of: Working, definition: Definition = adult) => {
  const result = whole(of, definition);
  return result.ok ? [] : (result.error.fields ?? []).map(({ field, message }) => `${field}: ${message}`);
};

const trade = { 'trade.act': 'met', 'trade.means': 'met', 'trade.purpose': 'met' } as const;
const noWork = { 'forced-work.made-to-work': 'not-shown' } as const;
const noTrade = { ...trade, 'trade.purpose': 'not-shown' } as const;

test('a decision answers every head, element by element and in words, and gives its own reasons', () => {
  assert.deepEqual(faults(working(undefined, {}, ['trade', 'forced-work', 'overall'])), [
    'trade.act: decisions.error.finding',
    'trade.means: decisions.error.finding',
    'trade.purpose: decisions.error.finding',
    'trade.reasons: decisions.error.head-reasons',
    'forced-work.made-to-work: decisions.error.finding',
    'forced-work.reasons: decisions.error.head-reasons',
    'outcome: decisions.error.outcome',
    'reasons: decisions.error.reasons',
  ]);
  assert.deepEqual(faults(working('positive', { ...trade, ...noWork })), []);
  assert.deepEqual(faults(working('positive', { ...trade, ...noWork }, ['forced-work'])), [
    'forced-work.reasons: decisions.error.head-reasons',
  ]);
});

test('a positive decision needs one head of which every element is met, and one is enough', () => {
  assert.deepEqual(faults(working('positive', { ...noTrade, ...noWork })), [
    'outcome: decisions.error.positive-without-head',
  ]);
  assert.deepEqual(faults(working('positive', { ...noTrade, 'forced-work.made-to-work': 'met' })), []);
});

test('a negative decision does not stand beside a head that is met', () => {
  assert.deepEqual(faults(working('negative', { ...trade, ...noWork })), [
    'outcome: decisions.error.negative-with-head',
  ]);
  assert.deepEqual(faults(working('negative', { ...noTrade, ...noWork })), []);
});

test('a finding that is not met and one that is not shown both leave a head unmet', () => {
  for (const finding of ['not-met', 'not-shown'] as const)
    assert.deepEqual(faults(working('negative', { ...trade, 'trade.act': finding, ...noWork })), []);
});

test('for a child no means are asked, and an answer about them is dropped', () => {
  const { 'trade.means': _, ...withoutMeans } = trade;
  assert.deepEqual(faults(working('positive', { ...withoutMeans, ...noWork }), child), []);
  const done = whole(working('positive', { ...trade, ...noWork }), child);
  assert.ok(done.ok);
  assert.deepEqual(done.value.heads[0]?.elements, { act: 'met', purpose: 'met' });
});

test('what the definition does not ask is not kept', () => {
  const done = whole(
    working('positive', { ...trade, ...noWork, 'other.thing': 'met', 'trade.other': 'met' }),
    adult,
  );
  assert.ok(done.ok);
  assert.deepEqual(
    done.value.heads.map(({ head, elements }) => [head, Object.keys(elements)]),
    [
      ['trade', ['act', 'means', 'purpose']],
      ['forced-work', ['made-to-work']],
    ],
  );
});

test('a head that asks nothing of the person is never met by that', () => {
  const empty: Definition = { ...adult, heads: [{ code: 'trade', elements: [] }, ...adult.heads.slice(1)] };
  assert.deepEqual(faults(working('positive', noWork), empty), [
    'outcome: decisions.error.positive-without-head',
  ]);
});

test('a case that is not known to be of an adult is worked through as a child’s', () => {
  assert.deepEqual(exampleDefinition({ ...exampleCase('unallocated'), treatedAs: undefined }), child);
});
