import { exampleAnswers } from '../../platform/forms/example.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { every, form, justAfter, on, once, page, person, type Question } from './asking.ts';
import type { StageOfRecord } from './telling.ts';
import type { World } from './world.ts';

const ofNotices = (after: Question['after'], tag: string): readonly Question[] => {
  const stages: readonly StageOfRecord[] = after === undefined ? every : ['draft'];
  const base = '/referrals/:reference';
  return [
    page(`GET ${base}/without-consent${tag}`, `${base}/without-consent`, stages),
    page(`GET ${base}/notice/steps/:step${tag}`, `${base}/notice/steps/person`, stages),
    form(
      `POST ${base}/notice/steps/:step${tag}`,
      `${base}/notice/steps/person`,
      (_, told) => person(told),
      stages,
    ),
    page(`GET ${base}/notice/check${tag}`, `${base}/notice/check`, stages),
    form(
      `POST ${base}/notice/send${tag}`,
      `${base}/notice/send`,
      (_, told) => ({ _base: told.checked ?? '' }),
      stages,
    ),
    form(`POST ${base}/end${tag}`, `${base}/end`, () => ({}), stages),
  ].map(question => ({ ...question, ...(after && { after }) }));
};
const sentNotice: readonly StageOfRecord[] = ['unallocated'];
export const notices: readonly Question[] = [
  ...ofNotices(undefined, ''),
  ...ofNotices('refusal', ' [refused]'),
  ...[
    on('GET /notices', (_, told) => ({ url: `/notices?before=${justAfter(told.recordId)}` }), sentNotice),
    page('GET /notices/:reference [notice]', '/notices/:reference', sentNotice),
    page('GET /referrals/:reference [notice]', '/referrals/:reference', sentNotice),
    page('GET /api/v1/referrals/:reference [notice]', '/api/v1/referrals/:reference', sentNotice),
    page('GET /cases/:reference [notice]', '/cases/:reference', sentNotice),
    form('POST /cases/:reference/take [notice]', '/cases/:reference/take', () => ({}), sentNotice),
  ].map(question => ({ ...question, after: 'notice' as const })),
  page('GET /notices/:reference', '/notices/:reference'),
  once('POST /api/v1/notices', ({ stage: { composed } }) => ({
    url: '/api/v1/notices',
    json: {
      nation: 'ENG',
      answers: exampleAnswers(noticeForm(composed.pack), {
        pack: composed.pack,
        today: () => Temporal.Now.plainDateISO(composed.pack.timeZone),
      }),
    },
  })),
];
const noticeForm = (pack: World['stage']['composed']['pack']) => {
  const found = pack.forms['notice'];
  if (!found) throw new Error('The pack has no notice');
  return found;
};
