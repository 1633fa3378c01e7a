import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { Registration } from './model.ts';

const shown = 50;

const registrations = (which: ReturnType<typeof sql<boolean>>) => sql<Registration>`
  SELECT r.registration_id AS "registrationId", r.name, r.first_responder AS "firstResponder", r.domain, r.about,
    r.asked_at AS "askedAt", r.until_at AS "untilAt", r.outcome, r.known_as AS "knownAs",
    (SELECT jsonb_agg(jsonb_build_object('name', g.name, 'email', g.email) ORDER BY g.registrant_id)
      FROM organisations.registrant g WHERE g.registration_id = r.registration_id) AS people,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('voterId', v.voter_id, 'isYes', v.is_yes, 'reasons', v.reasons, 'at', v.at,
        'organisation', jsonb_build_object('id', v.voter_organisation_id, 'name', o.name)) ORDER BY v.at), '[]')
      FROM organisations.registration_vote v JOIN organisations.organisation o ON o.organisation_id = v.voter_organisation_id
      WHERE v.registration_id = r.registration_id) AS votes
  FROM organisations.registration r WHERE ${which}
  ORDER BY r.ended_at IS NOT NULL OR r.until_at <= now(), r.verified_at DESC LIMIT ${shown}`;

const toRegistration = (row: Registration): Registration => ({
  ...row,
  firstResponder: row.firstResponder ?? undefined,
  outcome: row.outcome ?? undefined,
  votes: row.votes.map(vote => ({ ...vote, at: new Date(vote.at) })),
});

/** Those that wait first, the newest before the older; what nobody stood for is not among them. */
export async function listRegistrations({ db }: Pick<Work, 'db'>): Promise<readonly Registration[]> {
  const { rows } = await registrations(sql`true`).execute(db);
  return rows.map(toRegistration);
}

export async function findRegistration(
  { db }: Pick<Work, 'db'>,
  registrationId: string,
): Promise<Registration | undefined> {
  const { rows } = await registrations(sql`r.registration_id = ${registrationId}`).execute(db);
  return rows[0] && toRegistration(rows[0]);
}

/** The viewer's own address: nobody says yes to their own. */
export async function findOwnAddress({ db, viewer }: Pick<Work, 'db' | 'viewer'>): Promise<string> {
  const row = await db
    .selectFrom('organisations.person')
    .select('email')
    .where('person_id', '=', viewer.personId)
    .executeTakeFirst();
  return row?.email.toLowerCase() ?? '';
}
