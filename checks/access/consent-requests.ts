/** For every route of consents, what is sent to it: whole and valid. */
import { mark } from './marks.ts';
import type { Question } from './requests.ts';
import type { StageOfRecord, Told } from './telling.ts';
import type { World } from './world.ts';

/** Where a record stands matters to none of these but by who holds it: before it is sent, and after. */
const two: readonly StageOfRecord[] = ['draft', 'allocated'];
export const nothing = '00000000-0000-7000-8000-000000000000';

type Typed = Readonly<Record<string, string>>;
const at = (
  name: string,
  path: (told: Told) => string,
  typed?: (world: World, told: Told) => Typed,
  stages = two,
): Question => ({
  name,
  stages,
  ask: (world, told) => ({
    url: `/consents/${told.reference}${path(told)}`,
    ...(typed && { form: typed(world, told) }),
  }),
});

const sharing = ({ stage }: World): Typed => ({
  purpose: 'support',
  recipient: 'support-provider',
  party: stage.person('Rue Given').team.id,
  classes: 'contact',
});
const asking = (world: World): Typed => ({
  ...sharing(world),
  ground: 'danger-to-life',
  reasons: 'A threat to their life.',
});
const answer = (world: World): Typed => ({
  ...sharing(world),
  answer: 'given',
  decider: 'adult-themselves',
  way: 'spoken',
});
const verdict: Typed = { agrees: 'agree', reasons: 'Weighed against the danger.' };
const contact: Typed = { channel: 'none', letters: 'no', fallback: 'none-safe' };

export const of = (
  { consents }: Told,
  which: 'given' | 'told' | 'outside' | 'handed' | 'waiting' | 'atOnce',
): string => consents?.[which] ?? nothing;
const both = (
  path: string,
  route: string,
  which: (told: Told) => string,
  typed: (world: World, told: Told) => Typed,
): readonly Question[] => [
  at(`GET /consents/:reference/${route}`, told => `/${path}${which(told)}`),
  at(`POST /consents/:reference/${route}`, told => `/${path}${which(told)}`, typed),
];

export const consentQuestions: readonly Question[] = [
  { name: 'GET /consents', stages: [], ask: () => ({ url: '/consents' }) },
  {
    name: 'GET /consents/tasks/:task',
    stages: [],
    ask: () => ({ url: `/consents/tasks/${nothing}` }),
  },
  {
    name: 'POST /consents/tasks/:task',
    stages: [],
    ask: () => ({
      url: `/consents/tasks/${nothing}`,
      form: { done: 'destroyed', classes: 'identity' },
    }),
  },
  { name: 'GET /consents/waiting/:kind', stages: [], ask: () => ({ url: '/consents/waiting/review' }) },
  at('GET /consents/:reference', () => '', undefined, ['draft', 'unallocated', 'allocated', 'decided']),
  ...both('record', 'record', () => '', answer),
  at(
    'POST /consents/:reference/record [not whole]',
    () => '/record',
    () => ({ answer: 'given' }),
  ),
  ...both(
    'withdraw/',
    'withdraw/:permission',
    told => of(told, 'given'),
    () => ({}),
  ),
  at('GET /consents/:reference/withdraw/:permission [of nothing]', () => `/withdraw/${nothing}`),
  at(
    'POST /consents/:reference/withdraw/:permission [of nothing]',
    () => `/withdraw/${nothing}`,
    () => ({}),
  ),
  ...both(
    'hand-over/',
    'hand-over/:permission',
    told => of(told, 'outside'),
    (_, told) => ({ name: mark(told.number, 'account', 23), classes: 'identity' }),
  ),
  at('GET /consents/:reference/hand-over/:permission [of a team]', told => `/hand-over/${of(told, 'given')}`),
  at(
    'POST /consents/:reference/hand-over/:permission [of a team]',
    told => `/hand-over/${of(told, 'given')}`,
    () => ({ name: 'Ada', classes: 'identity' }),
  ),
  at(
    'GET /consents/:reference/hand-over/:permission [to be referred]',
    told => `/hand-over/${of(told, 'told')}`,
  ),
  at(
    'POST /consents/:reference/hand-over/:permission [to be referred]',
    told => `/hand-over/${of(told, 'told')}`,
    () => ({ name: 'Ada', classes: 'identity' }),
  ),
  ...both('override', 'override', () => '', asking),
  at(
    'POST /consents/:reference/override [at once]',
    () => '/override',
    world => ({ ...asking(world), atOnce: 'yes' }),
  ),
  ...both(
    'decide/',
    'decide/:permission',
    told => of(told, 'waiting'),
    () => verdict,
  ),
  ...both(
    'review/',
    'review/:permission',
    told => of(told, 'atOnce'),
    () => verdict,
  ),
  ...both(
    'hold',
    'hold',
    () => '',
    ({ stage }) => ({
      party: stage.person('Rue Given').team.id,
      ground: 'criminal-proceedings',
      reasons: 'A trial is listed.',
    }),
  ),
  ...both(
    'contact',
    'contact',
    () => '',
    () => contact,
  ),
  at(
    'POST /consents/:reference/contact [not whole]',
    () => '/contact',
    () => ({ channel: 'phone-call' }),
  ),
];
