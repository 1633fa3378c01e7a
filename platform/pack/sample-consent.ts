import type { ConsentTerms } from './consent-terms.ts';

/** Terms of a country that does not exist, for page examples and tests. */
export const sampleConsent: ConsentTerms = {
  purposes: [
    { code: 'shelter', as: ['referral'], classes: ['identity', 'account', 'contact'] },
    { code: 'advice', as: ['referral'], classes: ['identity'] },
  ],
  recipients: [
    { code: 'house', purposes: ['shelter'], of: { firstResponders: 'any' } },
    { code: 'advocate', purposes: ['advice', 'shelter'] },
  ],
  ways: ['spoken', 'written'],
  deciders: [
    { code: 'themselves', path: 'adult', competence: false, source: [] },
    { code: 'heard-child', path: 'child', competence: true, source: [] },
    { code: 'elder', path: 'child', competence: false, source: [] },
    { code: 'spokesperson', path: 'without-capacity', competence: false, source: [] },
  ],
  grounds: [
    { code: 'danger', allows: ['share'], urgent: true, source: [] },
    { code: 'peace', allows: ['share'], urgent: false, source: [] },
    { code: 'archive', allows: ['keep'], urgent: false, source: [] },
  ],
  channels: [
    { code: 'phone', kind: 'phone' },
    { code: 'email', kind: 'email' },
    { code: 'post', kind: 'letter' },
    { code: 'friend', kind: 'in-person' },
    { code: 'none', kind: 'none' },
    { code: 'not-asked', kind: 'unasked' },
  ],
  handOver: {
    prefix: 'HAND',
    purpose: 'shelter',
    recipient: 'house',
    child: 'danger',
    reasons: [{ code: 'full', source: [] }],
    declines: [{ code: 'full', source: [] }],
  },
  returns: { prefix: 'BACK', within: 14 },
  lasts: { consent: 100, override: 10, contact: 30 },
  warns: { sharing: 14, contact: 7 },
};
