import { z } from 'zod';
import { routesFor, saying, type AnyRoute } from '../../platform/http/route.ts';
import { actions } from './access.ts';
import {
  allocateCase,
  readSecond,
  recordDecision,
  saveDecisionDraft,
  takeCase,
  type Done,
} from './commands.ts';
import { allocateForm, decisionForm, draftForm, readingForm, searchForm } from './forms.ts';
import { loadCase, loadDecision, loadMatches, loadQueue, loadSearch, loadSecondReading } from './loaders.ts';
import { page as casePage } from './pages/case.page.ts';
import { page as decidePage } from './pages/decide.page.ts';
import { page as queuePage } from './pages/queue.page.ts';
import { page as searchPage } from './pages/search.page.ts';
import { page as secondReadingPage } from './pages/second-reading.page.ts';
import { queueViews } from './queries.ts';

const { page, form } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
// Whatever else is asked for is the beginning: an old link still opens.
const text = z.string().max(200).optional().catch(undefined);
/** What the case page says once, by the entry that was made. */
const said = (messages: Readonly<Record<string, string>>) => ({
  messages: Object.values(messages),
  which: ({ entry }: Done) => (entry === undefined ? undefined : messages[entry]),
});
const toCase = ({ reference }: Done): string => `/cases/${reference}`;

export const routes: readonly AnyRoute[] = [
  page('/queue', {
    access: 'queue:view',
    query: z.object({
      view: z.enum(queueViews).catch('unallocated'),
      after: text,
      only: z.literal('urgent').optional().catch(undefined),
    }),
    page: queuePage,
    load: (work, asked) => loadQueue(work, asked, asked.query),
  }),
  page('/search', {
    access: 'case:search',
    page: searchPage,
    load: (work, asked) => loadSearch(work, asked),
  }),
  // Sent as a form: a name, a birth date or a phone number must not stand in an address.
  form('/search', {
    access: 'case:search',
    entry: null,
    form: searchForm,
    shows: searchPage,
    handle: (work, asked, searched) => loadMatches(work, asked, searched),
    again: {
      page: searchPage,
      load: (work, asked, typed, errors) => loadSearch(work, asked, searchForm.parse(typed).q, errors),
    },
  }),
  page('/cases/:reference', {
    access: 'case:view',
    params: byReference,
    query: z.object({ on: text, 'on.day': text, 'on.month': text, 'on.year': text, part: text }),
    page: casePage,
    load: (work, asked) => loadCase(work, asked, { query: asked.query }),
  }),
  form('/cases/:reference/take', {
    access: 'case:take',
    params: byReference,
    entry: 'case-allocated',
    form: z.object({}),
    handle: (work, { permit }) => takeCase(work, permit),
    next: toCase,
    says: saying('decisions.said.taken'),
  }),
  form('/cases/:reference/allocate', {
    access: 'case:allocate',
    params: byReference,
    entry: 'case-allocated',
    form: allocateForm,
    handle: (work, { permit }, { to }) => allocateCase(work, permit, to),
    next: toCase,
    says: saying('decisions.said.allocated'),
    again: {
      page: casePage,
      load: (work, asked, _typed, errors) => loadCase(work, asked, { errors }),
    },
  }),
  page('/cases/:reference/decide', {
    access: 'decision:record',
    params: byReference,
    page: decidePage,
    load: (work, asked) => loadDecision(work, asked),
  }),
  form('/cases/:reference/decide', {
    access: 'decision:record',
    params: byReference,
    entry: ['decision-proposed', 'decision-recorded'],
    form: decisionForm,
    handle: (work, { permit }, working) => recordDecision(work, permit, working),
    next: toCase,
    says: said({
      'decision-proposed': 'decisions.said.proposed',
      'decision-recorded': 'decisions.said.recorded',
    }),
    again: {
      page: decidePage,
      load: (work, asked, typed, errors) => loadDecision(work, asked, { typed, errors }),
    },
  }),
  // Sent by "save and come back later", and by the warning that a session is about to end.
  form('/cases/:reference/decide/draft', {
    access: 'decision:record',
    params: byReference,
    entry: null,
    form: draftForm,
    handle: (work, { permit }, inputs) => saveDecisionDraft(work, permit, inputs),
    next: toCase,
    says: saying('decisions.said.draft'),
  }),
  page('/cases/:reference/second-reading', {
    access: 'decision:second-read',
    params: byReference,
    page: secondReadingPage,
    load: (work, asked) => loadSecondReading(work, asked),
  }),
  form('/cases/:reference/second-reading', {
    access: 'decision:second-read',
    params: byReference,
    entry: ['decision-recorded', 'decision-returned'],
    form: readingForm,
    handle: (work, { permit }, reading) => readSecond(work, permit, reading),
    next: toCase,
    says: said({
      'decision-recorded': 'decisions.said.agreed',
      'decision-returned': 'decisions.said.returned',
    }),
    again: {
      page: secondReadingPage,
      load: (work, asked, typed, errors) => loadSecondReading(work, asked, { typed, errors }),
    },
  }),
];
