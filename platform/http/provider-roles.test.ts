import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rolesIn } from './provider-roles.ts';

test('a claim names our roles by its values, by a mapping or as they are', () => {
  const mapping = { claim: 'realm_access.roles', values: { 'desk-42': 'responder' } };
  assert.deepEqual(rolesIn({ realm_access: { roles: ['desk-42', 'manager', 'desk-42', 7] } }, mapping), [
    'responder',
    'manager',
  ]);
  assert.deepEqual(rolesIn({ group: 'manager' }, { claim: 'group', values: {} }), ['manager']);
});

test('without the claim, or where it is no text, nobody may act as anything', () => {
  for (const claims of [{}, { roles: null }, { roles: 5 }, { roles: [{}] }, { roles: { responder: true } }])
    assert.deepEqual(rolesIn(claims, { claim: 'roles', values: {} }), []);
  assert.deepEqual(
    rolesIn({}, { claim: 'constructor.name', values: {} }),
    [],
    'nothing that it does not say',
  );
});
