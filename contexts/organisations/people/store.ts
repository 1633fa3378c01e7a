import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { NewMember } from './rules.ts';

/** A colleague by address, or somebody new. Row-level security takes nobody of another organisation or domain. */
export async function findOrSavePerson(work: Work, { name, email }: NewMember): Promise<string> {
  const known = await work.db
    .selectFrom('organisations.person')
    .select('person_id')
    .where(eb => eb(eb.fn('lower', ['email']), '=', email))
    .where('organisation_id', '=', work.viewer.organisation.id)
    .executeTakeFirst();
  if (known) return known.person_id;
  const personId = work.newId();
  await work.db
    .insertInto('organisations.person')
    .values({
      person_id: personId,
      organisation_id: work.viewer.organisation.id,
      name,
      email,
      demonstration: false,
    })
    .execute();
  return personId;
}

/** Nothing where the person has this position already, or is waiting for it. */
export async function savePosition(
  work: Work,
  personId: string,
  { team, role }: NewMember,
): Promise<string | undefined> {
  const positionId = work.newId();
  const saved = await work.db
    .insertInto('organisations.position')
    .values({
      position_id: positionId,
      person_id: personId,
      team_id: team,
      role,
      from_at: work.now.toString(),
      until_at: null,
      asked_by: work.viewer.personId,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return saved.numInsertedOrUpdatedRows === 1n ? positionId : undefined;
}

/** The viewer's own yes. Once said it stands; said twice it counts once. */
export async function saveApproval(
  work: Work,
  position: { readonly positionId: string; readonly personId: string },
): Promise<void> {
  const { viewer } = work;
  await sql`
    INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    SELECT ${position.positionId}, ${position.personId}, ${viewer.organisation.id}, person_id, lower(email),
      ${viewer.organisation.id}, ${work.now.toString()}::timestamptz
    FROM organisations.person WHERE person_id = ${viewer.personId}
    ON CONFLICT DO NOTHING`.execute(work.db);
}

/** From now on; what the person does in it ends with it, everywhere (trigger `end_sessions`). */
export async function endPosition(work: Work, positionId: string): Promise<boolean> {
  const ended = await work.db
    .updateTable('organisations.position')
    .set({ until_at: work.now.toString() })
    .where('position_id', '=', positionId)
    .where(eb => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<Date>`now()`)]))
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
