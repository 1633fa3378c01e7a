/** The organisation, its team and its people: made by the machine alone, of what two organisations agreed to. */
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';
import { ask, type Came, type Probe, type Statement } from './probe.ts';
import { agreeing, directory, domain, first, machine, made, mine, open } from './registration-rows.ts';

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

export const openingProbes: readonly Probe[] = [
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
