import assert from 'node:assert/strict';
import { test } from 'node:test';
import { purposesOf, readName, readTeam } from './rules.ts';

const police = { authority: undefined, firstResponder: 'police' };
const teams = [{ id: 'a', name: 'Front desk' }];

test('an organisation acts for what it was registered as: no school refers, and no charity decides', () => {
  assert.deepEqual(purposesOf(police), ['referral', 'accountability', 'administration']);
  assert.deepEqual(purposesOf({ authority: undefined, firstResponder: undefined }), [
    'asking',
    'accountability',
    'administration',
  ]);
  assert.ok(purposesOf({ authority: 'sca', firstResponder: undefined }).includes('identification-decision'));
  const read = readTeam({ name: 'Casework', purpose: 'identification-decision' }, teams, police);
  assert.deepEqual(!read.ok && read.error.fields, [{ field: 'purpose', message: 'teams.error.purpose' }]);
});

test('a team has a name that no other team of the organisation has', () => {
  for (const name of ['', ' ', 'two\nlines', '\0', '\u{200b}', 'x'.repeat(201)])
    assert.ok(!readName({ name }, teams).ok, JSON.stringify(name));
  assert.ok(!readName({ name: ' front DESK ' }, teams).ok);
  assert.ok(readName({ name: 'Front Desk' }, teams, 'a').ok, 'its own, written otherwise');
  assert.deepEqual(readName({ name: ' Night desk ' }, teams), { ok: true, value: 'Night desk' });
});
