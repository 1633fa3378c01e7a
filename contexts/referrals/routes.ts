import { z } from 'zod';
import { page as stepPage } from '../../platform/forms/step.page.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import { baseName } from '../../platform/forms/based.ts';
import { groupsOf } from '../../platform/forms/fields/signs.ts';
import { formBody } from '../../platform/forms/parse.ts';
import { routesFor as buildersFor, type AnyRoute, saying } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { ok, refuse } from '../../platform/pure/result.ts';
import { findScreening } from '../identification/public.ts';
import { actions } from './access.ts';
import { additionRoutes } from './additions/routes.ts';
import { referAnother } from './situation/commands.ts';
import { listSameSituation } from './situation/store.ts';
import { page as anotherPage } from './situation/pages/another.page.ts';
import { loadAnother } from './situation/views.ts';
import { apiRoutes } from './api.ts';
import { requestRoutes } from './asking/routes.ts';
import { answerStep, keepDraft, startDraft, submitDraft } from './commands.ts';
import { putAwayBefore } from './draft/keeping.ts';
import { copyRoutes } from './copies/routes.ts';
import { evidenceApi } from './evidence/api.ts';
import { countFiles } from './evidence/queries.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { correctRoutes } from './corrections/routes.ts';
import { theForm } from './forms.ts';
import { isHandOver } from './handing-over/rules.ts';
import { handOverApi } from './handing-over/api.ts';
import { handOverRoutes } from './handing-over/routes.ts';
import { findHandOverOf, listShownToTakeOver } from './handing-over/store.ts';
import { itemRoutes } from './items/routes.ts';
import { loadCheck, loadDraft, loadSections, loadStep } from './loaders.ts';
import { page as checkPage } from './draft/pages/check.page.ts';
import { page as listPage } from './pages/list.page.ts';
import { page as sectionsPage } from './draft/pages/sections.page.ts';
import { page as showPage } from './pages/show.page.ts';
import { listView } from './list-view.ts';
import { listReferrals } from './queries.ts';
import { messageRoutes } from './messages/routes.ts';
import { noticeRoutes } from './notice/routes.ts';
import { loadLatePage } from './notice/late.ts';
import { placeAfter } from './draft/place-after.ts';
import { loadTonight } from './draft/tonight.ts';
import { page as tonightPage } from './draft/pages/tonight.page.ts';
import { protectionRoutes } from './protection/routes.ts';
import { sealedRoutes } from './sealed/routes.ts';
import { findWhoIsIn } from './draft/together-store.ts';
import { saidOfPage, savePage } from './draft/save-page.ts';
import { showView } from './views.ts';
import { withdrawnIn } from './withdrawal/rules.ts';
import { withdrawalRoutes } from './withdrawal/routes.ts';

const { page, form } = buildersFor(actions);

const byReference = z.object({ reference: z.string() });
const byStep = z.object({ reference: z.string(), step: z.string() });
const at = (reference: string, rest = ''): string => `/referrals/${reference}${rest}`;

/** What was noticed before, at each question of the form that asks for signs: which of them, the pack says. */
function answersFrom(
  pack: Pack,
  signs: readonly { readonly sign: string; readonly known: string }[],
): Answers {
  const steps = theForm(pack).steps.map(step => {
    const fields = step.fields
      .filter(({ type }) => type === 'signs')
      .map(field => {
        const asked = new Set(groupsOf(field, pack).flatMap(group => group.signs.map(({ code }) => code)));
        return [field.id, signs.filter(({ sign }) => asked.has(sign)).map(each => ({ ...each }))] as const;
      });
    return [step.id, Object.fromEntries(fields.filter(([, seen]) => seen.length > 0))] as const;
  });
  return Object.fromEntries(steps.filter(([, told]) => Object.keys(told).length > 0));
}

/** Pages and forms of a referral. The API speaks the pack's form, so its schemas come with the pack. */
export const routesFor = (pack: Pack): readonly AnyRoute[] => [
  ...pages,
  ...noticeRoutes,
  ...itemRoutes,
  ...evidenceRoutes,
  ...evidenceApi,
  ...sealedRoutes,
  ...copyRoutes(pack),
  ...apiRoutes(pack),
  ...correctRoutes,
  ...additionRoutes,
  ...protectionRoutes,
  ...messageRoutes,
  ...withdrawalRoutes,
  ...handOverRoutes,
  ...requestRoutes,
  ...handOverApi,
];

