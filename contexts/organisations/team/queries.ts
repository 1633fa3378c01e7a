import { sql } from 'kysely';
import type { Purpose } from '../../../platform/pure/classes.ts';
import type { Work } from '../../../platform/work.ts';
import { listTeamsActing } from '../queries.ts';

/**
 * The teams that others may ask to refer in their place: they say that they take it, and their organisation is one of
 * these first responders. Not the viewer's own.
 */
export async function listTeamsTakingHandOvers(
  { db, viewer }: Pick<Work, 'db' | 'viewer'>,
  firstResponders: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string; readonly purpose: Purpose }[]> {
  const taking = await db
    .selectFrom('organisations.team as team')
    .innerJoin(
      'organisations.organisation as organisation',
      'organisation.organisation_id',
      'team.organisation_id',
    )
    .select('team.team_id')
    .where('team.takes_hand_overs', '=', true)
    .where('organisation.first_responder', '=', sql<string>`ANY (${[...firstResponders]}::text[])`)
    .execute();
  const ids = new Set(taking.map(row => row.team_id));
  return (await listTeamsActing({ db, viewer }, ['referral'])).filter(({ id }) => ids.has(id));
}

/** What others may ask of the viewer's team: whether it takes it, and which first responder its organisation is. */
export async function findHandOversTaken(
  work: Work,
): Promise<{ readonly takes: boolean; readonly firstResponder: string | undefined }> {
  const row = await work.db
    .selectFrom('organisations.team as team')
    .innerJoin(
      'organisations.organisation as organisation',
      'organisation.organisation_id',
      'team.organisation_id',
    )
    .select(['team.takes_hand_overs', 'organisation.first_responder'])
    .where('team.team_id', '=', work.viewer.team.id)
    .executeTakeFirst();
  return { takes: row?.takes_hand_overs ?? false, firstResponder: row?.first_responder ?? undefined };
}
