import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { findOwnTeams } from '../people/queries.ts';
import { addTeam, renameTeam } from './commands.ts';
import { page as formPage, type TeamFormView } from './pages/team-form.page.ts';
import { page as teamsPage } from './pages/teams.page.ts';
import { findStanding } from './queries.ts';
import { purposesOf } from './rules.ts';
import { teamFormView, teamsView } from './view.ts';

const { page, form } = routesFor(actions);
const toTeams = () => '/teams';
const byTeam = z.object({ team: z.uuid() });
const opening = ['organisation-record-opened', 'organisation-record-shared'] as const;
const typedForm = z.record(z.string(), z.unknown());
type Here = Pick<Asked<string>, 'words' | 'tokens'>;
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** The teams of one's organisation. */
export const teamsRoutes: readonly AnyRoute[] = [
  page('/teams', {
    access: 'teams:view',
    page: teamsPage,
    load: async (work, asked) => ok(teamsView(asked, work, (await findOwnTeams(work)).teams)),
  }),
  page('/teams/add', { access: 'teams:add', page: formPage, load: (work, asked) => loadAdd(work, asked) }),
  form('/teams/add', {
    access: 'teams:add',
    entry: [...opening, 'team-added'],
    form: typedForm,
    handle: (work, { permit }, typed) => addTeam(work, permit, typed),
    next: toTeams,
    says: saying('teams.said.added'),
    again: { page: formPage, load: (work, asked, typed, errors) => loadAdd(work, asked, { typed, errors }) },
  }),
  page('/teams/:team', {
    access: 'teams:rename',
    params: byTeam,
    page: formPage,
    load: (work, asked) => loadRename(work, asked, asked.params.team),
  }),
  form('/teams/:team', {
    access: 'teams:rename',
    params: byTeam,
    entry: [...opening, 'team-renamed'],
    form: typedForm,
    handle: (work, { permit, params }, typed) => renameTeam(work, permit, params.team, typed),
    next: toTeams,
    says: saying('teams.said.renamed'),
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadRename(work, asked, asked.params.team, { typed, errors }),
    },
  }),
];

async function loadAdd(work: Work, here: Here, again?: Again): Promise<Result<TeamFormView>> {
  return ok(teamFormView(here, { purposes: purposesOf(await findStanding(work)) }, again));
}

async function loadRename(work: Work, here: Here, id: string, again?: Again): Promise<Result<TeamFormView>> {
  const team = (await findOwnTeams(work)).teams.find(each => each.id === id);
  return team ? ok(teamFormView(here, { team }, again)) : refuse('not-found');
}
