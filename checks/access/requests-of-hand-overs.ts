import { draft, form, on, page, type Question } from './asking.ts';
import type { Told } from './telling.ts';

const base = '/hand-overs/:reference';
const apiOf = '/api/v1/referrals/:reference';
const inApi = `/api/v1${base}`;
const json = (name: string, body: (told: Told) => object): Question =>
  on(
    name,
    (_, told) => ({
      url: name
        .replace(/ \[.*\]$/, '')
        .replace('POST ', '')
        .replace(':reference', told.reference),
      json: body(told),
    }),
    draft,
  );

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
  page(`GET ${apiOf}/hand-over`, `${apiOf}/hand-over`),
  {
    ...on(`POST ${apiOf}/hand-over`, ({ stage }, told) => ({
      url: `/api/v1/referrals/${told.reference}/hand-over`,
      json: {
        reason: 'no-capacity',
        team: stage.person('Priya Raman').team.id,
        consent: 'given',
        classes: ['identity'],
        way: 'spoken',
      },
    })),
    withoutFiles: true,
  },
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
    page(`GET ${inApi}`, inApi, draft),
    json(`POST ${inApi}/answer`, told => ({ answer: 'accept', seen: told.seen ?? '' })),
    json(`POST ${inApi}/answer [declined]`, () => ({ answer: 'decline', reason: 'no-capacity' })),
    json(`POST ${inApi}/take-back`, () => ({})),
    // A hand-over is no referral.
    page('GET /referrals/:reference [handed over]', '/referrals/:reference', draft),
    page('GET /api/v1/referrals/:reference [handed over]', '/api/v1/referrals/:reference', draft),
  ].map(question => ({ ...question, after: 'hand-over' as const })),
];
