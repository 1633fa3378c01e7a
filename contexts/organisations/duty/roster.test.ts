import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../../platform/pure/time.ts';
import { mayBeOnDuty, readDuty } from './roster.ts';

const colleagues = [
  { personId: 'a', name: 'Mara Example', role: 'caseworker' },
  { personId: 'b', name: 'Ash Example', role: 'clerk' },
];
const pack = {
  roles: [
    { code: 'caseworker', purpose: 'identification-decision' as const, onDuty: true },
    { code: 'clerk', purpose: 'identification-decision' as const },
  ],
};
const given = {
  candidates: mayBeOnDuty(pack, colleagues),
  timeZone: 'Europe/London',
  now: Temporal.Instant.from('2026-03-02T09:30:00Z'),
};
const typed = { person: 'a', 'day.day': '2', 'day.month': '3', 'day.year': '2026', at: '8:00', hours: '12' };
const faultsOf = (change: Record<string, string>) => {
  const read = readDuty({ ...typed, ...change }, given);
  return read.ok ? [] : read.error.fields?.map(({ field }) => field);
};

test('only people of a role that the pack names may be put on duty', () => {
  assert.deepEqual(
    given.candidates.map(({ name }) => name),
    ['Mara Example'],
  );
  assert.deepEqual(faultsOf({ person: 'b' }), ['person']);
});

test('a duty begins at an hour of a day where the country is, also on the day when clocks change', () => {
  const read = readDuty(typed, given);
  assert.ok(read.ok);
  assert.equal(read.value.from.toString(), '2026-03-02T08:00:00Z');
  assert.equal(read.value.until.toString(), '2026-03-02T20:00:00Z');
  const changed = readDuty({ ...typed, 'day.day': '29', at: '00.30', hours: '3' }, given);
  assert.ok(changed.ok);
  assert.equal(changed.value.from.toString(), '2026-03-29T00:30:00Z');
  assert.equal(changed.value.until.toString(), '2026-03-29T03:30:00Z', 'three hours are three hours');
});

test('nobody is on duty for longer than a week, at an hour that is none, or in the past', () => {
  assert.deepEqual(faultsOf({ hours: '169' }), ['hours']);
  assert.deepEqual(faultsOf({ hours: '0' }), ['hours']);
  assert.deepEqual(faultsOf({ hours: '1e1' }), ['hours']);
  assert.deepEqual(faultsOf({ at: '24:00' }), ['at']);
  assert.deepEqual(faultsOf({ 'day.day': '31', 'day.month': '2' }), ['day']);
  assert.deepEqual(faultsOf({ hours: '1' }), ['hours'], 'it was over at nine');
  assert.deepEqual(
    faultsOf({ person: '', 'day.day': '', 'day.month': '', 'day.year': '', at: '', hours: '' }),
    ['person', 'day', 'at', 'hours'],
  );
});
