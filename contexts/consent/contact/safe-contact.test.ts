import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { sampleConsent } from '../../../platform/pack/sample-consent.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import {
  attempts,
  type Attempt,
  type KnownContact,
  mayReach,
  type SafeContact,
  warningsOf,
} from './safe-contact.ts';

const entry = {} as StoredEntry;
const fallback = { name: 'Ada of the harbour house', how: 'Ring the house, ask for Ada' };
const known: KnownContact = {
  channel: 'phone',
  address: '+442079460018',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '10:00',
  to: '12:00',
  codeWord: 'Lantern',
  sharedWith: 'Nobody',
  voicemail: false,
  letters: false,
  language: 'Albanian',
  interpreter: 'Not a man',
  note: undefined,
  fallback,
};
const contact = (more: Partial<KnownContact> = {}, expiresOn = '2026-12-01'): SafeContact => ({
  expiresOn,
  hasNoWay: false,
  wasNotAsked: false,
  lacksTimes: false,
  isOfForm: false,
  hasNoFallback: false,
  isOutdated: false,
  isFallbackOutdated: false,
  known: { ...known, ...more },
  entry,
});
// A Monday.
const at = (time: string, day = '2026-11-23') => Temporal.Instant.from(`${day}T${time}:00Z`);
const reach = (of: SafeContact | undefined, attempt: Attempt, when = at('10:30')) =>
  mayReach(of, attempt, { at: when, timeZone: 'UTC', terms: sampleConsent });
const refusal = (...asked: Parameters<typeof reach>) => {
  const found = reach(...asked);
  return found.may ? 'may' : [found.why, found.fallback?.name];
};

test('a person is reached on the channel, the days and in the hours that are safe, and on no others', () => {
  assert.equal(refusal(contact(), 'call'), 'may');
  assert.deepEqual(refusal(contact(), 'text'), ['other-channel', fallback.name]);
  assert.deepEqual(refusal(contact(), 'call', at('09:59')), ['not-this-hour', fallback.name]);
  assert.equal(refusal(contact(), 'call', at('10:00')), 'may');
  assert.equal(refusal(contact(), 'call', at('11:59')), 'may');
  assert.deepEqual(refusal(contact(), 'call', at('12:00')), ['not-this-hour', fallback.name]);
  assert.deepEqual(refusal(contact(), 'call', at('10:30', '2026-11-22')), ['not-this-day', fallback.name]);
});

test('hours over midnight belong to the day on which they began', () => {
  const night = contact({ from: '22:00', to: '02:00', days: ['mon'] });
  assert.equal(refusal(night, 'call', at('23:00')), 'may');
  assert.equal(refusal(night, 'call', at('01:00', '2026-11-24')), 'may');
  assert.deepEqual(refusal(night, 'call', at('01:00')), ['not-this-day', fallback.name]);
  assert.deepEqual(refusal(night, 'call', at('02:00', '2026-11-24')), ['not-this-hour', fallback.name]);
});

test('no voicemail is left and no letter is sent where that was not called safe', () => {
  assert.deepEqual(refusal(contact(), 'voicemail'), ['no-voicemail', fallback.name]);
  assert.equal(refusal(contact({ voicemail: true }), 'voicemail'), 'may');
  const post = { channel: 'post', address: '1 Example Street', days: [] };
  assert.deepEqual(refusal(contact(post), 'letter'), ['no-letters', fallback.name]);
  assert.equal(refusal(contact({ ...post, letters: true }), 'letter', at('03:00')), 'may');
});

test('a safe contact ends with its last day, and is none where nothing is recorded or shown', () => {
  const ends = contact({ days: ['mon', 'tue', 'wed', 'thu', 'fri'] }, '2026-11-23');
  assert.equal(refusal(ends, 'call'), 'may');
  assert.deepEqual(refusal(ends, 'call', at('10:30', '2026-11-24')), ['expired', fallback.name]);
  assert.deepEqual(refusal(undefined, 'call'), ['not-recorded', undefined]);
  assert.deepEqual(refusal({ ...ends, known: undefined }, 'call'), ['not-shown', undefined]);
});

