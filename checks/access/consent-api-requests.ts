/** For every operation of the API on consents and safe contact, what is sent to it: whole and valid. */
import { on, once, page, type Question } from './asking.ts';
import { nothing, of } from './consent-requests.ts';
import { mark } from './marks.ts';
import type { StageOfRecord, Told } from './telling.ts';
import type { World } from './world.ts';

/** Before it is sent, after, and once nobody decides on it any more. */
const some: readonly StageOfRecord[] = ['draft', 'allocated', 'withdrawn'];
const base = '/api/v1/referrals/:reference';

const send = (
  path: string,
  json: (world: World, told: Told) => Readonly<Record<string, unknown>>,
  which?: 'given' | 'waiting' | 'atOnce',
): Question =>
  on(
    `POST ${base}${path}`,
    (world, told) => ({
      url: `${base}${path}`
        .replace(':reference', told.reference)
        .replace(':permission', which ? of(told, which) : ''),
      json: json(world, told),
    }),
    some,
  );

const sharing = ({ stage }: World) => ({
  purpose: 'support',
  recipient: 'support-provider',
  party: stage.person('Rue Given').team.id,
  classes: ['contact'],
});
/** As long as the pack asks reasons to be. */
const weighed = (said: string): string => `${said}, weighed against the danger`;
const verdict = (_: World, { number }: Told) => ({
  agrees: 'agree',
  reasons: weighed(mark(number, 'account', 31)),
});

export const consentApiQuestions: readonly Question[] = [
  once('GET /api/v1/consents', () => ({ url: '/api/v1/consents' })),
  once('POST /api/v1/consents/tasks/:task', () => ({
    url: `/api/v1/consents/tasks/${nothing}`,
    json: { done: 'destroyed', classes: ['identity'] },
  })),
  send('/holds', ({ stage }, { number }) => ({
    party: stage.person('Rue Given').team.id,
    ground: 'criminal-proceedings',
    reasons: mark(number, 'account', 33),
  })),
  page(`GET ${base}/contact`, `${base}/contact`, some),
  send('/contact', (_, { number }) => ({
    channel: 'none',
    letters: 'no',
    note: mark(number, 'contact', 31),
    fallback: 'none-safe',
  })),
  page(`GET ${base}/consents/teams`, `${base}/consents/teams`, some),
  send('/consents', world => ({
    ...sharing(world),
    answer: 'given',
    decider: 'adult-themselves',
    way: 'spoken',
  })),
  send('/consents/:permission/withdrawal', () => ({}), 'given'),
  send('/overrides', (world, { number }) => ({
    ...sharing(world),
    ground: 'danger-to-life',
    reasons: weighed(mark(number, 'account', 32)),
  })),
  send('/overrides/:permission/decision', verdict, 'waiting'),
  send('/overrides/:permission/review', verdict, 'atOnce'),
];
