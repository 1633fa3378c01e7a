/** For every route, what is sent to it: whole and valid, so that whoever may do it does it. */
import { exampleAnswers } from '../../platform/forms/example.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { assetHref } from '../../platform/views/assets.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { draft, on, once, page, form, justAfter, justBefore, person, type Question } from './asking.ts';
import { ofSessions } from './session-requests.ts';
import { requestsToRefer } from './requests-of-asking.ts';
import { handOvers } from './requests-of-hand-overs.ts';
import { notices } from './requests-of-notices.ts';
export type { Question, Sent } from './asking.ts';
import { afterSendQuestions } from './after-send-requests.ts';
import { consentApiQuestions } from './consent-api-requests.ts';
import { consentQuestions } from './consent-requests.ts';
import { mark } from './marks.ts';
import type { StageOfRecord, Told } from './telling.ts';
import { linkQuestions } from './link-requests.ts';
import { ofOrganisations } from './requests-of-organisations.ts';
import { asOneTypes } from './typing-requests.ts';
import type { Signed, World } from './world.ts';

const episode = (id: string): string => `/referrals/:reference/steps/episodes/items/${id}`;

const referrals: readonly Question[] = [
  on('GET /referrals', (_, told) => ({ url: `/referrals?before=${justAfter(told.recordId)}` })),
  once('POST /referrals', () => ({ url: '/referrals', form: {} })),
  page('GET /referrals/:reference', '/referrals/:reference'),
  page('GET /referrals/:reference/steps/:step', '/referrals/:reference/steps/person'),
  ...['account', 'place', 'contact', 'responder', 'nothing'].map(step =>
    page(`GET /referrals/:reference/steps/:step [${step}]`, `/referrals/:reference/steps/${step}`, draft),
  ),
  form('POST /referrals/:reference/steps/:step', '/referrals/:reference/steps/person', (_, told) =>
    person(told),
  ),
  {
    ...form(
      'POST /referrals/:reference/steps/:step [not whole]',
      '/referrals/:reference/steps/person',
      () => ({ givenName: '' }),
      draft,
    ),
    keepsSound: true,
  },
  asOneTypes,
  form('POST /referrals/:reference/keep', '/referrals/:reference/keep', () => ({})),
  page('GET /referrals/:reference/tonight', '/referrals/:reference/tonight'),
  page('GET /referrals/:reference/steps/:step/items/:item', episode('1')),
  page('GET /referrals/:reference/steps/:step/items/:item [new]', episode('new'), draft),
  form('POST /referrals/:reference/steps/:step/items/:item', episode('2'), () => ({
    types: 'fraud',
    where: 'uk',
    ongoing: 'no',
  })),
  page('GET /referrals/:reference/steps/:step/items/:item/remove', `${episode('1')}/remove`),
  form('POST /referrals/:reference/steps/:step/items/:item/remove', `${episode('2')}/remove`, () => ({})),
  page('GET /referrals/:reference/sections', '/referrals/:reference/sections'),
  page('GET /referrals/:reference/check', '/referrals/:reference/check'),
  {
    ...form('POST /referrals/:reference/another', '/referrals/:reference/another', () => ({})),
    opensAnother: true,
  },
  form('POST /referrals/:reference/submit', '/referrals/:reference/submit', (_, told) => ({
    _base: told.checked ?? '',
  })),
  {
    ...form(
      'POST /referrals/:reference/submit [not whole]',
      '/referrals/:reference/submit',
      () => ({}),
      draft,
    ),
    unfinished: true,
  },
  once('POST /api/v1/referrals', ({ stage: { composed } }) => ({
    url: '/api/v1/referrals',
    json: example(composed.pack),
  })),
  on('GET /api/v1/referrals', (_, told) => ({ url: `/api/v1/referrals?before=${justAfter(told.recordId)}` })),
  page('GET /api/v1/referrals/:reference', '/api/v1/referrals/:reference'),
  ...['/referrals', '/api/v1/referrals'].map(at =>
    page(`GET ${at}/:reference/referral.pdf`, `${at}/:reference/referral.pdf`),
  ),
  ...afterSendQuestions,
  page('GET /referrals/:reference/official.csv', '/referrals/:reference/official.csv'),
  page('GET /api/v1/referrals/:reference/official', '/api/v1/referrals/:reference/official'),
];

type Pack = World['stage']['composed']['pack'];
const example = (pack: Pack) =>
  exampleAnswers(theForm(pack), { pack, today: () => Temporal.Now.plainDateISO(pack.timeZone) });

const opening = (
  name: string,
  seal: (told: Told) => string,
  form: Readonly<Record<string, string>>,
): Question => on(name, (_, told) => ({ url: `/sealed/${told.reference}/${seal(told)}`, form }));
const again = '/referrals/:reference/sealed/place';
const why = { reason: 'visit', words: 'A visit that the person knows of.' };

