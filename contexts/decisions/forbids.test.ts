import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeActions, platformActions } from '../../platform/access/actions.ts';
import { createPolicy } from '../../platform/access/policy.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import { purposes, type Purpose } from '../../platform/pure/classes.ts';
import type { Viewer } from '../../platform/work.ts';
import { actions, type DecisionAction } from './access.ts';

const forbids = readFileSync(join(import.meta.dirname, 'forbids.cedar'), 'utf8');
// Core's forbids name actions of other contexts.
const all = mergeActions([platformActions, actions, { 'trail:view': 'record', 'glass:review': 'record' }]);
/** A country that permits everything: what is still refused, no country can permit. */
const policy = createPolicy(all, [forbids], 'permit (principal, action, resource);');

const viewer = (purpose: Purpose): Viewer => ({
  personId: '00000000-0000-4000-8000-000000000001',
  name: 'Robin Example',
  role: 'manager',
  organisation: { id: '00000000-0000-4000-8000-000000000002', name: 'Example Authority' },
  team: { id: '00000000-0000-4000-8000-000000000003', name: 'Decisions' },
  purpose,
});
const record = (...relations: string[]): RecordFacts => ({
  recordId: '00000000-0000-7000-8000-000000000000',
  reference: 'NRM-7KBC-9QXD-R4T',
  stage: 'submitted',
  nation: null,
  version: 1,
  relations,
  packVersion: '1',
});
const names = Object.keys(actions) as DecisionAction[];
const allowed = (purpose: Purpose, ...relations: string[]): readonly string[] =>
  names.filter(action => policy.may(viewer(purpose), action, record(...relations)));

test('whatever a country permits, each relation to a case keeps what conflicts with it out of reach', () => {
  const look = ['queue:view', 'case:search', 'case:view'];
  const table: Readonly<Record<string, readonly string[]>> = {
    '': [...look, 'case:take', 'case:allocate', 'decision:second-read'],
    decider: [...look, 'case:take', 'case:allocate', 'decision:record'],
    proposer: [...look, 'case:take', 'case:allocate'],
    'decider proposer': [...look, 'case:take', 'case:allocate', 'decision:record'],
    referrer: look,
    'referrer decider': look,
    conflicted: ['queue:view', 'case:search'],
  };
  for (const [relations, expected] of Object.entries(table))
    assert.deepEqual(allowed('identification-decision', ...relations.split(' ')), expected, relations);
});

test('whatever a country permits, cases are decided for the purpose of deciding alone', () => {
  for (const purpose of purposes.filter(each => each !== 'identification-decision'))
    assert.deepEqual(allowed(purpose, 'decider'), [], purpose);
});

test('whatever a country permits, another system decides nothing, reads no decision again and moves no case', () => {
  const look = ['queue:view', 'case:search', 'case:view'];
  const machine = { ...viewer('identification-decision'), machine: { scopes: names } };
  for (const relations of [['decider'], ['decider', 'proposer'], []])
    assert.deepEqual(
      names.filter(action => policy.may(machine, action, record(...relations))),
      look,
    );
});
