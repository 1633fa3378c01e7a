import { z } from 'zod';
import { platformActions } from '../../../platform/access/actions.ts';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { ok, refuse } from '../../../platform/pure/result.ts';
import { page as sessionsPage } from './pages/sessions.page.ts';
import { listOwnSessions } from './queries.ts';
import { endOwnSessions } from './store.ts';
import { sessionsView } from './view.ts';

const { page, form } = routesFor(platformActions);
const toSessions = () => '/sessions';
const says = saying('sessions.said.ended');

/** Where somebody is signed in, for themselves alone. */
export const sessionRoutes: readonly AnyRoute[] = [
  page('/sessions', {
    access: 'service:own-sessions',
    page: sessionsPage,
    load: async (work, asked) => ok(sessionsView(work, asked, await listOwnSessions(work))),
  }),
  form('/sessions/:session/end', {
    access: 'service:own-sessions',
    params: z.object({ session: z.uuid() }),
    entry: null,
    form: z.object({}),
    handle: async (work, { params }) =>
      (await endOwnSessions(work, params.session)) > 0 ? ok(undefined) : refuse('not-found'),
    next: toSessions,
    says,
  }),
  form('/sessions/end-others', {
    access: 'service:own-sessions',
    entry: null,
    form: z.object({}),
    handle: async work => ok(await endOwnSessions(work)),
    next: toSessions,
    says,
  }),
];
