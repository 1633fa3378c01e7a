import type { Pack } from '../../../../platform/pack/pack.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import type { Words } from '../../../../platform/views/page.ts';
import type { SealedFound } from '../rules.ts';

export const exampleSeal = '00000000-0000-7000-8000-000000000001';

export const exampleSealed: SealedFound = {
  seal: exampleSeal,
  step: 'place',
  field: 'address',
  dataClass: 'location',
  answer: { seal: exampleSeal, box: '' },
  entry: {
    entryId: '00000000-0000-7000-8000-000000000002',
    recordId: '00000000-0000-7000-8000-000000000003',
    version: 2,
    kind: 'change',
    type: 'referral-submitted',
    at: Temporal.Instant.from('2026-03-02T09:30:00Z'),
    actorId: '00000000-0000-7000-8000-000000000004',
    organisationId: '00000000-0000-7000-8000-000000000005',
    teamId: '00000000-0000-7000-8000-000000000006',
    purpose: 'referral',
    payload: {},
  },
};

/** A jurisdiction of which the pages need no more than this. */
export const exampleSealedShowing = (words: Words) => ({
  pack: { timeZone: 'UTC', forms: { referral: { id: 'referral', steps: [] } } } as unknown as Pack,
  language: words('form.language') === 'cy' ? ('cy' as const) : ('en' as const),
});
