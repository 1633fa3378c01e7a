/** Opening an organisation that two others said yes to. As the service `registration`, which may do that and nothing else. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { NewOrganisation } from '../model.ts';
import { saveOrganisation } from '../store.ts';
import type { Asking, Registration } from './model.ts';

type Db = Transaction<Tables>;
export interface Held extends Asking, Pick<Registration, 'registrationId' | 'votes' | 'outcome'> {
  readonly teamName: string;
  /** Once it is opened. */
  readonly organisationId: string | undefined;
}

/** The registration, held until the transaction ends: of several that settle it, one does. */
export async function holdRegistration(db: Db, registrationId: string): Promise<Held | undefined> {
  const { rows } = await sql<Held>`
    SELECT r.registration_id AS "registrationId", r.name, r.first_responder AS "firstResponder", r.domain, r.about,
      r.outcome, r.team_name AS "teamName", r.organisation_id AS "organisationId",
      (SELECT jsonb_agg(jsonb_build_object('name', g.name, 'email', g.email) ORDER BY g.registrant_id)
        FROM organisations.registrant g WHERE g.registration_id = r.registration_id) AS people,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('voterId', v.voter_id, 'isYes', v.is_yes,
          'organisation', jsonb_build_object('id', v.voter_organisation_id))), '[]')
        FROM organisations.registration_vote v WHERE v.registration_id = r.registration_id) AS votes
    FROM organisations.registration r WHERE r.registration_id = ${registrationId} FOR UPDATE`.execute(db);
  const [row] = rows;
  return row && { ...row, firstResponder: row.firstResponder ?? undefined };
}

/** The database lets it be made only after `organisation_id` says of which registration it is. */
export async function saveRegistered(
  db: Db,
  registrationId: string,
  organisation: NewOrganisation,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('organisations.registration')
    .set({ organisation_id: organisation.organisationId })
    .where('registration_id', '=', registrationId)
    .execute();
  await saveOrganisation(db, organisation, at);
  // Everybody's yes to the organisation is their yes to the two who are to look after its accounts.
  await sql`INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    SELECT held.position_id, p.person_id, p.organisation_id, v.voter_id, v.voter_account, v.voter_organisation_id, v.at
    FROM organisations.registration_vote v, organisations.position held JOIN organisations.person p USING (person_id)
    WHERE v.registration_id = ${registrationId} AND v.is_yes AND p.organisation_id = ${organisation.organisationId}`.execute(
    db,
  );
}

export async function listRegistered(db: Db, organisationId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('organisations.person')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}
