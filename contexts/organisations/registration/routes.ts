import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { voteOnRegistration } from './commands.ts';
import { page as registrationPage, type RegistrationView } from './pages/registration.page.ts';
import { page as registrationsPage } from './pages/registrations.page.ts';
import { findOwnAddress, findRegistration, listRegistrations } from './queries.ts';
import { registrationsView, registrationView } from './view.ts';

const { page, form } = routesFor(actions);
const byRegistration = z.object({ registration: z.uuid() });

/** Organisations that ask to take part, for administrators of those that do. */
export const registrationRoutes: readonly AnyRoute[] = [
  page('/registrations', {
    access: 'registrations:view',
    page: registrationsPage,
    load: async (work, asked) => ok(registrationsView(work, asked, await listRegistrations(work))),
  }),
  page('/registrations/:registration', {
    access: 'registrations:view',
    params: byRegistration,
    page: registrationPage,
    load: (work, asked) => load(work, asked),
  }),
  form('/registrations/:registration', {
    access: 'registrations:vote',
    params: byRegistration,
    entry: ['organisation-record-opened', 'organisation-record-shared', 'registration-voted'],
    form: z.record(z.string(), z.unknown()),
    handle: (work, { permit, params }, typed) => voteOnRegistration(work, permit, params.registration, typed),
    next: id => `/registrations/${id}`,
    says: saying('registration.said'),
    again: {
      page: registrationPage,
      load: (work, asked, typed, errors) => load(work, asked, { typed, errors }),
    },
  }),
];

async function load(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens' | 'may'> & {
    readonly params: { readonly registration: string };
  },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<RegistrationView>> {
  const registration = await findRegistration(work, asked.params.registration);
  if (!registration) return refuse('not-found');
  return ok(registrationView(work, asked, registration, await findOwnAddress(work), again));
}
