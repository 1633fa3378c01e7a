import { draft, form, page, type Question } from './asking.ts';

const base = '/hand-overs/:reference';

export const handOvers: readonly Question[] = [
  page('GET /referrals/:reference/hand-over', '/referrals/:reference/hand-over'),
  {
    ...form('POST /referrals/:reference/hand-over', '/referrals/:reference/hand-over', ({ stage }) => ({
      reason: 'no-capacity',
      team: stage.person('Priya Raman').team.id,
      consent: 'given',
      classes: 'identity',
      way: 'spoken',
    })),
    withoutFiles: true,
  },
  form(
    'POST /referrals/:reference/hand-over [not whole]',
    '/referrals/:reference/hand-over',
    () => ({ reason: 'no-capacity' }),
    draft,
  ),
  // Of a referral there is no such page.
  page(`GET ${base}`, base, ['draft', 'unallocated']),
  ...['accept', 'decline', 'take-back'].map(act =>
    form(`POST ${base}/${act}`, `${base}/${act}`, () => ({ seen: '', reason: 'no-capacity' }), [
      'draft',
      'unallocated',
    ]),
  ),
  ...[
    page(`GET ${base} [handed over]`, base, draft),
    form(
      `POST ${base}/accept [handed over]`,
      `${base}/accept`,
      (_, told) => ({ seen: told.seen ?? '' }),
      draft,
    ),
    form(`POST ${base}/accept [changed since]`, `${base}/accept`, () => ({ seen: 'earlier' }), draft),
    form(
      `POST ${base}/decline [handed over]`,
      `${base}/decline`,
      () => ({ reason: 'conflict-of-interest' }),
      draft,
    ),
    form(`POST ${base}/decline [not whole]`, `${base}/decline`, () => ({}), draft),
    form(`POST ${base}/take-back [handed over]`, `${base}/take-back`, () => ({}), draft),
    // A hand-over is no referral.
    page('GET /referrals/:reference [handed over]', '/referrals/:reference', draft),
    page('GET /api/v1/referrals/:reference [handed over]', '/api/v1/referrals/:reference', draft),
  ].map(question => ({ ...question, after: 'hand-over' as const })),
];
