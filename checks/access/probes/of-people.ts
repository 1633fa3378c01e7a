/** Who lets people into an organisation: its administrators, each for themselves, and only by its own addresses. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import { ask, type Came, type Probe } from './probe.ts';
import type { Party } from './parties.ts';

const domain = 'example.example';
/** Two administrators of the holder's organisation, one who waits to come in, and one account of elsewhere. */
export const peopleRows = ({ people, refer }: Fixture): readonly RawBuilder<unknown>[] => [
  sql`INSERT INTO organisations.mail_domain (organisation_id, domain) VALUES (${refer.holder.organisation}, ${domain})`,
  ...[people.first, people.second, people.twin].map(
    ({ person, organisation }, n) =>
      sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
        VALUES (${person}, ${organisation}, 'Ad', ${['first', 'second', 'ADA'][n] ?? ''} || '@' || ${domain})`,
  ),
  sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at)
    VALUES (${people.position}, ${refer.holder.person}, ${refer.holder.team}, 'waiting', now())`,
  sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${people.far.organisation}, 'Far', now())`,
  sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
    VALUES (${people.far.team}, ${people.far.organisation}, 'Far desk', 'administration')`,
  sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
    VALUES (${people.far.person}, ${people.far.organisation}, 'Far', ${`far@${domain}`})`,
  sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at)
    VALUES (${people.elsewhere}, ${people.far.person}, ${people.far.team}, 'waiting', now())`,
  // By somebody of elsewhere: seen by both organisations.
  approval(people.position, people.far, refer.holder.person, refer.holder.organisation, {
    account: `far@${domain}`,
  }),
];

function approval(
  position: string,
  by: Party,
  person: string,
  organisation: string,
  said: { readonly account?: string; readonly from?: string; readonly approver?: string } = {},
): RawBuilder<unknown> {
  return sql`INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    VALUES (${position}, ${person}, ${organisation}, ${said.approver ?? by.person}, ${said.account ?? `second@${domain}`},
      ${said.from ?? by.organisation}, now())`;
}

const first = (f: Fixture) => f.people.first;
/** The same people, acting for something else. */
const notAsAdministrator = (f: Fixture): Party => ({ ...f.people.first, purpose: 'referral' });
const stranger = (f: Fixture): Party => f.people.far;
const service = (name: string) => (f: Fixture) => f.service(name);
const table = 'organisations.approval';

const says = (
  name: string,
  expect: Came,
  as: (f: Fixture) => Party,
  does: (f: Fixture) => RawBuilder<unknown>,
): Probe => ask(`${table} insert`, name, expect, as, does);
const own = { account: `first@${domain}` };
const yes =
  (more: Parameters<typeof approval>[4] = {}) =>
  (f: Fixture) =>
    approval(f.people.position, f.people.first, f.refer.holder.person, f.refer.holder.organisation, {
      ...own,
      ...more,
    });

const approvals: readonly Probe[] = [
  says('not to one position in the name of another', 'refused', first, f =>
    approval(f.people.elsewhere, f.people.first, f.refer.holder.person, f.refer.holder.organisation, own),
  ),
  says('not as if they were of another organisation', 'refused', first, f =>
    approval(f.people.position, f.people.first, f.refer.holder.person, f.people.far.organisation, own),
  ),
  says('an administrator says yes', 'rows', first, yes()),
  says('nobody else does', 'refused', notAsAdministrator, yes()),
  says('not in another’s name', 'refused', first, f =>
    yes({ approver: f.people.second.person, account: `second@${domain}` })(f),
  ),
  says('not by another’s address', 'refused', first, yes({ account: `second@${domain}` })),
  says('not from another organisation', 'refused', first, f => yes({ from: f.people.far.organisation })(f)),
  says('not to somebody of another organisation', 'refused', stranger, f =>
    approval(f.people.elsewhere, stranger(f), f.people.far.person, f.refer.holder.organisation, {
      account: `far@${domain}`,
    }),
  ),
  says('not to a position of elsewhere', 'refused', first, f =>
    approval(f.people.elsewhere, f.people.first, f.people.far.person, f.refer.holder.organisation, own),
  ),
  says('not of a person with the position of another', 'refused', first, f =>
    approval(f.people.position, f.people.first, f.people.second.person, f.refer.holder.organisation, own),
  ),
  says(
    'not to oneself by another account',
    'refused',
    f => f.people.twin,
    f =>
      approval(f.people.position, f.people.twin, f.refer.holder.person, f.refer.holder.organisation, {
        account: `ada@${domain}`,
      }),
  ),
  ask(
    `${table} select`,
    'those of the organisation see it',
    'rows',
    first,
    () => sql`SELECT 1 FROM organisations.approval`,
  ),
  ask(
    `${table} select`,
    'those who gave it see it',
    'rows',
    stranger,
    () => sql`SELECT 1 FROM organisations.approval`,
  ),
  ask(
    `${table} select`,
    'those of others do not',
    'none',
    f => f.opener,
    () => sql`SELECT 1 FROM organisations.approval`,
  ),
  ...['sign-in', 'directory'].map(who =>
    ask(
      `${table} select`,
      `the service ${who} sees it`,
      'rows',
      service(who),
      () => sql`SELECT 1 FROM organisations.approval`,
    ),
  ),
];

