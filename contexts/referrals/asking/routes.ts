import { z } from 'zod';
import { formBody } from '../../../platform/forms/parse.ts';
import { nextStep } from '../../../platform/forms/journey.ts';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { ok, refuse } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { isUrgent } from '../draft/place-after.ts';
import { page as tonightPage } from '../draft/pages/tonight.page.ts';
import { saidOfPage, savePage } from '../draft/save-page.ts';
import { tonightOf } from '../draft/tonight.ts';
import { page as askPage } from '../handing-over/pages/ask.page.ts';
import { readAsked } from '../handing-over/form.ts';
import { answerRequest, deleteRequest, keepRequest, sendRequest, startRequest } from './commands.ts';
import { choosingOf, loadChoosing, loadRequest, loadRequests, loadRequestStep } from './loaders.ts';
import { page as checkPage } from './pages/check.page.ts';
import { page as listPage } from './pages/list.page.ts';
import { page as startPage } from './pages/start.page.ts';
import { startView } from './start-view.ts';
import { requestTerms } from './terms.ts';

const { page, form } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const byStep = z.object({ reference: z.string(), step: z.string() });
const at = (reference: string, rest = ''): string => `/requests/${reference}${rest}`;

/** For whoever may not refer: to ask a first responder to. */
export const requestRoutes: readonly AnyRoute[] = [
  page('/requests', {
    access: 'request:list',
    query: z.object({
      before: z.uuid().optional().catch(undefined),
      view: z.literal('put-away').optional().catch(undefined),
    }),
    page: listPage,
    load: (work, asked) => loadRequests(work, asked, asked.query),
  }),
  page('/requests/start', {
    access: 'request:start',
    page: startPage,
    load: async (work, asked) => (requestTerms(work.pack) ? ok(startView(work, asked)) : refuse('not-found')),
  }),
  form('/requests', {
    access: 'request:start',
    entry: 'request-opened',
    form: z.object({}),
    handle: (work, { permit }) => startRequest(work, permit),
    next: ({ reference, step }) => at(reference, `/steps/${step}`),
  }),
  page('/requests/:reference/steps/:step', {
    access: 'request:view',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadRequestStep(work, asked),
  }),
  form('/requests/:reference/steps/:step', {
    access: 'request:edit',
    params: byStep,
    entry: null,
    form: formBody,
    handle: (work, { permit, params }, body) =>
      savePage(work, permit.record.recordId, body, {
        answer: sent => answerRequest(work, permit, { ...sent, step: params.step }),
        here: `/steps/${params.step}`,
        after: answers => {
          const terms = requestTerms(work.pack);
          if (!terms) return '/check';
          if (isUrgent({ pack: work.pack, form: terms.form }, answers, params.step)) return '/tonight';
          const next = nextStep(terms.form, answers, params.step);
          return next ? `/steps/${next.id}` : '/check';
        },
      }),
    tells: ({ told }) => told,
    next: ({ place }, { params }) => at(params.reference, place || '/check'),
    says: saidOfPage,
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadRequestStep(work, asked, { typed, errors }),
    },
  }),
  page('/requests/:reference/tonight', {
    access: 'request:view',
    params: byReference,
    page: tonightPage,
    load: async (work, asked) => {
      const terms = requestTerms(work.pack);
      if (!terms) return refuse('not-found');
      return tonightOf(work, asked, { form: terms.form, base: at(asked.permit.record.reference) });
    },
  }),
  page('/requests/:reference/check', {
    access: 'request:view',
    params: byReference,
    page: checkPage,
    load: (work, asked) => loadRequest(work, asked),
  }),
  page('/requests/:reference/ask', {
    access: 'request:send',
    params: byReference,
    page: askPage,
    load: (work, asked) => loadChoosing(work, asked),
  }),
  form('/requests/:reference/send', {
    access: 'request:send',
    params: byReference,
    entry: ['hand-over-asked', 'consent-given', 'override-asked', 'override-decided', 'draft-ended'],
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const asking = await choosingOf(work, { permit, words });
      if (!asking.ok) return asking;
      const read = readAsked(asking.value, body, work.today);
      return read.ok ? sendRequest(work, permit, read.value) : read;
    },
    next: ({ reference }) => `/hand-overs/${reference}`,
    says: saying('hand-over.said.asked'),
    again: {
      page: askPage,
      load: (work, asked, typed, errors) => loadChoosing(work, asked, { typed, errors }),
    },
  }),
  form('/requests/:reference/keep', {
    access: 'request:edit',
    params: byReference,
    entry: null,
    form: z.object({}),
    handle: (work, { permit }) => keepRequest(work, permit),
    next: ({ reference }) => at(reference, '/check'),
    says: saying('requests.said.kept'),
  }),
  form('/requests/:reference/delete', {
    access: 'request:edit',
    params: byReference,
    entry: 'draft-ended',
    form: z.object({}),
    handle: (work, { permit }) => deleteRequest(work, permit),
    next: () => '/requests',
    says: saying('requests.said.deleted'),
  }),
];
