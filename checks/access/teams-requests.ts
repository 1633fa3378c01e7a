import { randomUUID } from 'node:crypto';
import { once, type Question } from './asking.ts';

type Ask = Question['ask'];
const named = () => ({ name: `Team ${randomUUID()}`, purpose: 'accountability' });
const own: (form?: () => Record<string, string>) => Ask = form => (_world, _told, as) => ({
  url: `/teams/${as.person?.team.id ?? randomUUID()}`,
  ...(form && { form: form() }),
});

/** The teams of one's organisation; the one that is named anew is one's own. */
export const teamsQuestions: readonly Question[] = [
  once('GET /teams', () => ({ url: '/teams' })),
  once('GET /teams/add', () => ({ url: '/teams/add' })),
  once('POST /teams/add', () => ({ url: '/teams/add', form: named() })),
  once('GET /teams/:team', own()),
  once('POST /teams/:team', own(named)),
];
