import type { Registered } from '../../platform/pack/recipient-kinds.ts';
import type { Work } from '../../platform/work.ts';

/** What the organisation of a team was registered as; of a team that there is not, nothing. */
export async function findRegistered({ db }: Pick<Work, 'db'>, teamId: string): Promise<Registered> {
  const row = await db
    .selectFrom('organisations.team as team')
    .innerJoin(
      'organisations.organisation as organisation',
      'organisation.organisation_id',
      'team.organisation_id',
    )
    .select(registeredColumns)
    .where('team.team_id', '=', teamId)
    .executeTakeFirst();
  return registeredIn(row ?? { authority: null, first_responder: null, recipients: [] });
}

export const registeredColumns = [
  'organisation.authority',
  'organisation.first_responder',
  'organisation.recipients',
] as const;
export const registeredIn = (row: {
  readonly authority: string | null;
  readonly first_responder: string | null;
  readonly recipients: readonly string[];
}): Registered => ({
  authority: row.authority ?? undefined,
  firstResponder: row.first_responder ?? undefined,
  recipients: row.recipients,
});
