import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleConsent } from '../../../platform/pack/sample-consent.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { answerable, isOverdue, openOf, sayReturned } from './returned.ts';

const task = { id: 't', caseId: 'c', classes: ['identity', 'account', 'contact'], answers: [] } as const;
const given = { terms: sampleConsent, team: 'haven', watches: undefined };
const say = (more: object, of: Parameters<typeof sayReturned>[0] = task) =>
  sayReturned(of, { done: 'destroyed', classes: ['identity'], ground: undefined, ...more }, given);
const fields = (said: ReturnType<typeof say>) =>
  said.ok ? [] : (said.error.fields ?? []).map(({ field }) => field);

test('what a recipient answers holds codes alone', () => {
  const said = say({ classes: ['contact', 'identity'], ground: 'archive' });
  assert.deepEqual(said.ok && said.value.payload, {
    process: {
      task: 't',
      case: 'c',
      party: 'haven',
      done: 'destroyed',
      returned: ['identity', 'contact'],
      // A ground is of what is kept.
      ground: null,
      parties: {},
    },
  });
});

test('nothing is answered but what was to be returned, and kept is only what the pack lets be kept', () => {
  assert.deepEqual(fields(say({ classes: ['health'] })), ['returned.classes']);
  assert.deepEqual(fields(say({ classes: [] })), ['returned.classes']);
  assert.deepEqual(fields(say({ done: 'lost' })), ['returned.done']);
  assert.deepEqual(fields(say({ done: 'kept', ground: 'danger' })), ['returned.ground']);
  assert.deepEqual(fields(say({ done: 'kept' })), ['returned.ground']);
  assert.ok(say({ done: 'kept', ground: 'archive' }).ok);
});

test('what is kept by law may be destroyed later, and what is gone is answered once', () => {
  const answers = [
    { classes: ['identity'], done: 'destroyed' },
    { classes: ['account'], done: 'kept' },
  ] as const;
  assert.deepEqual(openOf({ ...task, answers }), ['contact']);
  assert.deepEqual(answerable({ ...task, answers }), ['account', 'contact']);
  assert.deepEqual(fields(say({ classes: ['identity'] }, { ...task, answers })), ['returned.classes']);
  assert.ok(say({ classes: ['account'] }, { ...task, answers }).ok);
});

test('an answer is late from the day after the pack’s last one on', () => {
  const pack = { consent: sampleConsent, timeZone: 'Europe/London' };
  const since = Temporal.Instant.from('2026-11-01T23:30:00Z');
  const on = (day: string) => isOverdue(since, Temporal.PlainDate.from(day), pack);
  assert.deepEqual([on('2026-11-15'), on('2026-11-16')], [false, true]);
});
