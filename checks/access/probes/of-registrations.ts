/** How an organisation comes in later: seen once its people stand for it, agreed to by others, opened by the machine alone. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';
import { ask, type Came, type Probe, type Statement } from './probe.ts';

const id = (nth: number) => `00000000-0000-4000-8000-00000000010${nth}`;
/** Stood for and open; not stood for; two agreed, and it was opened; over; past its time; two agreed just now. */
const [open, unverified, agreed, over, late, agreeing] = [1, 2, 3, 4, 5, 0].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const made = { organisation: id(6), team: id(7), person: id(8), position: id(9) };
const domain = 'registered.example';
const mine = `first@example.example`;

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

function votes(
  registration: string,
  by: Party,
  account: string,
  more: { readonly from?: Party; readonly isYes?: boolean } = {},
) {
  return sql`INSERT INTO organisations.registration_vote
      (registration_id, voter_id, voter_account, voter_organisation_id, is_yes, reasons, at)
    VALUES (${registration}, ${by.person}, ${account}, ${(more.from ?? by).organisation}, ${more.isYes ?? true}, 'Rang them.', now())`;
}

const machine = (f: Fixture) => f.service('registration');
const directory = (f: Fixture) => f.service('directory');
const first = (f: Fixture) => f.people.first;
const notAsAdministrator = (f: Fixture): Party => ({ ...first(f), purpose: 'referral' });
const of =
  (registration: string, table = 'registration') =>
  () =>
    sql`SELECT 1 FROM ${sql.table(`organisations.${table}`)} WHERE registration_id = ${registration}`;

const seen = (table: string): readonly Probe[] => {
  const policy = `organisations.${table} select`;
  const some = table === 'registration_vote' ? agreed : open;
  return [
    ask(policy, 'administrators see what its people stand for', 'rows', first, of(some, table)),
    ask(policy, 'others do not', 'none', notAsAdministrator, of(some, table)),
    ask(policy, 'nobody sees what nobody stands for', 'none', first, of(unverified, table)),
    ask(policy, 'but the machine', 'rows', machine, of(unverified, table)),
  ];
};

const asked = (f: Fixture) => sql`INSERT INTO organisations.registration
    (registration_id, name, domain, about, team_name, asked_at, until_at)
  VALUES (${f.fresh}, 'New', ${domain}, 'New', 'Accounts', now(), now())`;
const named = () => sql`INSERT INTO organisations.registrant (registrant_id, registration_id, name, email)
  VALUES (${randomUUID()}, ${unverified}, 'More', ${`more@${domain}`})`;
const stood = () =>
  sql`UPDATE organisations.registration SET verified_at = now() WHERE registration_id = ${unverified}`;
const opened = () =>
  sql`UPDATE organisations.registrant SET opened_at = now() WHERE registration_id = ${unverified}`;
const ended = () =>
  sql`UPDATE organisations.registration SET until_at = now() WHERE registration_id = ${open}`;
const forget = (registration: string) => () =>
  sql`DELETE FROM organisations.registration WHERE registration_id = ${registration}`;

const says = 'organisations.registration_vote insert';
const saying = (
  name: string,
  expect: Came,
  does: (f: Fixture) => RawBuilder<unknown>,
  as: (f: Fixture) => Party = first,
): Probe => ask(says, name, expect, as, does);

const agreedFor =
  (who: (f: Fixture) => Party, more: Said = {}) =>
  (f: Fixture) => {
    const by = who(f);
    return sql`INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    VALUES (${more.position?.(f) ?? made.position}, ${more.person?.(f) ?? made.person},
      ${more.organisation?.(f) ?? made.organisation}, ${by.person}, ${more.account ?? mine},
      ${(more.from ?? who)(f).organisation}, now())`;
  };
interface Said {
  readonly position?: (f: Fixture) => string;
  readonly person?: (f: Fixture) => string;
  readonly organisation?: (f: Fixture) => string;
  readonly account?: string;
  readonly from?: (f: Fixture) => Party;
}

