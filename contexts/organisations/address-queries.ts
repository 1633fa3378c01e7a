/** Work addresses of the directory: the one place that says where staff may be written to (checks/boundaries/mail.ts). */
import type { Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { type StaffAddress, staffAddress } from '../../platform/mail/staff-address.ts';
import { inForce } from './queries.ts';

/** Addresses of a team, but for one person's, for content-free notices alone. As the service `directory`. */
export async function listTeamAddresses(
  db: Transaction<Tables>,
  teamId: string,
  except?: string,
): Promise<readonly StaffAddress[]> {
  const rows = await db
    .selectFrom('organisations.position as position')
    .innerJoin('organisations.person as person', 'person.person_id', 'position.person_id')
    .select('person.email')
    .where('position.team_id', '=', teamId)
    .$if(except !== undefined, query => query.where('person.person_id', '<>', except ?? ''))
    .where(inForce)
    .execute();
  return rows.map(row => staffAddress(row.email));
}

/** Of somebody who is asked to come in, and holds no position that counts: for a link to their own mailbox alone. */
export async function findWorkAddress(
  db: Transaction<Tables>,
  personId: string,
): Promise<StaffAddress | undefined> {
  const row = await db
    .selectFrom('organisations.person')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && staffAddress(row.email);
}

/** As the service `registration`: somebody who says that they are to look after an organisation's accounts. */
export async function findRegistrantAddress(
  db: Transaction<Tables>,
  registrantId: string,
): Promise<StaffAddress | undefined> {
  const row = await db
    .selectFrom('organisations.registrant')
    .select('email')
    .where('registrant_id', '=', registrantId)
    .executeTakeFirst();
  return row && staffAddress(row.email);
}
