import { z } from 'zod';
import { platformActions } from '../../platform/access/actions.ts';
import { findRecord } from '../../platform/access/permit.ts';
import { type AnyRoute, type Asked, routesFor as routesOf } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listTrail } from '../../platform/ledger/read.ts';
import { readReference } from '../../platform/pure/reference.ts';
import { ok } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { actions } from './access.ts';
import { clientRoutes } from './clients/routes.ts';
import { dutyRoutes } from './duty/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { registrationRoutes } from './registration/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { teamsRoutes } from './teams/routes.ts';
import { teamRoutes } from './team/routes.ts';
import { page as homePage, type WaitingLink } from './pages/home.page.ts';
import { page as trailListPage } from './trail/pages/trail-list.page.ts';
import { page as trailShowPage } from './trail/pages/trail-show.page.ts';
import { listWatched } from './queries.ts';
import { home } from './rules.ts';
import { type Searched, trailListView, trailShowView } from './trail/view.ts';
import { homeView } from './views.ts';

const { page, form } = routesOf({ ...platformActions, ...actions });

/** What waits for the viewer's team, as contexts say it that this one does not know. */
export type ListWaiting = (
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'may'>,
) => Promise<readonly WaitingLink[]>;

export const routesFor = (waiting: ListWaiting): readonly AnyRoute[] => [
  page(home, {
    access: 'service:home',
    page: homePage,
    load: async (work, asked) => ok(homeView(work, asked, await waiting(work, asked))),
  }),
  form('/session/keep', {
    access: 'service:keep-session',
    entry: null,
    form: z.object({}),
    // Being asked was enough: whoever is let in was seen just now.
    handle: async () => ok(undefined),
    next: () => home,
  }),
  ...dutyRoutes,
  ...teamRoutes,
  ...peopleRoutes,
  ...teamsRoutes,
  ...clientRoutes,
  ...registrationRoutes,
  ...sessionRoutes,
  page('/trail', {
    access: 'trail:list',
    query: z.object({ reference: z.string().max(100).optional(), before: z.uuid().optional() }),
    page: trailListPage,
    load: async (work, asked) => {
      const { reference, before } = asked.query;
      const listed = await listWatched(work, before);
      return ok(trailListView(work, asked, listed, await search(work, reference)));
    },
  }),
  page('/trail/:reference', {
    access: 'trail:view',
    params: z.object({ reference: z.string() }),
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      kind: z.enum(['sight', 'change']).optional(),
    }),
    page: trailShowPage,
    load: async (work, { permit, query, words }) => {
      const { recordId, reference } = permit.record;
      const { entries, next } = await listTrail(work, recordId, query);
      await recordSight(work, [recordId], 'trail-seen', ['trail']);
      const trail = { reference, entries, next, kind: query.kind, isContinued: query.before !== undefined };
      return ok(trailShowView(work, { words }, trail));
    },
  }),
];

/** What cannot be a reference is looked for all the same: a case that is not theirs and none at all must be one answer. */
async function search(work: Work, typed: string | undefined): Promise<Searched | undefined> {
  if (typed === undefined) return undefined;
  const record = await findRecord(work, readReference(work.pack.referencePrefix, typed) ?? '');
  return { typed, found: record?.reference };
}
