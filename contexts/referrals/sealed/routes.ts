import { z } from 'zod';
import { platformActions } from '../../../platform/access/actions.ts';
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { type AnyRoute, type Asked, routesFor, type Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { listOnDuty } from '../../organisations/public.ts';
import { actions } from '../access.ts';
import { theForm } from '../forms.ts';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import { formBody } from '../../../platform/forms/parse.ts';
import { page as openedPage } from './pages/opened.page.ts';
import { page as sealedPage, type SealedView } from './pages/sealed.page.ts';
import { holdsClasses } from '../held-queries.ts';
import { classesOf, openingReasons, sealedOf, sealedStep } from './rules.ts';
import { giveSealedAgain, openSealed } from './commands.ts';
import { againView, openedView, sealedView } from './views.ts';

const { page, form } = routesFor({ ...platformActions, ...actions });

const byReference = z.object({ reference: z.string() });

const opening = z.object({
  reason: z.enum(openingReasons, { error: 'sealed.error.reason' }),
  words: textSchema({ max: 500 }),
});

const byStep = z.object({ reference: z.string(), step: z.string() });

/** That something is sealed, and opening it: one value at a time, by those on duty, with a reason. */
export const sealedRoutes: readonly AnyRoute[] = [
  page('/sealed/:reference', {
    access: 'sealed:view',
    params: byReference,
    page: sealedPage,
    load: (work, asked) => loadSealed(work, asked),
  }),
  // Answered at once, and once: what was sealed has no address, and a page that is asked for again does not show it again.
  form('/sealed/:reference/:seal', {
    access: 'sealed:open',
    params: z.object({ reference: z.string(), seal: z.string() }),
    entry: null,
    form: opening,
    shows: openedPage,
    once: true,
    handle: async (work, { permit, params, words }, given) => {
      const opened = await openSealed(work, permit, params.seal, given);
      return opened.ok ? ok(openedView(work, { words }, permit.record.reference, opened.value)) : opened;
    },
    again: {
      page: sealedPage,
      load: (work, asked, typed, errors) =>
        loadSealed(work, asked, { seal: asked.params.seal, typed, errors }),
    },
  }),
  page('/referrals/:reference/sealed/:step', {
    access: 'referral:replace-sealed',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadAgain(work, asked),
  }),
  form('/referrals/:reference/sealed/:step', {
    access: 'referral:replace-sealed',
    params: byStep,
    entry: 'sealed-replaced',
    neverKept: ({ params, pack }) =>
      (sealedStep(theForm(pack), params.step)?.step.fields ?? []).map(({ id }) => id),
    form: formBody,
    handle: (work, { permit, params }, body) => giveSealedAgain(work, permit, params.step, body),
    next: ({ reference }) => `/referrals/${reference}`,
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadAgain(work, asked, { typed, errors }),
    },
  }),
];

async function loadAgain(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens'> & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { recordId, reference } = asked.permit.record;
  const found = sealedStep(theForm(work.pack), asked.params.step);
  if (!(await holdsClasses(work, recordId, found ? classesOf(found) : ['location'])))
    return refuse('not-permitted');
  return found ? ok(againView(work, asked, reference, found, again)) : refuse('not-found');
}

async function loadSealed(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>,
  again?: { readonly seal: string; readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<SealedView>> {
  const { recordId, reference } = asked.permit.record;
  const found = sealedOf(theForm(work.pack), await listEntries(work, recordId));
  await recordSight(work, [recordId], 'sealed-seen', ['process']);
  const onDuty = await listOnDuty(work);
  return ok(sealedView(work, asked, { reference, found, onDuty }, again));
}
