/** Which teams administrators make, and what they may change of them. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';
import { ask, type Probe } from './probe.ts';

const first = (f: Fixture) => f.people.first;
const notAsAdministrator = (f: Fixture): Party => ({ ...first(f), purpose: 'referral' });
const far = (f: Fixture) => f.people.far;
const inTheTeam = (f: Fixture): Party => ({ ...first(f), team: f.refer.holder.team, purpose: 'referral' });

const add = (of: (f: Fixture) => Party, purpose: string) => (f: Fixture) =>
  sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
    VALUES (${randomUUID()}, ${of(f).organisation}, 'New', ${purpose})`;
const insert = 'organisations.team insert by administrators';
const update = 'organisations.team update by administrators';
const ofTheHolder = (what: RawBuilder<unknown>) => (f: Fixture) =>
  sql`UPDATE organisations.team SET ${what} WHERE team_id = ${f.refer.holder.team}`;
const rename = ofTheHolder(sql`name = 'Renamed'`);
const takes = ofTheHolder(sql`takes_hand_overs = NOT takes_hand_overs`);

export const probesOfTeams: readonly Probe[] = [
  ask(insert, 'an administrator adds one', 'rows', first, add(first, 'administration')),
  ask(insert, 'one that watches', 'rows', first, add(first, 'accountability')),
  ask(insert, 'one that asks, where nobody there refers', 'rows', first, add(first, 'asking')),
  ...['referral', 'identification-decision', 'immigration-control'].map(purpose =>
    ask(
      insert,
      `none for ${purpose}, for which it was not registered`,
      'refused',
      first,
      add(first, purpose),
    ),
  ),
  ask(insert, 'nobody else adds one', 'refused', notAsAdministrator, add(first, 'administration')),
  ask(insert, 'none for another organisation', 'refused', first, add(far, 'administration')),
  ask(update, 'an administrator renames one', 'rows', first, rename),
  ask(update, 'nobody else does', 'none', notAsAdministrator, rename),
  ask(update, 'nor whoever is in it', 'refused', inTheTeam, rename),
  ask(update, 'none of another organisation', 'none', far, rename),
  ask(update, 'what a team takes is for itself to say', 'refused', first, takes),
  ask('organisations.team update', 'it says so', 'rows', inTheTeam, takes),
];
