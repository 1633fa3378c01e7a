import { z } from 'zod';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { ok, refuse } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { page as teamPage } from './pages/team.page.ts';
import { findHandOversTaken } from './queries.ts';
import { saveTakesHandOvers } from '../store.ts';
import { mayTakeHandOvers, teamView } from './view.ts';

const { page, form } = routesFor(actions);

/** Whether others may ask one's team to refer in their place. */
export const teamRoutes: readonly AnyRoute[] = [
  page('/team', {
    access: 'team:view',
    page: teamPage,
    load: async (work, asked) => ok(teamView(work, asked, await findHandOversTaken(work))),
  }),
  form('/team', {
    access: 'team:set',
    entry: null,
    form: z.object({ takes: z.enum(['yes', 'no']) }),
    handle: async (work, _asked, { takes }) => {
      const now = await findHandOversTaken(work);
      if (takes === 'yes' && !mayTakeHandOvers(work, now)) return refuse('not-in-this-stage');
      return (await saveTakesHandOvers(work, takes === 'yes')) ? ok(takes) : refuse('not-found');
    },
    next: () => '/team',
    says: saying('team.said.saved'),
  }),
];
