import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Viewer } from '../work.ts';
import { mergeActions, platformActions } from './actions.ts';
import { createPolicy } from './policy.ts';
import type { RecordFacts } from './record.ts';

const own = {
  'case:view': 'record',
  'case:close': 'record',
  'trail:view': 'record',
  'glass:review': 'record',
} as const;
const actions = mergeActions([platformActions, own]);
const team = { id: '20000000-0000-4000-8000-000000000000', name: 'Example team' };
const viewer: Viewer = {
  personId: '10000000-0000-4000-8000-000000000001',
  name: 'Robin Example',
  role: 'caseworker',
  organisation: { id: '30000000-0000-4000-8000-000000000000', name: 'Example council' },
  team,
  purpose: 'referral',
};
const record: RecordFacts = {
  recordId: '40000000-0000-4000-8000-000000000001',
  reference: 'NRM-1',
  stage: 'submitted',
  nation: 'ENG',
  version: 1,
  relations: ['decider'],
  packVersion: '1',
};
const policy = createPolicy(
  actions,
  [],
  `permit (principal, action == Action::"case:view", resource) when { resource.relations.contains("decider") };
   permit (principal, action == Action::"case:close", resource) when { principal.team == "${team.id}" };`,
);

test('what one is to a record is asked at each time, whatever was answered before', () => {
  assert.equal(policy.may(viewer, 'case:view', record), true);
  assert.equal(policy.may(viewer, 'case:view', { ...record, relations: [] }), false);
  assert.equal(policy.may(viewer, 'case:view', record), true);
  assert.equal(policy.may(viewer, 'case:view', { ...record, relations: ['decider', 'conflicted'] }), false);
});

test('another team, role or stage is another question', () => {
  assert.equal(policy.may(viewer, 'case:close', record), true);
  const elsewhere = { ...viewer, team: { ...team, id: '20000000-0000-4000-8000-000000000009' } };
  assert.equal(policy.may(elsewhere, 'case:close', record), false);
});

test('what nobody permits is refused', () => {
  assert.equal(policy.may(viewer, 'service:home', undefined), false);
});

for (const named of [
  `permit (principal == Person::"${viewer.personId}", action, resource);`,
  `permit (principal, action, resource == Record::"${record.recordId}");`,
  `permit (principal, action in [Action::"case:view"], resource is Record) when { principal == Person :: "x" };`,
  `permit (principal, action == Action::"case:view", resource) unless { [Record::"x"].contains(resource) };`,
])
  test(`a policy may not name one person or record: ${named}`, () => {
    assert.throws(() => createPolicy(actions, [], named), /may not name one person or record/);
    const forbids = named.replace('permit', 'forbid');
    assert.throws(() => createPolicy(actions, [forbids], ''), /may not name one person or record/);
  });

test('of another system policy is asked only for what its token is for, and permits what it permits to people', () => {
  const system = (...scopes: string[]) => ({ ...viewer, machine: { scopes } });
  assert.equal(policy.may(system('case:view'), 'case:view', record), true);
  assert.equal(policy.may(system('case:close'), 'case:view', record), false);
  assert.equal(policy.may(system(), 'case:view', record), false);
  assert.equal(policy.may(system('case:view'), 'case:view', { ...record, relations: [] }), false);
});

test('whatever a country permits, nothing sealed is opened by another system', () => {
  const all = createPolicy(actions, [], 'permit (principal, action, resource);');
  const onDuty = { ...record, relations: ['on-duty'] };
  for (const action of ['sealed:view', 'sealed:open']) {
    assert.equal(all.may(viewer, action, onDuty), true, action);
    assert.equal(all.may({ ...viewer, machine: { scopes: [action] } }, action, onDuty), false, action);
  }
});
