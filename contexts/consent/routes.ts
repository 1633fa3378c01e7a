import { z } from 'zod';
import { formBody } from '../../platform/forms/parse.ts';
import { type AnyRoute, routesFor } from '../../platform/http/route.ts';
import type { Permit } from '../../platform/access/permit.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import type { Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { actions, type ConsentAction } from './access.ts';
import type { Party } from './model.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { consentApi } from './api.ts';
import { contactApi } from './contact/api.ts';
import { overridesApi } from './overrides-api.ts';
import * as commands from './commands.ts';
import { readStep } from './forms.ts';
import { formFor, formOf, type FormStep, loadConsents, loadForm, loadOne } from './loaders.ts';
import { page as consentsPage } from './pages/consents.page.ts';
import { page as formPage } from './pages/form.page.ts';
import { tasksApi } from './tasks/api.ts';
import { page as onePage } from './pages/one.page.ts';
import { taskRoutes } from './tasks/routes.ts';
import { waitingKinds } from './waiting/kinds.ts';
import { loadWaiting } from './waiting/loaders.ts';
import { page as waitingPage } from './waiting/pages/waiting.page.ts';
import { answerIn, contactIn, handOverIn, holdIn, overrideIn, verdictIn } from './read.ts';

const { page, form } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
const byPermission = z.object({ reference: z.string(), permission: z.string() });
const toConsents = ({ reference }: commands.Done): string => `/consents/${reference}`;

/** The pages, and the API, whose bodies are the pack's. */
export const routesOf = (pack: Pack): readonly AnyRoute[] => [
  ...consentApi(pack),
  ...overridesApi(pack),
  ...tasksApi(pack),
  ...contactApi(pack),
  ...taskRoutes,
  page('/consents/waiting/:kind', {
    access: 'consent:tasks',
    params: z.object({ kind: z.enum(waitingKinds) }),
    query: z.object({ at: z.iso.datetime().optional(), id: z.uuid().optional() }),
    page: waitingPage,
    load: (work, asked) => loadWaiting(work, asked),
  }),
  page('/consents/:reference', {
    access: 'consent:view',
    params: byReference,
    page: consentsPage,
    load: (work, asked) => loadConsents(work, asked),
  }),
  ...onRecord('record', {
    access: 'consent:record',
    step: 'consent',
    entry: ['consent-given', 'consent-refused'],
    act: (work, permit, said, teams) => commands.recordConsent(work, permit, answerIn(said, teams)),
  }),
  page('/consents/:reference/withdraw/:permission', {
    access: 'consent:withdraw',
    params: byPermission,
    page: onePage,
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
  ...onOne('hand-over', {
    access: 'consent:hand-over',
    step: 'handover',
    entry: 'copy-handed-over',
    act: (work, permit, permission, said) =>
      commands.handCopyOver(work, permit, permission, handOverIn(said)),
  }),
  ...onOne('decide', {
    access: 'override:decide',
    step: 'verdict',
    entry: 'override-decided',
    act: (work, permit, permission, said) => commands.decide(work, permit, permission, verdictIn(said)),
  }),
  ...onOne('review', {
    access: 'override:review',
    step: 'review',
    entry: 'override-reviewed',
    act: (work, permit, permission, said) => commands.review(work, permit, permission, verdictIn(said)),
  }),
  ...onRecord('override', {
    access: 'override:ask',
    step: 'override',
    entry: ['override-asked', 'override-decided'],
    act: (work, permit, said, teams) => commands.ask(work, permit, overrideIn(said, teams)),
  }),
  ...onRecord('hold', {
    access: 'consent:record',
    step: 'hold',
    entry: 'hold-recorded',
    act: (work, permit, said) => commands.holdByLaw(work, permit, holdIn(said)),
  }),
  ...onRecord('contact', {
    access: 'contact:record',
    step: 'contact',
    entry: 'safe-contact-recorded',
    act: (work, permit, said) => commands.saveContact(work, permit, contactIn(said)),
  }),
];

type Said = Answers[string];
interface Form<A extends ConsentAction, S> {
  readonly access: A;
  readonly step: S;
  readonly entry: string | readonly string[];
}

/** A page of a record on which something is said, and what is sent from it. */
function onRecord<A extends ConsentAction>(
  at: string,
  route: Form<A, FormStep> & {
    readonly act: (
      work: Work,
      permit: Permit<A>,
      said: Said,
      teams: readonly Party[],
    ) => Promise<Result<commands.Done>>;
  },
): readonly AnyRoute[] {
  const { access, step, entry, act } = route;
  const path = `/consents/:reference/${at}`;
  return [
    page(path, {
      access,
      params: byReference,
      page: formPage,
      load: (work, asked) => loadForm(work, asked, step),
    }),
    form(path, {
      access,
      params: byReference,
      entry,
      form: formBody,
      handle: async (work, { permit, words }, body) => {
        const asked = await formFor(work, words, permit.record, step);
        const read = readStep(asked, step, body, work.today);
        return read.ok ? act(work, permit, read.value, asked.teams) : read;
      },
      next: toConsents,
      again: {
        page: formPage,
        load: (work, asked, typed, errors) => loadForm(work, asked, step, { typed, errors }),
      },
    }),
  ];
}

/** The same about one permission. */
function onOne<A extends ConsentAction>(
  at: string,
  route: Form<A, 'handover' | 'verdict' | 'review'> & {
    readonly act: (
      work: Work,
      permit: Permit<A>,
      permission: string,
      said: Said,
    ) => Promise<Result<commands.Done>>;
  },
): readonly AnyRoute[] {
  const { access, step, entry, act } = route;
  const path = `/consents/:reference/${at}/:permission`;
  return [
    page(path, {
      access,
      params: byPermission,
      page: onePage,
      load: (work, asked) => loadOne(work, asked, step),
    }),
    form(path, {
      access,
      params: byPermission,
      entry,
      form: formBody,
      handle: async (work, { permit, params, words }, body) => {
        const read = readStep(await formOf(work, words), step, body, work.today);
        return read.ok ? act(work, permit, params.permission, read.value) : read;
      },
      next: toConsents,
      again: {
        page: onePage,
        load: (work, asked, typed, errors) => loadOne(work, asked, step, { typed, errors }),
      },
    }),
  ];
}
