import { z } from 'zod';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import { baseName } from '../../../platform/forms/based.ts';
import { formBody } from '../../../platform/forms/parse.ts';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { actions } from '../access.ts';
import { answerNotice, endRefused, sendNotice } from './commands.ts';
import { loadLateNotice } from './late.ts';
import { loadNotice, loadNoticeCheck, loadNotices, loadNoticeStep, loadWithoutConsent } from './loaders.ts';
import { noticePlaceAfter } from '../draft/place-after.ts';
import { page as checkPage } from './pages/notice-check.page.ts';
import { page as noticePage } from './pages/notice.page.ts';
import { page as noticesPage } from './pages/notices.page.ts';
import { page as withoutConsentPage } from './pages/without-consent.page.ts';
import { standingIn } from './removal.ts';
import { saidOfPage, savePage } from '../draft/save-page.ts';

const { page, form } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
const byStep = z.object({ reference: z.string(), step: z.string() });
const at = (reference: string, rest = ''): string => `/referrals/${reference}${rest}`;
/** One box sends a word, several a list, none nothing. */
const confirmedForm = z.object({
  [baseName]: z.string().optional(),
  confirmed: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform(sent => [sent].flat()),
});

/** What follows a refusal, and the notices that come of it. */
export const noticeRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/without-consent', {
    access: 'referral:draft',
    params: byReference,
    page: withoutConsentPage,
    load: (work, asked) => loadWithoutConsent(work, asked),
  }),
  page('/referrals/:reference/notice/steps/:step', {
    access: 'referral:draft',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadNoticeStep(work, asked),
  }),
  form('/referrals/:reference/notice/steps/:step', {
    access: 'referral:draft',
    params: byStep,
    entry: null,
    form: formBody,
    handle: (work, { permit, params }, body) =>
      savePage(work, permit.record.recordId, body, {
        answer: sent => answerNotice(work, permit, { ...sent, step: params.step }),
        here: `/notice/steps/${params.step}`,
        after: answers => noticePlaceAfter(standingIn(work, answers), answers, params.step),
      }),
    tells: ({ told }) => told,
    next: ({ place }, { params }) => at(params.reference, place),
    says: saidOfPage,
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadNoticeStep(work, asked, { typed, errors }),
    },
    late: { access: 'referral:view', load: loadLateNotice },
  }),
  page('/referrals/:reference/notice/check', {
    access: 'referral:draft',
    params: byReference,
    page: checkPage,
    load: (work, asked) => loadNoticeCheck(work, asked),
  }),
  form('/referrals/:reference/notice/send', {
    access: 'referral:submit',
    params: byReference,
    entry: ['duty-to-notify-sent', 'draft-ended'],
    form: confirmedForm,
    handle: (work, { permit }, { confirmed, ...sent }) =>
      sendNotice(work, permit, confirmed, sent[baseName] ?? ''),
    next: ({ reference }) => `/notices/${reference}?sent=now`,
    again: {
      page: checkPage,
      load: (work, asked, _typed, errors) => loadNoticeCheck(work, asked, errors),
    },
  }),
  form('/referrals/:reference/end', {
    access: 'referral:submit',
    params: byReference,
    entry: 'draft-ended',
    form: z.object({}),
    handle: (work, { permit }) => endRefused(work, permit),
    next: ({ reference }) => at(reference),
    says: saying('referrals.said.ended'),
  }),
  page('/notices', {
    access: 'notice:list',
    query: z.object({ before: z.uuid().optional().catch(undefined) }),
    page: noticesPage,
    load: (work, asked) => loadNotices(work, asked, asked.query.before),
  }),
  page('/notices/:reference', {
    access: 'notice:view',
    params: byReference,
    query: z.object({ sent: z.string().optional() }),
    page: noticePage,
    load: (work, asked) => loadNotice(work, asked, asked.query.sent === 'now'),
  }),
];
