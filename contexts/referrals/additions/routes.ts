/** One more of several, after sending: a page for each kind, and the API. */
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
import { reasonName } from '../corrections/rules.ts';
import { speakingOfReason } from '../corrections/wording.ts';
import { addOneMore, findToAdd } from './commands.ts';

const { page, form, api } = routesFor(actions);
const byStep = z.object({ reference: z.string(), step: z.string() });

export const additionRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/more/:step', {
    access: 'referral:correct',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadAddition(work, asked),
  }),
  form('/referrals/:reference/more/:step', {
    access: 'referral:correct',
    params: byStep,
    entry: 'one-more-added',
    form: formBody,
    handle: (work, { permit, params }, body) =>
      addOneMore(work, permit, params.step, ({ asked }) =>
        parseStep(asked.form, asked.step, body, asked.answers),
      ),
    next: ({ reference }) => `/referrals/${reference}`,
    says: saying('referrals.said.more'),
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadAddition(work, asked, { typed, errors }),
    },
  }),
  api('POST', '/api/v1/referrals/:reference/additions', {
    access: 'referral:correct',
    summary:
      'Add one more of several of a kind (an episode, somebody who exploits, a vehicle), or signs, to a referral that was sent',
    entry: 'one-more-added',
    params: z.object({ reference: z.string() }),
    body: z.strictObject({
      step: z.string().min(1).max(100).meta({ description: 'The step of the form, as in the referral' }),
      answers: z.record(z.string(), z.json()).meta({
        description:
          'The answers about one, in the shapes of the referral and without an id; of signs, those that were not told yet',
      }),
      how: z.string().min(1).max(2_000).optional().meta({ description: 'How it is known' }),
    }),
    example: {
      step: 'vehicles',
      answers: { description: 'A white van with a broken lamp' },
      how: 'They remembered it since.',
    },
    response: z.object({
      reference: z.string(),
      step: z.string(),
      number: z
        .int()
        .meta({ description: 'Its number among those of its kind; of signs, of the first of them' }),
    }),
    handle: (work, { permit }, { step, answers, how }) =>
      addOneMore(work, permit, step, () => ({ ...answers, ...(how !== undefined && { [reasonName]: how }) })),
  }),
];

async function loadAddition(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens'> & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { recordId, reference } = asked.permit.record;
  const found = await findToAdd(work, recordId, asked.params.step);
  if (!found.ok) return found;
  const { form, step, answers, pack, standing, list } = found.value.asked;
  // How many there are, and of signs which are left: nothing else of what was told is shown.
  const shown = list.type === 'signs' ? [list.class] : [];
  await recordSight(work, [recordId], 'one-more-form-seen', ['process', ...shown]);
  const speaking = speakingOfReason({ words: asked.words, pack, language: work.language }, step.id, 'add');
  return ok(
    viewOfStep({
      ...speaking,
      form,
      step,
      answers,
      notes: [asked.words('referrals.more.note', { count: standing.length })],
      today: work.today,
      ...again,
      title: asked.words('referrals.add.title', { step: stepWording(form, step, speaking).title }),
      action: `/referrals/${reference}/more/${step.id}`,
      tokens: asked.tokens,
      back: { href: `/referrals/${reference}`, text: asked.words('referrals.back') },
    }),
  );
}
