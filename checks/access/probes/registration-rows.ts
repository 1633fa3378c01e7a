/** Registrations in every standing, and one of which an organisation was made. */
import { type RawBuilder, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';

const id = (nth: number) => `00000000-0000-4000-8000-00000000010${nth}`;
/** Stood for and open; not stood for; two agreed, and it was opened; over; past its time; two agreed just now. */
export const [open, unverified, agreed, over, late, agreeing] = [1, 2, 3, 4, 5, 0].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
export const made = { organisation: id(6), team: id(7), person: id(8), position: id(9) };
export const domain = 'registered.example';
export const mine = `first@example.example`;

export const registrationRows = ({ people }: Fixture): readonly RawBuilder<unknown>[] => [
  sql`INSERT INTO organisations.registration
      (registration_id, name, domain, about, team_name, asked_at, until_at, verified_at, ended_at, outcome, organisation_id)
    SELECT registration_id::uuid, 'New', ${domain}, 'New', 'Accounts', now(), until_at, verified_at, ended_at, outcome, organisation_id::uuid
    FROM (VALUES
      (${open}, now() + interval '1 day', now(), NULL::timestamptz, NULL, NULL),
      (${unverified}, now() + interval '1 day', NULL::timestamptz, NULL, NULL, NULL),
      (${agreed}, now() + interval '1 day', now(), NULL, NULL, ${made.organisation}),
      (${agreeing}, now() + interval '1 day', now(), NULL, NULL, NULL),
      (${over}, now() + interval '1 day', now(), now(), 'refused', NULL),
      (${late}, now(), now(), NULL, NULL, NULL)) AS of (registration_id, until_at, verified_at, ended_at, outcome, organisation_id)`,
  sql`INSERT INTO organisations.registrant (registrant_id, registration_id, name, email, confirmed_at)
    VALUES (${randomUUID()}, ${agreed}, 'New', ${`new@${domain}`}, now()), (${randomUUID()}, ${agreed}, 'Late', ${`late@${domain}`}, NULL),
      (${randomUUID()}, ${unverified}, 'New', ${`new@${domain}`}, NULL), (${randomUUID()}, ${open}, 'Own', ${`second@example.example`}, now())`,
  sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${made.organisation}, 'Made', now())`,
  sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
    VALUES (${made.team}, ${made.organisation}, 'Accounts', 'administration')`,
  sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
    VALUES (${made.person}, ${made.organisation}, 'New', ${`new@${domain}`})`,
  sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at, let_in_by)
    VALUES (${made.position}, ${made.person}, ${made.team}, 'registered', now(), 'registration')`,
  votes(agreed, people.first, mine),
  votes(agreed, people.far, 'far@example.example'),
  votes(agreed, people.second, 'second@example.example', { isYes: false }),
  votes(agreeing, people.first, mine),
  votes(agreeing, people.far, 'far@example.example'),
  votes(agreeing, people.twin, 'ada@example.example'),
  votes(unverified, people.far, 'far@example.example'),
];

export function votes(
  registration: string,
  by: Party,
  account: string,
  more: { readonly from?: Party; readonly isYes?: boolean } = {},
) {
  return sql`INSERT INTO organisations.registration_vote
      (registration_id, voter_id, voter_account, voter_organisation_id, is_yes, reasons, at)
    VALUES (${registration}, ${by.person}, ${account}, ${(more.from ?? by).organisation}, ${more.isYes ?? true}, 'Rang them.', now())`;
}

export const machine = (f: Fixture): Party => f.service('registration');
export const directory = (f: Fixture): Party => f.service('directory');
export const first = (f: Fixture): Party => f.people.first;
