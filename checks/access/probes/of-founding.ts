/** How the first people come in: those who opened their link, for one another, and only until the founding is over. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';
import { ask, type Came, type Probe, type Statement } from './probe.ts';

const id = '00000000-0000-0000-0000-000000000001';
const domain = 'example.example';
/** `first` and `twin` opened their links, `second` did not; `far` is to be let in, and the holder, whose address `twin` has too. */
export const foundingRows = ({ people, refer }: Fixture): readonly RawBuilder<unknown>[] => [
  sql`INSERT INTO organisations.founding (founding_id, begun_at, until_at) VALUES (${id}, now(), now() + interval '1 day')`,
  sql`INSERT INTO organisations.founder (person_id, opened_at)
    VALUES (${people.first.person}, now()), (${people.twin.person}, now()), (${people.second.person}, NULL)`,
  sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at, let_in_by)
    VALUES (${people.founded}, ${people.far.person}, ${people.far.team}, 'founded', now(), 'founding'),
      (${people.foundedHere}, ${refer.holder.person}, ${refer.holder.team}, 'founded', now(), 'founding')`,
];

const founding = (f: Fixture) => f.service('founding');
const directory = (f: Fixture) => f.service('directory');
const founder = (who: (f: Fixture) => Party) => (f: Fixture) => ({
  ...f.service('founding'),
  person: who(f).person,
});
const first = founder(f => f.people.first);

const whenOver = (
  policy: string,
  name: string,
  expect: Came,
  does: (f: Fixture) => RawBuilder<unknown>,
  as: (f: Fixture) => Party = founding,
): Probe => ({
  policy,
  name,
  expect,
  steps: (f): readonly Statement[] => [
    { as: founding(f), does: sql`UPDATE organisations.founding SET over_at = now()` },
    { as: as(f), does: does(f) },
  ],
});

/** While it is open, for the service `founding`; then never. */
const whileOpen = (
  policy: string,
  after: Came,
  does: (f: Fixture) => RawBuilder<unknown>,
): readonly Probe[] => [
  ask(policy, 'the founding does', 'rows', founding, does),
  whenOver(policy, 'not once it is over', after, does),
];

const select = (table: string) => () => sql`SELECT 1 FROM ${sql.table(`organisations.${table}`)}`;
const organisation = (isDemonstration: boolean) => () =>
  sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at, demonstration)
    VALUES (${randomUUID()}, 'New', now(), ${isDemonstration})`;
const person = (isDemonstration: boolean) => (f: Fixture) =>
  sql`INSERT INTO organisations.person (person_id, organisation_id, name, email, demonstration)
    VALUES (${randomUUID()}, ${f.people.far.organisation}, 'New', ${`new@${domain}`}, ${isDemonstration})`;
const position = (by: 'founding' | 'registration' | null) => (f: Fixture) =>
  sql`INSERT INTO organisations.position (person_id, team_id, role, from_at, let_in_by)
    VALUES (${f.people.far.person}, ${f.people.far.team}, 'new', now(), ${by})`;

interface Said {
  readonly by?: (f: Fixture) => Party;
  readonly account?: string;
  readonly from?: (f: Fixture) => Party;
  readonly position?: (f: Fixture) => string;
  readonly person?: (f: Fixture) => Party;
  readonly organisation?: (f: Fixture) => Party;
}
const yes = (said: Said = {}) => {
  const far = (f: Fixture) => f.people.far;
  const by = said.by ?? ((f: Fixture) => f.people.first);
  return (f: Fixture) => sql`INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    VALUES (${(said.position ?? (at => at.people.founded))(f)}, ${(said.person ?? far)(f).person},
      ${(said.organisation ?? far)(f).organisation}, ${by(f).person}, ${said.account ?? `first@${domain}`},
      ${(said.from ?? by)(f).organisation}, now())`;
};
const confirms = 'organisations.approval insert by founders';
const says = (name: string, expect: Came, said: Said = {}, as: (f: Fixture) => Party = first): Probe =>
  ask(confirms, name, expect, as, yes(said));

