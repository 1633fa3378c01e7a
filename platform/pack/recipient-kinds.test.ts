import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import { findBrokenRecipients, recipientKinds } from './recipient-kinds.ts';
import { sampleConsent } from './sample-consent.ts';

const pack = {
  authorities: [{ code: 'panel', from: '2020', until: null }],
  firstResponders: [
    { code: 'watch', source: 'S' },
    { code: 'old-watch', until: '2024', source: 'S' },
  ],
  consent: {
    ...sampleConsent,
    recipients: [
      { code: 'house', purposes: ['shelter'], of: { firstResponders: 'any' as const } },
      { code: 'judge', purposes: ['advice'], of: { authorities: ['panel'] } },
      { code: 'advocate', purposes: ['advice'] },
    ],
  },
};
const today = Temporal.PlainDate.from('2026-11-27');
const nothing = { authority: undefined, firstResponder: undefined, recipients: [] };
const kinds = (more: object) => recipientKinds(pack, { ...nothing, ...more }, today);

test('an organisation is the recipient that the pack makes of what it was registered as, and what it was named', () => {
  assert.deepEqual(kinds({}), []);
  assert.deepEqual(kinds({ firstResponder: 'watch' }), ['house']);
  assert.deepEqual(kinds({ authority: 'panel' }), ['judge']);
  assert.deepEqual(kinds({ firstResponder: 'watch', recipients: ['advocate'] }), ['house', 'advocate']);
  assert.deepEqual(kinds({ recipients: ['stranger'] }), []);
});

test('whoever may not refer any more is no first responder to share with', () => {
  assert.deepEqual(kinds({ firstResponder: 'old-watch' }), []);
});

test('a pack that names an organisation it does not have, or hands drafts over to another kind, is told', () => {
  const broken = (of: { authorities?: string[]; firstResponders?: string[] }) =>
    findBrokenRecipients({
      ...pack,
      consent: { ...pack.consent, recipients: [{ code: 'house', purposes: ['shelter'], of }] },
    }).map(({ path }) => path);
  assert.deepEqual(findBrokenRecipients(pack), []);
  assert.deepEqual(broken({ authorities: ['court'] }), ['recipients.0.of.authorities', 'handOver.recipient']);
  assert.deepEqual(broken({ firstResponders: ['wacht'] }), [
    'recipients.0.of.firstResponders',
    'handOver.recipient',
  ]);
});
