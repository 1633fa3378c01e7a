import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { approveMember, askForMember, endMember } from './commands.ts';
import { page as addPage, type AddView } from './pages/add.page.ts';
import { page as peoplePage } from './pages/people.page.ts';
import { findOwnTeams, listMembers, listWaiting } from './queries.ts';
import { addView, peopleView } from './view.ts';

const { page, form } = routesFor(actions);
/** Written before anything else, where the organisation's record has to be opened or shared first. */
const opening = ['organisation-record-opened', 'organisation-record-shared'] as const;
const toPeople = () => '/people';
const byPosition = z.object({ position: z.uuid() });

/** Who acts for one's organisation, who is to, and who no longer does. */
export const peopleRoutes: readonly AnyRoute[] = [
  page('/people', {
    access: 'people:view',
    query: z.object({ after: z.uuid().optional() }),
    page: peoplePage,
    load: async (work, asked) => {
      const { after } = asked.query;
      const waiting = after === undefined ? await listWaiting(work) : [];
      return ok(peopleView(work, asked, { waiting, ...(await listMembers(work, after)) }));
    },
  }),
  page('/people/add', { access: 'people:ask', page: addPage, load: (work, asked) => loadAdd(work, asked) }),
  form('/people/add', {
    access: 'people:ask',
    entry: [...opening, 'position-asked'],
    form: z.record(z.string(), z.unknown()),
    handle: (work, { permit }, typed) => askForMember(work, permit, typed),
    next: toPeople,
    says: saying('people.said.asked'),
    again: { page: addPage, load: (work, asked, typed, errors) => loadAdd(work, asked, { typed, errors }) },
  }),
  form('/people/:position/approve', {
    access: 'people:approve',
    params: byPosition,
    entry: [...opening, 'position-approved'],
    form: z.object({}),
    handle: (work, { permit, params }) => approveMember(work, permit, params.position),
    next: toPeople,
    says: saying('people.said.approved'),
  }),
  form('/people/:position/end', {
    access: 'people:end',
    params: byPosition,
    entry: [...opening, 'position-ended'],
    form: z.object({}),
    handle: (work, { permit, params }) => endMember(work, permit, params.position),
    next: toPeople,
    says: saying('people.said.ended'),
  }),
];

async function loadAdd(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens'>,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<AddView>> {
  return ok(addView(work, asked, await findOwnTeams(work), again));
}
