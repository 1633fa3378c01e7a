/** The pages of one of several of a kind: an episode, somebody who exploits, a vehicle. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { aboutItem, itemName, itemsField, itemsIn, mostItems } from '../../../platform/forms/items.ts';
import { formBody } from '../../../platform/forms/parse.ts';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import { routesFor, type AnyRoute, type Asked, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, refuse } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { answerItem, removeItem, stepWithItems } from './commands.ts';
import { loadLate } from '../draft/late.ts';
import { refuseClosed } from '../draft/consent-first.ts';
import { aroundPage } from '../draft/page-view.ts';
import { itemView, removeView } from './views.ts';
import { seeDraft } from '../loaders.ts';
import { page as removePage } from './pages/remove-item.page.ts';
import { saidOfPage, savePage } from '../draft/save-page.ts';
import { findDraftAnswers } from '../store.ts';
import { theForm } from '../forms.ts';

const { page, form } = routesFor(actions);

/** `new` is the page of one that is not there yet: each showing of it has a name of its own. */
const params = z.object({ reference: z.string(), step: z.string(), item: z.string().regex(itemName) });
type OnItem = Pick<Asked<string, z.output<typeof params>>, 'permit' | 'words' | 'tokens' | 'params'>;
const listOf = (reference: string, step: string): string => `/referrals/${reference}/steps/${step}`;

async function loadItem(
  work: Work,
  asked: OnItem,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
) {
  const found = await findStep(work, asked);
  if (!found.ok) return found;
  const { step, answers } = found.value;
  const field = itemsField(step);
  // The page that lists them says that there are as many as there may be.
  const isFull = field !== undefined && itemsIn(answers, step).length >= mostItems(field);
  if (asked.params.item === 'new' && isFull) return refuse('not-found');
  const item = asked.params.item === 'new' ? randomUUID() : asked.params.item;
  const { recordId } = asked.permit.record;
  const about = aboutItem(theForm(work.pack), answers, step, item);
  const own = about.answers[step.id];
  await seeDraft(work, recordId, own ? { [step.id]: answers[step.id] ?? {} } : {});
  const place = `${step.id}/${item}`;
  const around = await aroundPage(work, asked.words, { recordId, ...about, place }, again);
  const here = { ...asked, ...around.interpreted };
  return ok(itemView(work, here, { step, answers, item }, around));
}

async function findStep(work: Work, { permit, params: { step: id } }: OnItem) {
  const { record } = permit;
  const step = stepWithItems(work, id);
  if (!step || record.stage !== 'draft') return refuse('not-found');
  const answers = await findDraftAnswers(work, record.recordId);
  const open = refuseClosed(work, answers, step);
  return open.ok ? ok({ step, answers }) : open;
}

export const itemRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/steps/:step/items/:item', {
    access: 'referral:draft',
    params,
    page: stepPage,
    load: (work, asked) => loadItem(work, asked),
  }),
  form('/referrals/:reference/steps/:step/items/:item', {
    access: 'referral:draft',
    params,
    // Somebody may have come of age since the draft was shown to the team that is asked to take it over.
    entry: ['hand-over-taken-back', 'sharing-ended'],
    form: formBody,
    handle: (work, { permit, params: { step, item } }, body) =>
      savePage(work, permit.record.recordId, body, {
        answer: sent => answerItem(work, permit, { ...sent, step, item }),
        here: `/steps/${step}/items/${item}`,
        after: () => `/steps/${step}`,
      }),
    tells: ({ told }) => told,
    next: ({ place }, { params: { reference } }) => `/referrals/${reference}${place}`,
    says: saidOfPage,
    again: { page: stepPage, load: (work, asked, typed, errors) => loadItem(work, asked, { typed, errors }) },
    late: { access: 'referral:view', load: loadLate },
  }),
  page('/referrals/:reference/steps/:step/items/:item/remove', {
    access: 'referral:draft',
    params,
    page: removePage,
    load: async (work, asked) => {
      const found = await findStep(work, asked);
      if (!found.ok) return found;
      const { step, answers } = found.value;
      const place = itemsIn(answers, step).findIndex(({ id }) => id === asked.params.item);
      if (place < 0) return refuse('not-found');
      await seeDraft(work, asked.permit.record.recordId, { [step.id]: answers[step.id] ?? {} });
      return ok(removeView(work, asked, { step, answers, place }));
    },
  }),
  form('/referrals/:reference/steps/:step/items/:item/remove', {
    access: 'referral:draft',
    params,
    entry: ['hand-over-taken-back', 'sharing-ended'],
    form: z.object({}),
    handle: (work, { permit, params: { step, item } }) => removeItem(work, permit, { step, item }),
    next: (_, { params: { reference, step } }) => listOf(reference, step),
  }),
];
