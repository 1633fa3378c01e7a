/** After sending: whether a step that protects somebody was taken, on a page of its own and by the API. */
import { z } from 'zod';
import { formBody, parseStep } from '../../../platform/forms/parse.ts';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import { stepPage as viewOfStep, type StepView } from '../../../platform/forms/step-page.ts';
import { stepWording } from '../../../platform/forms/wording.ts';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { classesOf, confirmProtection, findToConfirm } from './commands.ts';

const { page, form, api } = routesFor(actions);
const byStep = z.object({ reference: z.string(), step: z.string() });

export const protectionRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/protection/:step', {
    access: 'referral:protect',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadStep(work, asked),
  }),
  form('/referrals/:reference/protection/:step', {
    access: 'referral:protect',
    params: byStep,
    entry: 'protection-confirmed',
    form: formBody,
    handle: (work, { permit, params }, body) =>
      confirmProtection(work, permit, params.step, ({ form: asked, step, answers }) =>
        parseStep(asked, step, body, answers),
      ),
    next: ({ reference }) => `/referrals/${reference}`,
    says: saying('referrals.said.protected'),
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadStep(work, asked, { typed, errors }),
    },
  }),
  api('POST', '/api/v1/referrals/:reference/protection', {
    access: 'referral:protect',
    summary: 'Say that a step that protects somebody was taken, or why not',
    entry: 'protection-confirmed',
    params: z.object({ reference: z.string() }),
    body: z.strictObject({
      step: z
        .string()
        .min(1)
        .max(100)
        .meta({ description: 'The step of the form, as `protection` names it' }),
      answers: z.record(z.string(), z.json()).meta({
        description: 'All that is answered of the step now, in the shapes of the referral',
      }),
    }),
    example: { step: 'strategy', answers: { status: 'held', heldOn: '2026-02-03', with: ['police'] } },
    response: z.object({ reference: z.string() }),
    handle: (work, { permit }, { step, answers }) => confirmProtection(work, permit, step, () => answers),
  }),
];

async function loadStep(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens'> & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { recordId, reference } = asked.permit.record;
  const found = await findToConfirm(work, recordId, asked.params.step);
  if (!found.ok) return found;
  const { form: whole, step, answers } = found.value;
  await recordSight(work, [recordId], 'protection-form-seen', ['process', ...classesOf(step)]);
  const { words, tokens } = asked;
  const speaking = { words, pack: work.pack, language: work.language };
  return ok(
    viewOfStep({
      ...speaking,
      form: whole,
      step,
      answers,
      today: work.today,
      ...again,
      title: words('referrals.protect.title', { step: stepWording(whole, step, speaking).title }),
      action: `/referrals/${reference}/protection/${step.id}`,
      tokens,
      back: { href: `/referrals/${reference}`, text: words('referrals.back') },
    }),
  );
}
