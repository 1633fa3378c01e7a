import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { findOwnTeams } from '../people/queries.ts';
import { approveClient, askForClient, dropClient, dropSecret, makeSecret } from './commands.ts';
import { page as addPage, type ClientFormView } from './pages/client-form.page.ts';
import { page as clientsPage } from './pages/clients.page.ts';
import { page as secretPage } from './pages/secret.page.ts';
import { listClients } from './queries.ts';
import { clientFormView, clientsView, secretView } from './view.ts';

const { page, form } = routesFor(actions);
/** Written before anything else, where the organisation's record has to be opened or shared first. */
const opening = ['organisation-record-opened', 'organisation-record-shared'] as const;
const toClients = () => '/clients';
const byClient = z.object({ client: z.uuid() });

/** Other systems that act for one's organisation: letting one in, its secrets, and its end. */
export const clientRoutes: readonly AnyRoute[] = [
  page('/clients', {
    access: 'clients:view',
    page: clientsPage,
    load: async (work, asked) => ok(clientsView(work, asked, await listClients(work))),
  }),
  page('/clients/add', {
    access: 'clients:ask',
    page: addPage,
    load: (work, asked) => loadAdd(work, asked),
  }),
  form('/clients/add', {
    access: 'clients:ask',
    entry: [...opening, 'client-asked'],
    form: z.record(z.string(), z.unknown()),
    handle: (work, { permit }, typed) => askForClient(work, permit, typed),
    next: toClients,
    says: saying('clients.said.asked'),
    again: { page: addPage, load: (work, asked, typed, errors) => loadAdd(work, asked, { typed, errors }) },
  }),
  form('/clients/:client/approve', {
    access: 'clients:approve',
    params: byClient,
    entry: [...opening, 'client-approved'],
    form: z.object({}),
    handle: (work, { permit, params }) => approveClient(work, permit, params.client),
    next: toClients,
    says: saying('clients.said.approved'),
  }),
  form('/clients/:client/secret', {
    access: 'clients:renew',
    params: byClient,
    entry: [...opening, 'client-secret-made'],
    form: z.object({}),
    handle: async (work, { permit, params, words }) => {
      const made = await makeSecret(work, permit, params.client);
      return made.ok ? ok(secretView({ words }, made.value)) : made;
    },
    shows: secretPage,
    once: true,
  }),
  form('/clients/:client/secrets/:secret/end', {
    access: 'clients:renew',
    params: z.object({ client: z.uuid(), secret: z.uuid() }),
    entry: [...opening, 'client-secret-ended'],
    form: z.object({}),
    handle: (work, { permit, params }) =>
      dropSecret(work, permit, { clientId: params.client, secretId: params.secret }),
    next: toClients,
    says: saying('clients.said.secret-ended'),
  }),
  form('/clients/:client/end', {
    access: 'clients:end',
    params: byClient,
    entry: [...opening, 'client-ended'],
    form: z.object({}),
    handle: (work, { permit, params }) => dropClient(work, permit, params.client),
    next: toClients,
    says: saying('clients.said.ended'),
  }),
];

async function loadAdd(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens'>,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<ClientFormView>> {
  return ok(clientFormView(work, asked, (await findOwnTeams(work)).teams, again));
}
