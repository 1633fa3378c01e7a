import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ActionTable, mergeActions, platformActions } from '../../platform/access/actions.ts';
import { createPolicy } from '../../platform/access/policy.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import { actions } from './access.ts';

const forbids = readFileSync(join(import.meta.dirname, 'forbids.cedar'), 'utf8');
const drafts: ActionTable = {
  'referral:draft': 'record',
  'referral:submit': 'record',
  'referral:withdraw': 'record',
  'referral:replace-sealed': 'record',
  'evidence:add': 'record',
  'evidence:withdraw': 'record',
  'trail:view': 'record',
  'glass:review': 'record',
};
/** A country that permits everything: what is still refused, no country can permit. */
const policy = createPolicy(
  mergeActions([platformActions, actions, drafts]),
  [forbids],
  'permit (principal, action, resource);',
);
const onRecords = [...Object.entries(actions), ...Object.entries(drafts)]
  .filter(([name, scope]) => scope === 'record' && !['trail:view', 'glass:review'].includes(name))
  .map(([name]) => name);

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const allowed = (purpose: Purpose, ...relations: readonly string[]): readonly string[] =>
  allowedAt('draft', purpose, ...relations);
const allowedAt = (stage: string, purpose: Purpose, ...relations: readonly string[]): readonly string[] =>
  onRecords.filter(action =>
    policy.may(
      {
        personId: id(1),
        name: 'Robin Example',
        role: 'responder',
        organisation: { id: id(2), name: 'Example Trust' },
        team: { id: id(3), name: 'Outreach' },
        purpose,
      },
      action,
      {
        recordId: id(4),
        reference: 'NRM-7KBC-9QXD-R4T',
        stage,
        nation: null,
        version: 1,
        relations,
        packVersion: '1',
      },
    ),
  );

test('whatever a country permits, a recipient writes no draft, adds and withdraws nothing and keeps no consents', () => {
  // How somebody is reached is shown to whoever it was shared with, as far as they hold it.
  assert.deepEqual(allowed('referral'), ['contact:view']);
  assert.deepEqual(allowed('referral', 'conflicted', 'referring-team'), []);
});

test('the team that refers does all of it, and the authority keeps consents and withdraws, no more', () => {
  assert.deepEqual(allowed('referral', 'referring-team'), onRecords);
  assert.deepEqual(
    allowed('identification-decision'),
    onRecords.filter(name => !name.startsWith('referral:') || name === 'referral:withdraw'),
  );
});

test('whatever a country permits, neither border control nor those who watch keep or withdraw a consent', () => {
  for (const purpose of ['immigration-control', 'accountability'] as const)
    assert.deepEqual(allowed(purpose, 'referring-team'), [], purpose);
});

test('whatever a country permits, nothing that could name somebody is written where a draft has ended, nor on a notice', () => {
  for (const stage of ['ended', 'notified'])
    assert.deepEqual(
      allowedAt(stage, 'referral', 'referring-team'),
      [
        'consent:view',
        'consent:withdraw',
        'override:review',
        'contact:view',
        'referral:draft',
        'referral:submit',
        'referral:withdraw',
        'evidence:withdraw',
      ],
      stage,
    );
});
