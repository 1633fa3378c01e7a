/** Corrections after sending: a page for each step, and the API. Nothing is ever overwritten. */
import { z } from 'zod';
import type { Answers } from '../../../platform/forms/definition.ts';
import { formBody, parseStep } from '../../../platform/forms/parse.ts';
import { page as stepPage } from '../../../platform/forms/step.page.ts';
import { stepPage as viewOfStep, type StepView } from '../../../platform/forms/step-page.ts';
import { stepWording } from '../../../platform/forms/wording.ts';
import { type AnyRoute, type Asked, routesFor, type Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { contactNow } from '../../consent/public.ts';
import { actions } from '../access.ts';
import { correctAnswers, findToCorrect } from './commands.ts';
import { classesOf, isSaid, reasonName } from './rules.ts';
import { speakingOfReason } from './wording.ts';

const { page, form, api } = routesFor(actions);
const byStep = z.object({ reference: z.string(), step: z.string() });

/** What is said once, by what became of the safe contact. */
const saidOfAge = 'referrals.said.corrected-age';
const said = {
  untouched: 'referrals.said.corrected',
  follows: 'referrals.said.corrected-contact',
  outdated: 'consent.said.contact-outdated',
} as const;

export const correctRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/correct/:step', {
    access: 'referral:correct',
    params: byStep,
    page: stepPage,
    load: (work, asked) => loadCorrection(work, asked),
  }),
  form('/referrals/:reference/correct/:step', {
    access: 'referral:correct',
    params: byStep,
    entry: ['answer-corrected', 'safe-contact-recorded'],
    form: formBody,
    handle: (work, { permit, params }, body) =>
      correctAnswers(work, permit, params.step, ({ asked, answers }) =>
        parseStep(asked.form, asked.step, body, answers),
      ),
    // Where the answers do not suffice, the way leads to where the safe contact is recorded.
    next: ({ reference, contact }) =>
      contact === 'outdated' ? `/consents/${reference}/contact` : `/referrals/${reference}`,
    says: {
      messages: [...Object.values(said), saidOfAge],
      which: ({ contact, ageDiffers }) => (ageDiffers ? saidOfAge : said[contact]),
    },
    again: {
      page: stepPage,
      load: (work, asked, typed, errors) => loadCorrection(work, asked, { typed, errors }),
    },
  }),
  api('POST', '/api/v1/referrals/:reference/corrections', {
    access: 'referral:correct',
    summary:
      'Correct or add answers of a referral that was sent: what was sent stands, each with who gave it',
    entry: ['answer-corrected', 'safe-contact-recorded'],
    params: z.object({ reference: z.string() }),
    body: z.strictObject({
      step: z.string().min(1).max(100).meta({ description: 'The step of the form, as in the referral' }),
      answers: z.record(z.string(), z.json()).meta({
        description: 'The answers that were wrong, in the shapes of the referral; the others stand',
      }),
      why: z.string().min(1).max(2_000).optional().meta({
        description:
          'Needed where answers of the step were given before; else how it is known, if that is said',
      }),
    }),
    example: { step: 'person', answers: { otherNames: 'Ada' }, why: 'She told us another name.' },
    response: z.object({
      reference: z.string(),
      corrected: z.int(),
      contact: z.enum(['untouched', 'follows', 'outdated']).meta({
        description:
          'The safe contact: it is not concerned; it was recorded anew; or it counts no longer and has to be recorded by somebody',
      }),
      ageDiffers: z.boolean().meta({
        description:
          'The birth date now contradicts whether the person is treated as a child: the authority is shown that',
      }),
    }),
    handle: (work, { permit }, { step, answers, why }) =>
      correctAnswers(
        work,
        permit,
        step,
        ({ answers: standing, asked }) => ({
          ...onlyAsked(standing[step] ?? {}, asked.step.fields),
          ...answers,
          ...(why !== undefined && { [reasonName]: why }),
        }),
        Object.keys(answers),
      ),
  }),
];

const onlyAsked = (given: Answers[string], fields: readonly { readonly id: string }[]): Answers[string] =>
  Object.fromEntries(Object.entries(given).filter(([name]) => fields.some(({ id }) => id === name)));

async function loadCorrection(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens'> & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { recordId, reference } = asked.permit.record;
  const found = await findToCorrect(work, recordId, asked.params.step);
  if (!found.ok) return found;
  const { asked: step, answers, entries } = found.value;
  await recordSight(work, [recordId], 'correction-form-seen', ['process', ...classesOf(step)]);
  const is = isSaid(answers, step.step.id) ? 'correct' : 'add';
  const speaking = speakingOfReason(
    { words: asked.words, pack: work.pack, language: work.language },
    step.step.id,
    is,
  );
  const note = contactNow(entries, work.today, speaking).noteOn(step.form, step.step.id);
  return ok(
    viewOfStep({
      ...speaking,
      ...step,
      answers,
      notes: note === undefined ? [] : [note],
      today: work.today,
      ...again,
      title: asked.words(`referrals.${is}.title`, {
        step: stepWording(step.form, step.step, speaking).title,
      }),
      action: `/referrals/${reference}/correct/${step.step.id}`,
      tokens: asked.tokens,
      back: { href: `/referrals/${reference}`, text: asked.words('referrals.back') },
    }),
  );
}