/** The registration first says of which organisation it is. */
const organisation =
  (registration: string, more: { readonly demonstration?: boolean; readonly authority?: string } = {}) =>
  (f: Fixture): readonly Statement[] => [
    {
      as: machine(f),
      does: sql`UPDATE organisations.registration SET organisation_id = ${f.fresh} WHERE registration_id = ${registration}`,
    },
    {
      as: machine(f),
      does: sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at, demonstration, authority)
        VALUES (${f.fresh}, 'New', now(), ${more.demonstration ?? false}, ${more.authority ?? null})`,
    },
  ];
const opens = (name: string, expect: Came, steps: Probe['steps']): Probe => ({
  policy: 'organisations.organisation insert by registration',
  name,
  expect,
  steps,
});
const makes = (
  table: string,
  name: string,
  expect: Came,
  does: (f: Fixture) => RawBuilder<unknown>,
  as = machine,
): Probe => ask(`organisations.${table} insert by registration`, name, expect, as, does);

const addDomain = (of: (f: Fixture) => string) => (f: Fixture) =>
  sql`INSERT INTO organisations.mail_domain (organisation_id, domain) VALUES (${of(f)}, 'new.example')`;
const addTeam = (of: (f: Fixture) => string, purpose: string) => (f: Fixture) =>
  sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose) VALUES (${f.fresh}, ${of(f)}, 'New', ${purpose})`;
const addPerson =
  (of: (f: Fixture) => string, email: string, isFictional = false) =>
  (f: Fixture) =>
    sql`INSERT INTO organisations.person (person_id, organisation_id, name, email, demonstration)
    VALUES (${f.fresh}, ${of(f)}, 'New', ${email}, ${isFictional})`;
const addPosition =
  (person: (f: Fixture) => string, team: (f: Fixture) => string, by: string | null = 'registration') =>
  (f: Fixture) =>
    sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at, let_in_by)
      VALUES (${f.fresh}, ${person(f)}, ${team(f)}, 'new', now(), ${by})`;
const its = {
  organisation: () => made.organisation,
  team: () => made.team,
  person: () => made.person,
};
const far = {
  organisation: (f: Fixture) => f.people.far.organisation,
  team: (f: Fixture) => f.people.far.team,
  person: (f: Fixture) => f.people.far.person,
};
const one = (table: string, column: string, value: (f: Fixture) => string) => (f: Fixture) =>
  sql`SELECT 1 FROM ${sql.table(`organisations.${table}`)} WHERE ${sql.ref(column)} = ${value(f)}`;
const sees = (
  table: string,
  name: string,
  expect: Came,
  does: (f: Fixture) => RawBuilder<unknown>,
  as = machine,
): Probe => ask(`organisations.${table} select by registration`, name, expect, as, does);
const housekeeping = (f: Fixture) => f.service('housekeeping');

const opening: readonly Probe[] = [
  opens('two organisations agreed', 'rows', organisation(agreeing)),
  opens('not where they did not', 'refused', organisation(open)),
  opens('nothing fictional', 'refused', organisation(agreeing, { demonstration: true })),
  opens('no authority', 'refused', organisation(agreeing, { authority: 'sca' })),
  makes('mail_domain', 'its own', 'rows', addDomain(its.organisation)),
  makes('mail_domain', 'none of another', 'refused', addDomain(far.organisation)),
  makes('team', 'that looks after accounts', 'rows', addTeam(its.organisation, 'administration')),
  makes('team', 'none other', 'refused', addTeam(its.organisation, 'referral')),
  makes('team', 'none of another organisation', 'refused', addTeam(far.organisation, 'administration')),
  makes('person', 'who stands for it', 'rows', addPerson(its.organisation, `new@${domain}`)),
  makes('person', 'nobody fictional', 'refused', addPerson(its.organisation, `new@${domain}`, true)),
  makes('person', 'nobody who does not', 'refused', addPerson(its.organisation, `late@${domain}`)),
  makes('person', 'nobody whom it does not name', 'refused', addPerson(its.organisation, `any@${domain}`)),
  makes(
    'person',
    'nobody whom another names',
    'refused',
    addPerson(its.organisation, 'second@example.example'),
  ),
  makes('person', 'nobody of another', 'refused', addPerson(far.organisation, `new@${domain}`)),
  makes('position', 'of its people in its team', 'rows', addPosition(its.person, its.team)),
  makes('position', 'not let in by others', 'refused', addPosition(its.person, its.team, 'founding')),
  makes('position', 'of nobody else', 'refused', addPosition(far.person, its.team)),
  makes('position', 'in no other team', 'refused', addPosition(its.person, far.team)),
  makes('position', 'of no other organisation', 'refused', addPosition(far.person, far.team)),
  makes('approval', 'of whoever said yes', 'rows', agreedFor(first)),
  makes('approval', 'by nobody else', 'refused', agreedFor(first), directory),
  makes('approval', 'not by its own administrators', 'refused', agreedFor(first), f => ({
    ...first(f),
    ...made,
  })),
  makes(
    'approval',
    'not of whoever said yes to another',
    'refused',
    agreedFor(f => f.people.twin, { account: 'ada@example.example' }),
  ),
  {
    policy: 'organisations.approval insert by registration',
    name: 'not to a position of another that was agreed to',
    expect: 'refused',
    steps: f => [
      ...organisation(agreeing)(f),
      { as: machine(f), does: agreedFor(first, { organisation: at => at.fresh })(f) },
    ],
  },
  makes(
    'approval',
    'not of whoever said no',
    'refused',
    agreedFor(f => f.people.second, { account: 'second@example.example' }),
  ),
  makes(
    'approval',
    'not of whoever said nothing',
    'refused',
    agreedFor(f => f.people.twin, { account: mine }),
  ),
  makes(
    'approval',
    'not by another address',
    'refused',
    agreedFor(first, { account: 'far@example.example' }),
  ),
  makes(
    'approval',
    'not as if of another organisation',
    'refused',
    agreedFor(first, { from: f => f.people.far }),
  ),
  makes(
    'approval',
    'not to another’s position',
    'refused',
    agreedFor(first, { position: f => f.people.founded }),
  ),
  makes('approval', 'not of another person', 'refused', agreedFor(first, { person: far.person })),
  makes(
    'approval',
    'not in another organisation',
    'refused',
    agreedFor(first, { organisation: far.organisation }),
  ),
  sees('organisation', 'every name', 'rows', one('organisation', 'organisation_id', far.organisation)),
  sees(
    'organisation',
    'nobody else by this',
    'none',
    one('organisation', 'organisation_id', far.organisation),
    housekeeping,
  ),
  sees('mail_domain', 'every domain', 'rows', () => sql`SELECT 1 FROM organisations.mail_domain`),
  sees(
    'mail_domain',
    'nobody else by this',
    'none',
    () => sql`SELECT 1 FROM organisations.mail_domain`,
    housekeeping,
  ),
  sees('team', 'of what it opens', 'rows', one('team', 'team_id', its.team)),
  sees('team', 'of no other', 'none', one('team', 'team_id', far.team)),
  sees('person', 'of what it opens', 'rows', one('person', 'person_id', its.person)),
  sees('person', 'of no other', 'none', one('person', 'person_id', far.person)),
  sees('person', 'no administrator by this', 'none', one('person', 'person_id', its.person), first),
  sees('position', 'that it makes', 'rows', one('position', 'person_id', its.person)),
  sees('position', 'none that others made', 'none', one('position', 'person_id', far.person)),
  sees('position', 'nobody else by this', 'none', one('position', 'person_id', its.person), housekeeping),
];

export const probesOfRegistrations: readonly Probe[] = [
  ...['registration', 'registrant', 'registration_vote'].flatMap(seen),
  ask('organisations.registration insert', 'the machine keeps what was asked', 'rows', machine, asked),
  ask('organisations.registration insert', 'nobody else does', 'refused', first, asked),
  ask(
    'organisations.registration update',
    'the machine says that its people stand for it',
    'rows',
    machine,
    stood,
  ),
  ask('organisations.registration update', 'no administrator ends it', 'none', first, ended),
  ask(
    'organisations.registration delete',
    'what nobody stood for is forgotten',
    'rows',
    machine,
    forget(unverified),
  ),
  ask('organisations.registration delete', 'what somebody stood for is not', 'none', machine, forget(open)),
  ask('organisations.registration delete', 'by nobody else', 'none', first, forget(unverified)),
  ask('organisations.registrant insert', 'the machine names its people', 'rows', machine, named),
  ask('organisations.registrant insert', 'nobody else does', 'refused', first, named),
  ask('organisations.registrant update', 'the machine opens their links', 'rows', machine, opened),
  ask(
    'organisations.registrant update',
    'nobody else does',
    'none',
    first,
    () => sql`UPDATE organisations.registrant SET opened_at = now() WHERE registration_id = ${open}`,
  ),
  saying('an administrator says their word', 'rows', f => votes(open, first(f), mine)),
  saying('nobody else', 'refused', f => votes(open, first(f), mine), notAsAdministrator),
  saying('not for another', 'refused', f => votes(open, f.people.twin, 'ada@example.example')),
  saying('not by a colleague’s address', 'refused', f => votes(open, first(f), 'ada@example.example')),
  saying(
    'also who is named by another',
    'rows',
    f => votes(agreeing, f.people.second, 'second@example.example'),
    f => f.people.second,
  ),
  saying('not by another’s address', 'refused', f => votes(open, first(f), 'far@example.example')),
  saying('not as if of another organisation', 'refused', f =>
    votes(open, first(f), mine, { from: f.people.far }),
  ),
  saying('not of what nobody stands for', 'refused', f => votes(unverified, first(f), mine)),
  saying('not once it is over', 'refused', f => votes(over, first(f), mine)),
  saying('not past its time', 'refused', f => votes(late, first(f), mine)),
  saying(
    'not to what would let oneself in',
    'refused',
    f => votes(open, f.people.second, 'second@example.example'),
    f => f.people.second,
  ),
  ...opening,
];
