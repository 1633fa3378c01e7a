import { z } from 'zod';
import { formBody } from '../../../platform/forms/parse.ts';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { actions } from '../access.ts';
import { acceptHandOver, askToTakeOver, declineHandOver, takeBackHandOver } from './commands.ts';
import { readAsked } from './form.ts';
import { askingOf, loadAsk, loadHandOver } from './loaders.ts';
import { page as askPage } from './pages/ask.page.ts';
import { page as handOverPage } from './pages/hand-over.page.ts';

const { page, form } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const toHandOver = ({ reference }: { readonly reference: string }): string => `/hand-overs/${reference}`;

export const handOverRoutes: readonly AnyRoute[] = [
  page('/referrals/:reference/hand-over', {
    access: 'hand-over:ask',
    params: byReference,
    page: askPage,
    load: (work, asked) => loadAsk(work, asked),
  }),
  form('/referrals/:reference/hand-over', {
    access: 'hand-over:ask',
    params: byReference,
    entry: ['hand-over-asked', 'consent-given', 'override-asked', 'override-decided'],
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const asking = await askingOf(work, { permit, words });
      if (!asking.ok) return asking;
      const read = readAsked(asking.value, body, work.today);
      return read.ok ? askToTakeOver(work, permit, read.value) : read;
    },
    next: toHandOver,
    says: saying('hand-over.said.asked'),
    again: {
      page: askPage,
      load: (work, asked, typed, errors) => loadAsk(work, asked, { typed, errors }),
    },
  }),
  page('/hand-overs/:reference', {
    access: 'hand-over:view',
    params: byReference,
    page: handOverPage,
    load: (work, asked) => loadHandOver(work, asked),
  }),
  form('/hand-overs/:reference/accept', {
    access: 'hand-over:answer',
    params: byReference,
    entry: ['draft-opened', 'draft-ended', 'hand-over-accepted'],
    form: z.object({ seen: z.string().max(40) }),
    handle: (work, { permit }, { seen }) => acceptHandOver(work, permit, seen),
    next: ({ reference }) => `/referrals/${reference}`,
    says: saying('referrals.said.taken-over'),
  }),
  form('/hand-overs/:reference/decline', {
    access: 'hand-over:answer',
    params: byReference,
    entry: ['hand-over-declined', 'sharing-ended'],
    form: z.object({ reason: z.string().max(60).default('') }),
    handle: (work, { permit }, { reason }) => declineHandOver(work, permit, reason),
    next: toHandOver,
    says: saying('hand-over.said.declined'),
    again: {
      page: handOverPage,
      load: (work, asked, _typed, errors) =>
        loadHandOver(work, asked, {
          errors: errors.map(({ message }) => ({ text: asked.words(message), href: '#reason' })),
        }),
    },
  }),
  form('/hand-overs/:reference/take-back', {
    access: 'hand-over:take-back',
    params: byReference,
    entry: ['hand-over-taken-back', 'sharing-ended'],
    form: z.object({}),
    handle: (work, { permit }) => takeBackHandOver(work, permit),
    next: toHandOver,
    says: saying('hand-over.said.taken-back'),
  }),
];