const domains = () => sql`SELECT 1 FROM organisations.mail_domain`;
const addDomain = (f: Fixture) =>
  sql`INSERT INTO organisations.mail_domain (organisation_id, domain) VALUES (${f.refer.holder.organisation}, 'other.example')`;
const addPerson = (email: string, of: (f: Fixture) => Party) => (f: Fixture) =>
  sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
    VALUES (${randomUUID()}, ${of(f).organisation}, 'New', ${email})`;
const addPosition =
  (
    by: (f: Fixture) => string,
    team: (f: Fixture) => string,
    person = (f: Fixture) => f.refer.holder.person,
  ) =>
  (f: Fixture) =>
    sql`INSERT INTO organisations.position (person_id, team_id, role, from_at, asked_by)
    VALUES (${person(f)}, ${team(f)}, 'new', now(), ${by(f)})`;
const me = (f: Fixture) => f.people.first.person;
const ours = (f: Fixture) => f.refer.holder.team;
const end = () => sql`UPDATE organisations.position SET until_at = now()`;
const open = () => sql`UPDATE organisations.organisation SET record_id = gen_random_uuid()`;

export const probesOfPeople: readonly Probe[] = [
  ...approvals,
  ask('organisations.mail_domain select', 'those of the organisation see it', 'rows', first, domains),
  ask('organisations.mail_domain select', 'those of another do not', 'none', stranger, domains),
  ask('organisations.mail_domain select', 'the directory sees it', 'rows', service('directory'), domains),
  ask(
    'organisations.mail_domain insert',
    'the directory adds to it',
    'rows',
    service('directory'),
    addDomain,
  ),
  ask('organisations.mail_domain insert', 'no administrator does', 'refused', first, addDomain),
  ask(
    'organisations.person insert by administrators',
    'a colleague by an address of ours',
    'rows',
    first,
    addPerson(`new@${domain}`, first),
  ),
  ask(
    'organisations.person insert by administrators',
    'nobody by another address',
    'refused',
    first,
    addPerson('new@fakeexample.example', first),
  ),
  ask(
    'organisations.person insert by administrators',
    'nobody else adds one',
    'refused',
    notAsAdministrator,
    addPerson(`new@${domain}`, first),
  ),
  ask(
    'organisations.person insert by administrators',
    'nobody to another organisation',
    'refused',
    stranger,
    addPerson(`new@${domain}`, first),
  ),
  ask(
    'organisations.position insert by administrators',
    'an administrator asks',
    'rows',
    first,
    addPosition(me, ours),
  ),
  ask(
    'organisations.position insert by administrators',
    'nobody else asks',
    'refused',
    notAsAdministrator,
    addPosition(me, ours),
  ),
  ask(
    'organisations.position insert by administrators',
    'not in another’s name',
    'refused',
    first,
    addPosition(f => f.people.second.person, ours),
  ),
  ask(
    'organisations.position insert by administrators',
    'not in a team of elsewhere',
    'refused',
    first,
    addPosition(me, f => f.people.far.team),
  ),
  ask(
    'organisations.position insert by administrators',
    'not of somebody of elsewhere',
    'refused',
    first,
    addPosition(me, ours, f => f.people.far.person),
  ),
  ask('organisations.position update', 'an administrator ends a role', 'rows', first, end),
  ask('organisations.position update', 'nobody else does', 'none', notAsAdministrator, end),
  ask('organisations.organisation update', 'an administrator opens its record', 'rows', first, open),
  ask('organisations.organisation update', 'nobody else does', 'none', notAsAdministrator, open),
  ask(
    'organisations.organisation update',
    'nobody that of another',
    'none',
    stranger,
    f =>
      sql`UPDATE organisations.organisation SET record_id = gen_random_uuid() WHERE organisation_id = ${f.refer.holder.organisation}`,
  ),
];
