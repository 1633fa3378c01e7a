/** Who opened what in an emergency, and who looks at it again. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';
import { grants } from './given.ts';
import { party } from './parties.ts';

export const clerk = party('referral');
export const colleague = party('referral', { organisation: clerk.organisation });
/** Whose opening is over. */
export const late = party('referral');
/** The clerk again, as somebody who watches over the use of records. */
export const twin = party('accountability', { organisation: clerk.organisation });
export const officer = party('accountability', { organisation: clerk.organisation });
export const borders = party('immigration-control');
export const [live, over, promised] = [randomUUID(), randomUUID(), randomUUID()];
export const inGlass = (as: Party): Party => ({ ...as, service: 'glass' });

const person = ({ person: id, organisation }: Party, email: string) =>
  sql`INSERT INTO organisations.person (person_id, organisation_id, name, email) VALUES (${id}, ${organisation}, 'Cy', ${email})`;
interface Tried {
  readonly account?: string;
  readonly of?: string;
  readonly organisation?: string;
  readonly opening?: string;
}
export const attempt = (
  as: Party,
  { account = 'clerk@example.example', of, organisation, opening }: Tried = {},
) =>
  sql`INSERT INTO oversight.attempt (attempt_id, person_id, account, organisation_id, outcome, opening_id)
    VALUES (${randomUUID()}, ${of ?? as.person}, ${account}, ${organisation ?? as.organisation},
      ${opening ? 'opened' : 'nothing'}, ${opening ?? null})`;
export const opening = (id: string, recordId: string, { person: by }: Party, hours = '1 hour') =>
  sql`INSERT INTO oversight.opening (opening_id, record_id, version, person_id, seen_as, classes, reason, opened_at, opened_by,
      review_due, until_at, lasts_until)
    VALUES (${id}, ${recordId}, 1, ${by}, 'referral', '{process,identity,contact}', 'storm', now(), '{}', now(),
      now() + ${hours}::interval, now())`;
interface Gift {
  readonly opening?: string | null;
  readonly to?: string;
  readonly by?: string;
  readonly purpose?: string;
  readonly of?: string;
}
export const gift = (recordId: string, as: Party, more: Gift = {}) => {
  const of = more.opening === undefined ? live : more.opening;
  return sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, opening_id)
    VALUES (${recordId}, ${more.to ?? as.person}, ${more.of ?? 'contact'}, ${more.purpose ?? 'referral'},
      ${of === null ? 'test' : 'break-glass'}, ${more.by ?? as.person}, now(),
      (SELECT until_at FROM oversight.opening WHERE opening_id = ${of}), ${of})`;
};

export const glassRows = ({ here, empty }: Fixture): readonly RawBuilder<unknown>[] => [
  sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${clerk.organisation}, 'Glass', now()),
    (${late.organisation}, 'Late', now())`,
  person(clerk, 'Clerk@example.example'),
  person(twin, 'clerk@example.example'),
  person(officer, 'officer@example.example'),
  person(colleague, 'colleague@example.example'),
  person(late, 'late@example.example'),
  attempt(clerk, { opening: live }),
  attempt(clerk, { opening: promised }),
  attempt(late, { account: 'late@example.example', opening: over }),
  attempt(officer, { account: 'officer@example.example' }),
  sql`INSERT INTO oversight.alert (alert_id, organisation_id, person_id, told_of, rule)
    VALUES (${randomUUID()}, ${clerk.organisation}, ${clerk.person}, '{}', 'too-many')`,
  opening(live, here, clerk),
  opening(over, here, late, '-1 hour'),
  gift(here, clerk, { of: 'process' }),
  gift(here, late, { of: 'process', opening: over }),
  grants(here, clerk.person, 'referral', { classes: ['location'] }),
  ...[twin, officer].flatMap(each =>
    [here, empty].map(id => grants(id, each.person, 'accountability', { classes: ['process', 'trail'] })),
  ),
  grants(here, borders.person, 'immigration-control', { classes: ['process'] }),
  sql`INSERT INTO oversight.review (opening_id, record_id, version, outcome, reviewed_at, reviewed_by)
    VALUES (${randomUUID()}, ${here}, 1, 'justified', now(), '{}')`,
];