const begin = () =>
  sql`INSERT INTO organisations.founding (founding_id, begun_at, until_at) VALUES (${id}, now(), now()) ON CONFLICT DO NOTHING`;
const prolong = () => sql`UPDATE organisations.founding SET until_at = now()`;
const addFounder = (f: Fixture) =>
  sql`INSERT INTO organisations.founder (person_id) VALUES (${f.people.far.person})`;
const newLink = () => sql`UPDATE organisations.founder SET link_ends_at = now()`;
const addTeam = (f: Fixture) => sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
  VALUES (${randomUUID()}, ${f.people.far.organisation}, 'New', 'referral')`;
const addDomain = (f: Fixture) =>
  sql`INSERT INTO organisations.mail_domain (organisation_id, domain) VALUES (${f.people.far.organisation}, 'new.example')`;

export const probesOfFounding: readonly Probe[] = [
  ask('organisations.founding select', 'the founding sees itself', 'rows', founding, select('founding')),
  ask('organisations.founding select', 'nobody else does', 'none', directory, select('founding')),
  ask('organisations.founding insert', 'there is one already', 'none', founding, begin),
  ask('organisations.founding insert', 'nobody else begins it', 'refused', directory, begin),
  ask('organisations.founding update', 'it goes on', 'rows', founding, prolong),
  ask('organisations.founding update', 'nobody else lets it', 'none', directory, prolong),
  whenOver('organisations.founding update', 'not once it is over', 'refused', prolong),
  ...whileOpen('organisations.founder select', 'none', select('founder')),
  ...whileOpen('organisations.founder insert', 'refused', addFounder),
  ...whileOpen('organisations.founder update', 'none', newLink),
  ...['organisation', 'team', 'person', 'position', 'approval'].flatMap(table =>
    whileOpen(`organisations.${table} select by founding`, 'none', select(table)),
  ),
  ...whileOpen('organisations.organisation insert by founding', 'refused', organisation(false)),
  ask(
    'organisations.organisation insert by founding',
    'nothing fictional',
    'refused',
    founding,
    organisation(true),
  ),
  ...whileOpen('organisations.team insert by founding', 'refused', addTeam),
  ...whileOpen('organisations.mail_domain insert by founding', 'refused', addDomain),
  ...whileOpen('organisations.person insert by founding', 'refused', person(false)),
  ask('organisations.person insert by founding', 'nobody fictional', 'refused', founding, person(true)),
  ...whileOpen('organisations.position insert by founding', 'refused', position('founding')),
  ...([null, 'registration'] as const).map(by =>
    ask(
      'organisations.position insert by founding',
      'none that others let in',
      'refused',
      founding,
      position(by),
    ),
  ),
  says('a founder says yes to another', 'rows'),
  whenOver(confirms, 'not once it is over', 'refused', yes(), first),
  says(
    'not in another’s name',
    'refused',
    {},
    founder(f => f.people.twin),
  ),
  says(
    'not before they opened their link',
    'refused',
    { by: f => f.people.second, account: `second@${domain}` },
    founder(f => f.people.second),
  ),
  says(
    'not by the link of another',
    'refused',
    { by: f => f.people.second },
    founder(f => f.people.second),
  ),
  says('not by another’s address', 'refused', { account: `second@${domain}` }),
  says('not as if they were of another organisation', 'refused', { from: f => f.people.far }),
  says('not to a position that others let in', 'refused', { position: f => f.people.elsewhere }),
  says('not of a person with the position of another', 'refused', { person: f => f.people.second }),
  says('not as if it were in another organisation', 'refused', { organisation: f => f.people.first }),
  says(
    'not to oneself by another account',
    'refused',
    {
      by: f => f.people.twin,
      account: `ada@${domain}`,
      position: f => f.people.foundedHere,
      person: f => f.refer.holder,
      organisation: f => f.refer.holder,
    },
    founder(f => f.people.twin),
  ),
];
