import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ActionTable, mergeActions, platformActions } from '../../platform/access/actions.ts';
import { createPolicy } from '../../platform/access/policy.ts';
import { purposes, type Purpose } from '../../platform/pure/classes.ts';
import { actions } from './access.ts';

const others: ActionTable = {
  'trail:view': 'record',
  'case:view': 'record',
  'case:take': 'record',
  'referral:view': 'record',
  'referral:correct': 'record',
  'message:send': 'record',
  'contact:view': 'record',
};
const all = mergeActions([platformActions, actions, others]);
const forbids = readFileSync(join(import.meta.dirname, 'forbids.cedar'), 'utf8');
/** A country that permits everything: what is still refused, no country can permit. */
const policy = createPolicy(all, [forbids], 'permit (principal, action, resource);');

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const may = (action: string, purpose: Purpose, ...relations: readonly string[]): boolean =>
  policy.may(
    {
      personId: id(1),
      name: 'Robin Example',
      role: 'responder',
      organisation: { id: id(2), name: 'Example Trust' },
      team: { id: id(3), name: 'Desk' },
      purpose,
    },
    action,
    {
      recordId: id(4),
      reference: 'EX-7KBC-9QXD-R4T',
      stage: 'submitted',
      nation: null,
      version: 1,
      relations,
      packVersion: '1',
    },
  );
const onRecords = Object.keys(all).filter(action => all[action] === 'record');

test('whoever has a record open in an emergency looks at it, ends it, and does nothing else', () => {
  assert.deepEqual(onRecords.filter(action => may(action, 'referral', 'by-glass', 'on-duty')).toSorted(), [
    'case:view',
    'contact:view',
    'glass:end',
    'referral:view',
  ]);
});

test('who holds it otherwise goes on as before, and ends nobody’s', () => {
  assert.ok(may('case:take', 'identification-decision'));
  assert.ok(!may('glass:end', 'identification-decision'));
});

test('only those who act for a person open a record in an emergency', () => {
  assert.deepEqual(
    purposes.filter(purpose => may('glass:open', purpose)),
    ['referral', 'identification-decision'],
  );
});

test('only officers look at it again', () => {
  for (const action of ['glass:list', 'glass:review'])
    assert.deepEqual(
      purposes.filter(purpose => may(action, purpose)),
      ['accountability'],
      action,
    );
});
