import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { byOf, classesIn, foldCase, proposersOf, referrersOf } from './model.ts';
import { exampleCase, exampleEntries } from './pages/examples.ts';

test('a case file is the fold of its entries, in every state', () => {
  const states = (
    ['not-yet', 'unallocated', 'allocated', 'second-reading', 'returned', 'positive', 'negative'] as const
  ).map(state => {
    const { state: stands, allocatedName, proposal, decision, returned } = exampleCase(state);
    return [state, stands, allocatedName, proposal?.outcome, decision?.outcome, returned.length];
  });
  const mara = 'Mara Example';
  assert.deepEqual(states, [
    ['not-yet', 'unallocated', undefined, undefined, undefined, 0],
    ['unallocated', 'unallocated', undefined, undefined, undefined, 0],
    ['allocated', 'allocated', mara, undefined, undefined, 0],
    ['second-reading', 'second-reading', mara, 'negative', undefined, 0],
    ['returned', 'allocated', mara, undefined, undefined, 1],
    ['positive', 'decided', mara, undefined, 'positive', 0],
    ['negative', 'decided', mara, undefined, 'negative', 0],
  ]);
});

test('a returned decision is kept with the reasons and with what was proposed', () => {
  const [returned] = exampleCase('returned').returned;
  assert.equal(returned?.reasons, 'Ask the responder for the wage slips before this is decided.');
  assert.equal(returned?.proposal?.heads.length, 2);
});

test('as known on a day is the fold of the entries up to its end', () => {
  const entries = exampleEntries('negative');
  const upTo = (at: string) => foldCase(entries.filter(entry => entry.at.toString() <= at));
  assert.equal(upTo('2026-11-22T23:59:59Z').entries.length, 0);
  assert.equal(upTo('2026-11-24T23:59:59Z').state, 'allocated');
  assert.equal(upTo('2026-11-25T23:59:59Z').state, 'second-reading');
  assert.equal(upTo('2026-11-26T23:59:59Z').state, 'decided');
});

test('every statement keeps who said it and when, whatever its data class', () => {
  const { statements } = exampleCase('unallocated');
  assert.equal(statements.length, 15);
  for (const { entry } of statements) {
    assert.equal(byOf(entry)?.name, 'Robin Example');
    assert.equal(entry.at.toString(), '2026-11-23T10:15:00Z');
  }
});

test('who reads without the class `reasoning` learns of the outcome and of nothing before it', () => {
  const seen = (entry: StoredEntry): StoredEntry[] => {
    const { reasoning: _, ...payload } = entry.payload;
    return payload.process ? [{ ...entry, payload }] : [];
  };
  const without = (state: 'second-reading' | 'negative') => foldCase(exampleEntries(state).flatMap(seen));
  assert.deepEqual(without('second-reading').state, 'allocated');
  assert.equal(without('second-reading').proposal, undefined);
  const decided = without('negative');
  assert.equal(decided.decision?.outcome, 'negative');
  assert.equal(decided.decision?.reasoned, undefined);
  assert.equal(decided.decision?.proposedBy, undefined);
  assert.equal(JSON.stringify(decided).includes('wage slips'), false);
});

test('the author of an entry is found also where it has no process', () => {
  const proposed = exampleEntries('second-reading').at(-1);
  assert.ok(proposed);
  assert.equal(proposed.payload.process, undefined);
  assert.equal(byOf(proposed)?.name, 'Mara Example');
});

test('the referrer and every proposer are known', () => {
  const file = exampleCase('returned');
  assert.deepEqual([...new Set(referrersOf(file))], ['00000000-0000-4000-8000-000000000001']);
  assert.deepEqual(proposersOf(file), ['00000000-0000-4000-8000-000000000002']);
});

test('a sight of a case names the classes that it showed and no others', () => {
  assert.deepEqual(classesIn(exampleCase('allocated')), ['process', 'identity', 'account', 'contact']);
  assert.deepEqual(classesIn(exampleCase('second-reading')), [
    'process',
    'identity',
    'account',
    'contact',
    'reasoning',
  ]);
  assert.deepEqual(classesIn(exampleCase('not-yet')), []);
});