const sealed: readonly Question[] = [
  page('GET /sealed/:reference', '/sealed/:reference'),
  opening('POST /sealed/:reference/:seal', told => told.seal, why),
  opening('POST /sealed/:reference/:seal [not whole]', told => told.seal, { reason: 'visit' }),
  page('GET /referrals/:reference/sealed/:step', again),
  form('POST /referrals/:reference/sealed/:step', again, (_, told) => ({
    safeAddress: mark(told.number, 'sealed', 1),
  })),
  form('POST /referrals/:reference/sealed/:step [not whole]', again, () => ({})),
  page('GET /referrals/:reference/sealed/:step [nothing]', '/referrals/:reference/sealed/person'),
  opening('POST /sealed/:reference/:seal [nothing]', told => told.recordId, why),
];

/** From tomorrow on: nobody who asks is on duty by asking. */
const shift = (as: Signed): Readonly<Record<string, string>> => {
  const { day, month, year } = Temporal.Now.plainDateISO('Europe/London').add({ days: 1 });
  const on = { 'day.day': String(day), 'day.month': String(month), 'day.year': String(year) };
  return { person: as.person?.personId ?? '', ...on, at: '08:00', hours: '12' };
};
const newcomer = (as: Signed): Readonly<Record<string, string>> => {
  const { team, role } = as.person ?? { team: { id: '' }, role: '' };
  return { name: 'Newcomer', email: 'newcomer@authority.example', team: team.id, role };
};
const duty: readonly Question[] = [
  once('GET /team', () => ({ url: '/team' })),
  once('POST /team', () => ({ url: '/team', form: { takes: 'yes' } })),
  ...ofOrganisations,
  once('GET /people', () => ({ url: '/people' })),
  once('GET /people/add', () => ({ url: '/people/add' })),
  once('POST /people/add', (_world, _told, as) => ({ url: '/people/add', form: newcomer(as) })),
  once('POST /people/:position/approve', ({ waiting }) => ({
    url: `/people/${waiting.forApproval}/approve`,
    form: {},
  })),
  once('POST /people/:position/end', ({ waiting }) => ({ url: `/people/${waiting.toEnd}/end`, form: {} })),
  once('GET /duty', () => ({ url: '/duty' })),
  once('POST /duty', (_world, _told, as) => ({ url: '/duty', form: shift(as) })),
  once('POST /duty [not whole]', () => ({ url: '/duty', form: { hours: '12' } })),
  once('POST /duty/:duty/end', ({ duty }) => ({ url: `/duty/${duty}/end`, form: {} })),
];

const views: Readonly<Record<StageOfRecord, string>> = {
  draft: 'unallocated',
  unallocated: 'unallocated',
  allocated: 'allocated',
  'second-reading': 'second-reading',
  'read-again': 'second-reading',
  decided: 'decided',
  withdrawn: 'withdrawn',
};
const cursor = ({ stage, due, recordId }: Told): string =>
  `1_${due}_${stage === 'decided' || stage === 'withdrawn' ? justAfter(recordId) : justBefore(recordId)}`;

const search = (by: string, typed: (told: Told) => string): Question =>
  on(`POST /search [${by}]`, (_, told) => ({ url: '/search', form: { q: typed(told) }, typed: typed(told) }));
const said = (told: Told, step: string, field: string): string => String(told.answers[step]?.[field] ?? '');

const ofFile = (method: 'GET' | 'POST', rest: string, at = '/referrals'): Question =>
  on(`${method} ${at}/:reference/evidence/:file${rest}`, (_, told) => ({
    url: `${at}/${told.reference}/evidence/${told.fileId}${rest}`,
    ...(method === 'POST' && { form: {} }),
  }));
const adding = (name: string, at: string, file: (told: Told) => string | undefined): Question =>
  on(name, (_, told) => {
    const text = file(told);
    const form = { description: 'Seen from the road' };
    return { url: `${at}/${told.reference}/evidence`, form, file: text ?? '' };
  });
const inApi = '/api/v1/referrals';
const evidence: readonly Question[] = [
  page('GET /referrals/:reference/evidence', '/referrals/:reference/evidence'),
  adding('POST /referrals/:reference/evidence', '/referrals', () => 'Written down at once.'),
  adding('POST /referrals/:reference/evidence [nothing chosen]', '/referrals', () => undefined),
  ofFile('GET', ''),
  ofFile('GET', '/copy'),
  ofFile('POST', '/original'),
  ofFile('POST', '/withdraw'),
  page(`GET ${inApi}/:reference/evidence`, `${inApi}/:reference/evidence`),
  adding(`POST ${inApi}/:reference/evidence`, inApi, () => 'Written down at once.'),
  ofFile('GET', '/copy', inApi),
  ofFile('GET', '/original', inApi),
];