test('where no channel is safe, nobody is reached in any way at any time', () => {
  const none = contact({ channel: 'none', address: undefined });
  fc.assert(
    fc.property(fc.constantFrom(...attempts), fc.nat({ max: 60 * 24 * 14 }), (attempt, minutes) => {
      const found = reach(none, attempt, at('00:00').add({ minutes }));
      assert.equal(found.may, false);
    }),
  );
});

test('a refusal always carries the fallback that was recorded', () => {
  fc.assert(
    fc.property(fc.constantFrom(...attempts), fc.nat({ max: 60 * 24 * 14 }), (attempt, minutes) => {
      const found = reach(contact(), attempt, at('00:00').add({ minutes }));
      if (!found.may) assert.deepEqual(found.fallback, fallback);
    }),
  );
});

test('it is said loudly where nothing is recorded, where it has lapsed, and where nobody is safe', () => {
  const today = Temporal.PlainDate.from('2026-11-23');
  assert.deepEqual(warningsOf(undefined, today), ['none-recorded']);
  assert.deepEqual(warningsOf(contact(), today), []);
  assert.deepEqual(warningsOf({ ...contact({}, '2026-11-22'), hasNoFallback: true }, today), [
    'no-safe-fallback',
    'expired',
  ]);
});

test('that no way is safe is said before all else, to whoever is shown the record', () => {
  const today = Temporal.PlainDate.from('2026-11-23');
  const none = { ...contact({ channel: 'none' }, '2026-11-22'), hasNoWay: true };
  assert.deepEqual(warningsOf(none, today), ['no-safe-way', 'expired']);
  assert.deepEqual(warningsOf({ ...none, hasNoFallback: true }, today), [
    'no-safe-way',
    'nobody-safe',
    'expired',
  ]);
});

test('that nobody could ask is said loudly, and nobody is reached by it', () => {
  const today = Temporal.PlainDate.from('2026-11-23');
  const unasked = { ...contact({ channel: 'not-asked', address: undefined }), wasNotAsked: true };
  assert.deepEqual(warningsOf(unasked, today), ['not-asked']);
  assert.deepEqual(warningsOf({ ...unasked, hasNoFallback: true }, today), ['not-asked', 'nobody-safe']);
  for (const attempt of attempts)
    assert.deepEqual(refusal(unasked, attempt), ['other-channel', fallback.name], attempt);
});

test('letters and voicemail of which nobody said anything are not safe', () => {
  const silent = { voicemail: undefined, letters: undefined };
  assert.deepEqual(refusal(contact(silent), 'voicemail'), ['no-voicemail', fallback.name]);
  assert.deepEqual(refusal(contact({ ...silent, channel: 'post' }), 'letter'), ['no-letters', fallback.name]);
});

test('silence about days or hours makes no time safe, and is said loudly', () => {
  const today = Temporal.PlainDate.from('2026-11-23');
  for (const said of [
    { days: [] },
    { from: undefined, to: undefined },
    { from: undefined },
    { to: undefined },
  ] satisfies Partial<KnownContact>[]) {
    assert.deepEqual(refusal(contact(said), 'call'), ['times-not-said', fallback.name]);
    assert.deepEqual(refusal(contact(said), 'voicemail'), ['no-voicemail', fallback.name]);
  }
  assert.deepEqual(warningsOf({ ...contact(), lacksTimes: true }, today), ['times-not-said']);
});

test('what was corrected since is reached by nobody on the old channel, until somebody says anew how it is safe', () => {
  const outdated = { ...contact(), isOutdated: true };
  assert.deepEqual(refusal(outdated, 'call'), ['outdated', fallback.name]);
});
