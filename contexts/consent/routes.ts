import { z } from 'zod';
import { formBody } from '../../platform/forms/parse.ts';
import { type AnyRoute, routesFor } from '../../platform/http/route.ts';
import { actions } from './access.ts';
import * as commands from './commands.ts';
import { readStep } from './forms.ts';
import { formOf, loadConsents, loadForm, loadOne, loadTasks } from './loaders.ts';
import { page as consentsPage } from './pages/consents.page.ts';
import { page as formPage } from './pages/form.page.ts';
import { page as tasksPage } from './pages/tasks.page.ts';
import { findConsents } from './queries.ts';
import { answerIn, contactIn, handOverIn, holdIn, overrideIn, verdictIn } from './read.ts';

const { page, form } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
const byPermission = z.object({ reference: z.string(), permission: z.string() });
const toConsents = ({ reference }: commands.Done): string => `/consents/${reference}`;

export const routes: readonly AnyRoute[] = [
  page('/consents', {
    access: 'consent:tasks',
    page: tasksPage,
    load: (work, asked) => loadTasks(work, asked),
  }),
  page('/consents/:reference', {
    access: 'consent:view',
    params: byReference,
    page: consentsPage,
    load: (work, asked) => loadConsents(work, asked),
  }),
  page('/consents/:reference/record', {
    access: 'consent:record',
    params: byReference,
    page: formPage,
    load: (work, asked) => loadForm(work, asked, 'consent'),
  }),
  form('/consents/:reference/record', {
    access: 'consent:record',
    params: byReference,
    entry: ['consent-given', 'consent-refused'],
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const asked = await formOf(work, words, { isDraft: permit.record.stage === 'draft' });
      const read = readStep(asked, 'consent', body, work.today);
      return read.ok ? commands.recordConsent(work, permit, answerIn(read.value, asked.teams)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadForm(work, asked, 'consent', { typed, errors }),
    },
  }),
  page('/consents/:reference/withdraw/:permission', {
    access: 'consent:withdraw',
    params: byPermission,
    page: formPage,
    load: (work, asked) => loadOne(work, asked, 'withdrawal'),
  }),
  form('/consents/:reference/withdraw/:permission', {
    access: 'consent:withdraw',
    params: byPermission,
    entry: 'consent-withdrawn',
    form: z.object({}),
    handle: (work, { permit, params }) => commands.withdrawConsent(work, permit, params.permission),
    next: toConsents,
  }),
  page('/consents/:reference/hand-over/:permission', {
    access: 'consent:hand-over',
    params: byPermission,
    page: formPage,
    load: (work, asked) => loadOne(work, asked, 'handover'),
  }),
  form('/consents/:reference/hand-over/:permission', {
    access: 'consent:hand-over',
    params: byPermission,
    entry: 'copy-handed-over',
    form: formBody,
    handle: async (work, { permit, params, words }, body) => {
      const read = readStep(await formOf(work, words), 'handover', body, work.today);
      return read.ok ? commands.handCopyOver(work, permit, params.permission, handOverIn(read.value)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadOne(work, asked, 'handover', { typed, errors }),
    },
  }),
  page('/consents/:reference/override', {
    access: 'override:ask',
    params: byReference,
    page: formPage,
    load: (work, asked) => loadForm(work, asked, 'override'),
  }),
  form('/consents/:reference/override', {
    access: 'override:ask',
    params: byReference,
    entry: ['override-asked', 'override-decided'],
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const asked = await formOf(work, words);
      const read = readStep(asked, 'override', body, work.today);
      return read.ok ? commands.ask(work, permit, overrideIn(read.value, asked.teams)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadForm(work, asked, 'override', { typed, errors }),
    },
  }),
  page('/consents/:reference/decide/:permission', {
    access: 'override:decide',
    params: byPermission,
    page: formPage,
    load: (work, asked) => loadOne(work, asked, 'verdict'),
  }),
  form('/consents/:reference/decide/:permission', {
    access: 'override:decide',
    params: byPermission,
    entry: 'override-decided',
    form: formBody,
    handle: async (work, { permit, params, words }, body) => {
      const read = readStep(await formOf(work, words), 'verdict', body, work.today);
      return read.ok ? commands.decide(work, permit, params.permission, verdictIn(read.value)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadOne(work, asked, 'verdict', { typed, errors }),
    },
  }),
  page('/consents/:reference/review/:permission', {
    access: 'override:review',
    params: byPermission,
    page: formPage,
    load: (work, asked) => loadOne(work, asked, 'review'),
  }),
  form('/consents/:reference/review/:permission', {
    access: 'override:review',
    params: byPermission,
    entry: 'override-reviewed',
    form: formBody,
    handle: async (work, { permit, params, words }, body) => {
      const read = readStep(await formOf(work, words), 'review', body, work.today);
      return read.ok ? commands.review(work, permit, params.permission, verdictIn(read.value)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadOne(work, asked, 'review', { typed, errors }),
    },
  }),
  page('/consents/:reference/hold', {
    access: 'consent:record',
    params: byReference,
    page: formPage,
    load: (work, asked) => loadForm(work, asked, 'hold'),
  }),
  form('/consents/:reference/hold', {
    access: 'consent:record',
    params: byReference,
    entry: 'hold-recorded',
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const asked = await formOf(work, words, { file: await findConsents(work, permit.record.recordId) });
      const read = readStep(asked, 'hold', body, work.today);
      return read.ok ? commands.holdByLaw(work, permit, holdIn(read.value)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadForm(work, asked, 'hold', { typed, errors }),
    },
  }),
  page('/consents/:reference/contact', {
    access: 'contact:record',
    params: byReference,
    page: formPage,
    load: (work, asked) => loadForm(work, asked, 'contact'),
  }),
  form('/consents/:reference/contact', {
    access: 'contact:record',
    params: byReference,
    entry: 'safe-contact-recorded',
    form: formBody,
    handle: async (work, { permit, words }, body) => {
      const read = readStep(await formOf(work, words), 'contact', body, work.today);
      return read.ok ? commands.saveContact(work, permit, contactIn(read.value)) : read;
    },
    next: toConsents,
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadForm(work, asked, 'contact', { typed, errors }),
    },
  }),
];
