/** To withdraw a referral that was sent: a page for either side, and the API. */
import { z } from 'zod';
import { formBody, parseStep } from '../../../platform/forms/parse.ts';
import { stepPage, type StepView } from '../../../platform/forms/step-page.ts';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { findToWithdraw, withdrawReferral } from './commands.ts';
import { askers } from './model.ts';
import { page as withdrawPage, withdrawView } from './pages/withdraw.page.ts';

const { page, form, api } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
/** At the person's wish the consents that were given end with the referral. */
const entry = ['referral-withdrawn', 'consent-withdrawn'];

export const withdrawalRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/withdraw', {
    access: 'referral:withdraw',
    params: byReference,
    page: withdrawPage,
    load: (work, asked) => loadWithdrawal(work, asked),
  }),
  form('/referrals/:reference/withdraw', {
    access: 'referral:withdraw',
    params: byReference,
    entry,
    form: formBody,
    handle: (work, { permit }, body) =>
      withdrawReferral(work, permit, asked => parseStep(asked.form, asked.step, body, {})),
    next: ({ place }) => place,
    says: saying('referrals.said.withdrawn'),
    again: {
      page: withdrawPage,
      load: (work, asked, typed, errors) => loadWithdrawal(work, asked, { typed, errors }),
    },
  }),
  api('POST', '/api/v1/referrals/:reference/withdrawal', {
    access: 'referral:withdraw',
    summary: 'Withdraw a referral that is not decided yet; it stays, and says why',
    entry,
    params: byReference,
    body: z.strictObject({
      reason: z.string().min(1).max(100).meta({ description: 'A reason of the pack, by its code' }),
      other: z
        .string()
        .max(40)
        .optional()
        .meta({ description: 'Of a duplicate: the reference of the referral that stands' }),
      askedBy: z.enum(askers),
      words: z.string().min(1).max(2_000),
    }),
    example: { reason: 'sent-in-error', askedBy: 'team', words: 'It was meant for another person.' },
    response: z.object({ reference: z.string() }),
    handle: async (work, { permit }, { other, ...said }) => {
      const done = await withdrawReferral(work, permit, () => ({
        ...said,
        ...(other !== undefined && { other }),
      }));
      return done.ok ? ok({ reference: done.value.reference }) : done;
    },
  }),
];

async function loadWithdrawal(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens'>,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { record } = asked.permit;
  const found = await findToWithdraw(work, record, asked.words);
  if (!found.ok) return found;
  await recordSight(work, [record.recordId], 'withdrawal-form-seen', ['process']);
  const side = work.viewer.purpose === 'identification-decision' ? 'cases' : 'referrals';
  const { reasons, asked: of } = found.value;
  const { words, tokens } = asked;
  const view = stepPage({
    words,
    language: work.language,
    ...of,
    answers: {},
    today: work.today,
    ...again,
    action: `/referrals/${record.reference}/withdraw`,
    tokens,
    back: { href: `/${side}/${record.reference}`, text: words('referrals.back') },
  });
  return ok(withdrawView(view, reasons, words));
}
