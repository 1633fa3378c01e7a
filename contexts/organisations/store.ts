import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { Work } from '../../platform/work.ts';
import type { NewDuty, NewOrganisation } from './model.ts';

/** Opens an organisation with its teams and people. Runs as the service `directory`, or as the one that lets it in. */
export async function saveOrganisation(
  db: Transaction<Tables>,
  organisation: NewOrganisation,
  at: Instant,
): Promise<void> {
  const { organisationId, demonstration, teams } = organisation;
  await db
    .insertInto('organisations.organisation')
    .values({
      organisation_id: organisationId,
      name: organisation.name,
      authority: organisation.authority,
      first_responder: organisation.firstResponder ?? null,
      recipients: [...(organisation.recipients ?? [])],
      demonstration,
      opened_at: at.toString(),
    })
    .execute();
  for (const domain of organisation.domains ?? [])
    await db
      .insertInto('organisations.mail_domain')
      .values({ organisation_id: organisationId, domain })
      .execute();
  for (const team of teams) {
    await db
      .insertInto('organisations.team')
      .values({
        team_id: team.teamId,
        organisation_id: organisationId,
        name: team.name,
        purpose: team.purpose,
        takes_hand_overs: team.takesHandOvers ?? false,
      })
      .execute();
    if (team.people.length === 0) continue;
    await db
      .insertInto('organisations.person')
      .values(
        team.people.map(({ personId, name, email }) => ({
          person_id: personId,
          organisation_id: organisationId,
          name,
          email,
          demonstration,
        })),
      )
      .execute();
    await db
      .insertInto('organisations.position')
      .values(
        team.people.map(({ personId, role }) => ({
          person_id: personId,
          team_id: team.teamId,
          role,
          from_at: at.toString(),
          until_at: null,
          let_in_by: organisation.letInBy ?? null,
        })),
      )
      .execute();
  }
}

/** Says whether others may ask the viewer's team to refer in their place. Answers whether that is for it to say. */
export async function saveTakesHandOvers(work: Work, takes: boolean): Promise<boolean> {
  const said = await work.db
    .updateTable('organisations.team')
    .set({ takes_hand_overs: takes })
    .where('team_id', '=', work.viewer.team.id)
    .executeTakeFirst();
  return said.numUpdatedRows > 0n;
}

/** Puts somebody of the viewer's team on duty. */
export async function saveDuty(work: Work, { personId, from, until }: NewDuty): Promise<string> {
  const dutyId = work.newId();
  await work.db
    .insertInto('organisations.duty')
    .values({
      duty_id: dutyId,
      team_id: work.viewer.team.id,
      person_id: personId,
      from_at: from.toString(),
      until_at: until.toString(),
      set_by: work.viewer.personId,
      set_at: work.now.toString(),
    })
    .execute();
  return dutyId;
}

/** Ends a duty of the viewer's team now, or before it began. Answers whether there was one that had not ended. */
export async function endDuty(work: Work, dutyId: string): Promise<boolean> {
  const ended = await work.db
    .updateTable('organisations.duty')
    .set({ until_at: sql`greatest(from_at, ${work.now.toString()}::timestamptz)` })
    .where('duty_id', '=', dutyId)
    .where('until_at', '>', sql<Date>`${work.now.toString()}::timestamptz`)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
