import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleConsent } from '../../platform/pack/sample-consent.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { faultsOfSharing, type Given } from './rules.ts';

const purpose = sampleConsent.purposes[0];
const recipient = sampleConsent.recipients.find(({ purposes }) => purposes.includes(purpose?.code ?? ''));
const party = { id: 'haven', name: 'Haven', purpose: purpose?.as[0] ?? 'referral' };
const given = (held: Given['held']): Given => ({
  pack: { consent: sampleConsent, grants: [], timeZone: 'Europe/London' },
  now: Temporal.Instant.from('2026-01-10T09:00:00Z'),
  today: Temporal.PlainDate.from('2026-01-10'),
  by: 'sam',
  team: 'responders',
  held,
  kinds: ['house'],
  newId: () => '1',
});

test('nobody passes on a class of the record that they do not hold themselves', () => {
  assert.ok(purpose && recipient && purpose.classes.length > 1);
  const sharing = { purpose: purpose.code, recipient: recipient.code, party, classes: purpose.classes };
  assert.deepEqual(faultsOfSharing(sharing, given(purpose.classes)), []);
  assert.deepEqual(
    faultsOfSharing(sharing, given(purpose.classes.slice(1))).map(({ message }) => message),
    ['consent.error.classes-not-held'],
  );
});
