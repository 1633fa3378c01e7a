import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOfDomain, readMember } from './rules.ts';

const team = { id: 'a', purpose: 'referral' } as const;
const given = {
  teams: [team, { id: 'b', purpose: 'accountability' } as const],
  roles: [
    { code: 'responder', purpose: 'referral' } as const,
    { code: 'officer', purpose: 'accountability' } as const,
  ],
  domains: ['police.example'],
};
const typed = { name: ' Kim Example ', email: 'Kim@Police.example', team: 'a', role: 'responder' };
const faultsOf = (change: Readonly<Record<string, string>>) => {
  const read = readMember({ ...typed, ...change }, given);
  return read.ok ? [] : read.error.fields?.map(({ message }) => message);
};

test('an address is of a domain label by label, and never by how it ends', () => {
  for (const sound of ['kim@police.example', 'kim@mail.police.example', 'KIM@POLICE.EXAMPLE'])
    assert.ok(isOfDomain(sound, 'police.example'), sound);
  for (const other of [
    'kim@fakepolice.example',
    'kim@police.example.net',
    'kim@example',
    'police.example',
    'kim@police.example@elsewhere.example',
    'kim@elsewhere.example@police.example',
    '@police.example',
    'kim@police.example.',
    'kim@.police.examplex',
  ])
    assert.ok(!isOfDomain(other, 'police.example'), other);
});

test('whoever comes in has a name, an address of the organisation, and a role that their team has', () => {
  const read = readMember(typed, given);
  assert.ok(read.ok);
  assert.deepEqual(read.value, {
    name: 'Kim Example',
    email: 'kim@police.example',
    team: 'a',
    role: 'responder',
  });
  for (const name of [' ', '\0', '\u{200b}', 'two\nlines', '\ud800', '\u202eeman', 'x'.repeat(201)])
    assert.deepEqual(faultsOf({ name }), ['people.error.name'], JSON.stringify(name));
  for (const email of ['kim', '\0kim@police.example', 'k\u{200b}im@police.example', 'kim@kim@police.example'])
    assert.deepEqual(faultsOf({ email }), ['people.error.email'], JSON.stringify(email));
  assert.deepEqual(faultsOf({ email: 'kim@fakepolice.example' }), ['people.error.domain']);
  assert.deepEqual(faultsOf({ team: 'of somebody else' }), ['people.error.team']);
  assert.deepEqual(faultsOf({ role: 'officer' }), ['people.error.role-of-team']);
});
