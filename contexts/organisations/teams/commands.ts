import type { Permit } from '../../../platform/access/permit.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { findOwnTeams } from '../people/queries.ts';
import { appendToOrganisation } from '../people/record-store.ts';
import { findStanding } from './queries.ts';
import { readName, readTeam } from './rules.ts';
import { saveName, saveTeam } from './store.ts';

type Typed = Readonly<Record<string, unknown>>;

/** Adds a team of a purpose that the organisation may act for. Nobody is in it yet. */
export async function addTeam(
  work: Work,
  _permit: Permit<'teams:add'>,
  typed: Typed,
): Promise<Result<string>> {
  const { teams } = await findOwnTeams(work);
  const read = readTeam(typed, teams, await findStanding(work));
  if (!read.ok) return read;
  const team = await saveTeam(work, read.value);
  await appendToOrganisation(work, [{ type: 'team-added', payload: { process: { team, ...read.value } } }]);
  return ok(team);
}

/** Names a team anew. What was written down before keeps the name that it had. */
export async function renameTeam(
  work: Work,
  _permit: Permit<'teams:rename'>,
  team: string,
  typed: Typed,
): Promise<Result<string>> {
  const { teams } = await findOwnTeams(work);
  if (!teams.some(({ id }) => id === team)) return refuse('not-found');
  const name = readName(typed, teams, team);
  if (!name.ok) return name;
  if (!(await saveName(work, team, name.value))) return refuse('not-found');
  await appendToOrganisation(work, [
    { type: 'team-renamed', payload: { process: { team, name: name.value } } },
  ]);
  return ok(team);
}
