import type { Purpose } from '../../../platform/pure/classes.ts';
import type { Work } from '../../../platform/work.ts';

/** Row-level security takes none of another organisation, or of what the viewer's may not act for. */
export async function saveTeam(
  work: Work,
  { name, purpose }: { readonly name: string; readonly purpose: Purpose },
): Promise<string> {
  const teamId = work.newId();
  await work.db
    .insertInto('organisations.team')
    .values({ team_id: teamId, organisation_id: work.viewer.organisation.id, name, purpose })
    .execute();
  return teamId;
}

export async function saveName(work: Work, teamId: string, name: string): Promise<boolean> {
  const saved = await work.db
    .updateTable('organisations.team')
    .set({ name })
    .where('team_id', '=', teamId)
    .where('organisation_id', '=', work.viewer.organisation.id)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}