const pages: readonly AnyRoute[] = [
  page('/referrals', {
    access: 'referral:list',
    query: z.object({ before: z.uuid().optional(), view: z.literal('put-away').optional().catch(undefined) }),
    page: listPage,
    load: async (work, asked) => {
      const cutoff = putAwayBefore(work);
      const isPutAway = asked.query.view !== undefined;
      const found = await listReferrals(
        work,
        asked.query.before,
        cutoff && { before: cutoff, only: isPutAway },
      );
      const hasPutAway =
        cutoff !== undefined &&
        !isPutAway &&
        (await listReferrals(work, undefined, { before: cutoff, only: true })).rows.length > 0;
      const { next } = found;
      // What is shown to be taken over stands in the list as the hand-over, once.
      const shown = await listShownToTakeOver(
        work,
        found.rows.map(({ recordId }) => recordId),
      );
      const rows = found.rows.filter(({ recordId }) => !shown.has(recordId));
      const drafts = rows.filter(({ saved }) => saved).map(({ recordId }) => recordId);
      return ok(
        listView(work, asked, rows, next, await findWhoIsIn(work, drafts), { isPutAway, hasPutAway }),
      );
    },
  }),
  form('/referrals', {
    access: 'referral:start',
    entry: 'draft-opened',
    form: z.object({ screening: z.uuid().optional() }),
    handle: async (work, { permit }, { screening }) => {
      const found = screening ? await findScreening(work, screening) : undefined;
      return startDraft(work, permit, found ? answersFrom(work.pack, found.signs) : {});
    },
    next: ({ reference, step }) => at(reference, step ? `/steps/${step}` : '/check'),
  }),
  page('/referrals/:reference', {
    access: 'referral:view',
    params: byReference,
    query: z.object({ sent: z.string().optional() }),
    page: showPage,
    load: async (work, asked) => {
      const { record } = asked.permit;
      if (record.stage === 'notified' || isHandOver(record.stage)) return refuse('not-found');
      const entries = await listEntries(work, record.recordId);
      const linked = await listSameSituation(work, record.recordId);
      const shown = withdrawnIn(entries)?.words === undefined ? [] : (['account'] as const);
      await recordSight(work, [record.recordId], 'referral-seen', ['process', ...shown]);
      const isNew = asked.query.sent === 'now' && record.stage === 'submitted';
      const draft = record.stage === 'draft' ? await loadDraft(work, asked) : undefined;
      const files = await countFiles(work, record, entries);
      const handOver = await findHandOverOf(work, record.recordId);
      const { reference } = record;
      return ok(showView(work, asked, { reference, entries, isNew, draft, files, handOver, linked }));
    },
  }),
  page('/referrals/:reference/steps/:step', {
    access: 'referral:draft',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadStep(work, asked),
  }),
  form('/referrals/:reference/steps/:step', {
    access: 'referral:draft',
    params: byStep,
    // Where the person refuses, whoever was asked to take the draft over is not any more.
    entry: ['hand-over-taken-back', 'sharing-ended'],
    neverKept: ({ params, pack }) =>
      (stepOf(theForm(pack), params.step)?.fields ?? []).filter(field => field.sealed).map(field => field.id),
    form: formBody,
    handle: (work, { permit, params }, body) =>
      savePage(work, permit.record.recordId, body, {
        answer: sent => answerStep(work, permit, { ...sent, step: params.step }),
        here: `/steps/${params.step}`,
        after: answers =>
          placeAfter({ pack: work.pack, form: theForm(work.pack) }, answers, params.step, work.today),
      }),
    tells: ({ told }) => told,
    next: ({ place }, { params }) => at(params.reference, place),
    says: saidOfPage,
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadStep(work, asked, { typed, errors }),
    },
    late: { access: 'referral:view', load: loadLatePage },
  }),
  page('/referrals/:reference/tonight', {
    access: 'referral:draft',
    params: byReference,
    page: tonightPage,
    load: (work, asked) => loadTonight(work, asked),
  }),
  page('/referrals/:reference/check', {
    access: 'referral:draft',
    params: byReference,
    query: z.object({ part: z.string().optional(), of: z.string().optional() }),
    page: checkPage,
    load: (work, asked) => loadCheck(work, asked, asked.query),
  }),
  page('/referrals/:reference/sections', {
    access: 'referral:draft',
    params: byReference,
    page: sectionsPage,
    load: (work, asked) => loadSections(work, asked),
  }),
  form('/referrals/:reference/another', {
    access: 'referral:another',
    params: byReference,
    entry: 'draft-opened',
    form: formBody,
    handle: (work, { permit }, body) => referAnother(work, permit, body),
    next: ({ reference, step }) => at(reference, step ? `/steps/${step}` : '/check'),
    again: {
      page: anotherPage,
      load: (work, asked, typed, errors) => loadAnother(work, asked, { typed, errors }),
    },
    says: {
      messages: ['referrals.said.left-out'],
      which: ({ leftOut }) => (leftOut > 0 ? 'referrals.said.left-out' : undefined),
    },
  }),
  form('/referrals/:reference/keep', {
    access: 'referral:draft',
    params: byReference,
    entry: null,
    form: z.object({}),
    handle: (work, { permit }) => keepDraft(work, permit),
    next: ({ reference }) => at(reference),
    says: saying('referrals.said.kept'),
  }),
  form('/referrals/:reference/submit', {
    access: 'referral:submit',
    params: byReference,
    entry: [
      'referral-submitted',
      'consent-given',
      'decided-without-capacity',
      'safe-contact-recorded',
      'situation-linked',
    ],
    form: z.object({ [baseName]: z.string().optional() }),
    handle: (work, { permit }, sent) => submitDraft(work, permit, sent[baseName] ?? ''),
    next: ({ reference }) => at(reference, '?sent=now'),
    again: {
      page: checkPage,
      load: (work, asked, _typed, errors) => loadCheck(work, asked, { errors }),
    },
  }),
];