const decisions: readonly Question[] = [
  on('GET /queue', (_, told) => ({ url: `/queue?view=${views[told.stage]}&after=${cursor(told)}` })),
  on('GET /queue [mine]', (_, told) => ({ url: `/queue?view=mine&after=${cursor(told)}` })),
  once('GET /search', () => ({ url: '/search' })),
  search('reference', told => told.reference),
  search('name', told => `${said(told, 'person', 'givenName')} ${said(told, 'person', 'familyName')}`),
  search('birth date', told => said(told, 'person', 'birthDate')),
  {
    ...search('phone', told => said(told, 'contact', 'phone')),
    stages: ['unallocated', 'second-reading', 'decided'],
  },
  page('GET /cases/:reference', '/cases/:reference'),
  page(
    'GET /cases/:reference [on a day]',
    `/cases/:reference?on=${Temporal.Now.plainDateISO('Europe/London').toString()}`,
    ['decided'],
  ),
  form('POST /cases/:reference/take', '/cases/:reference/take', () => ({})),
  form('POST /cases/:reference/allocate', '/cases/:reference/allocate', ({ stage }) => ({
    to: stage.person('Kit Drummond').personId,
  })),
  form('POST /cases/:reference/allocate [to nobody]', '/cases/:reference/allocate', () => ({ to: '' })),
  page('GET /cases/:reference/decide', '/cases/:reference/decide'),
  form('POST /cases/:reference/decide', '/cases/:reference/decide', (world, told) =>
    world.decision('negative', told.number),
  ),
  form('POST /cases/:reference/decide [not whole]', '/cases/:reference/decide', (_, told) => ({
    reasons: mark(told.number, 'own-draft', 2),
  })),
  form('POST /cases/:reference/decide/draft', '/cases/:reference/decide/draft', (_, told) => ({
    reasons: mark(told.number, 'own-draft', 3),
  })),
  page('GET /cases/:reference/second-reading', '/cases/:reference/second-reading'),
  form('POST /cases/:reference/second-reading', '/cases/:reference/second-reading', (_, told) => ({
    reading: 'agree',
    reasons: mark(told.number, 'reasoning', 23),
  })),
  form('POST /cases/:reference/second-reading [returned]', '/cases/:reference/second-reading', (_, told) => ({
    reading: 'return',
    reasons: mark(told.number, 'reasoning', 24),
  })),
  form('POST /cases/:reference/second-reading [not whole]', '/cases/:reference/second-reading', () => ({})),
];

const watching: readonly Question[] = [
  on('GET /trail', (_, told) => ({ url: `/trail?before=${justAfter(told.recordId)}` })),
  on('GET /trail [reference]', (_, told) => ({
    url: `/trail?reference=${told.reference}`,
    typed: told.reference,
  })),
  on('GET /trail/:reference', (_, told) => ({ url: `/trail/${told.reference}?before=${told.watched + 1}` })),
];

const met = { setting: 'police-stop', ageStatus: 'adult' };
const others: readonly Question[] = [
  once('GET /signs', () => ({ url: '/signs' })),
  once('GET /signs/check', () => ({ url: '/signs/check' })),
  once('POST /signs/check', () => ({ url: '/signs/check', form: met })),
  once('GET /signs/:screening', world => ({ url: `/signs/${world.screened}` })),
  once('GET /home', () => ({ url: '/home' })),
  ...ofSessions,
  ...[
    '/',
    '/accessibility',
    '/cookies',
    '/privacy',
    '/concerned',
    '/information',
    '/information/links',
    '/session/ended',
    '/signed-out',
    '/sign-in',
    '/sign-in/oidc',
    '/sign-in/callback',
    '/sign-in/position',
    '/session/position',
    '/healthz',
    '/readyz',
    '/metrics',
  ].map(url => once(`GET ${url}`, () => ({ url }))),
  { ...once('GET /api/v1/openapi.json', () => ({ url: '/api/v1/openapi.json' })), listsCodes: true },
  once('GET /information/:language/:page', () => ({ url: '/information/en/1' })),
  once('GET /i/:language', () => ({ url: '/i/en' })),
  once('GET /assets/*', () => ({ url: assetHref('opennrm.css') })),
  once('POST /sign-in/demonstration', ({ stage }) => {
    const { personId, team, role } = stage.person('Max Trent');
    return { url: '/sign-in/demonstration', form: { position: `${personId} ${team.id} ${role}` } };
  }),
  once('POST /sign-in/position', () => ({ url: '/sign-in/position', form: { position: 'any' } })),
  once('POST /session/position', (_world, _told, { person: who }) => ({
    url: '/session/position',
    form: { position: who ? `${who.personId} ${who.team.id} ${who.role}` : 'any' },
  })),
  ...linkQuestions,
];

export const questions: readonly Question[] = [
  ...referrals,
  ...notices,
  ...handOvers,
  ...requestsToRefer,
  ...evidence,
  ...decisions,
  ...sealed,
  ...duty,
  ...watching,
  ...consentQuestions,
  ...consentApiQuestions,
  ...others,
];

export const routeOf = ({ name }: Pick<Question, 'name'>): string => name.replace(/ \[.*\]$/, '');

export const isOfPrograms = ({ name }: Pick<Question, 'name'>): boolean => name.includes(' /api/');
