/** Other systems: administrators of the team's organisation let them in, each for themselves, and nobody else sees them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import type { Party } from './parties.ts';
import { ask, type Probe } from './probe.ts';

const domain = 'example.example';
export const ids = { ours: randomUUID(), far: randomUUID(), secret: randomUUID() };
const client = (id: string, team: string, by: string) => sql`
  INSERT INTO organisations.client (client_id, team_id, name, purpose, role, scopes, asked_by, asked_at, ends_at)
  VALUES (${id}, ${team}, 'System', 'own-cases', 'responder', ARRAY['referral:list'], ${by}, now(), now() + interval '1 day')`;
const secret = (id: string, by: string, slot: number) => sql`
  INSERT INTO organisations.client_secret (secret_id, client_id, slot, digest, made_by, made_at, ends_at)
  VALUES (${id}, ${ids.ours}, ${slot}, ${randomBytes(32)}, ${by}, now(), now() + interval '1 day')`;
const yes = (by: string, account: string) => sql`
  INSERT INTO organisations.client_approval (client_id, approver_id, approver_account, at)
  VALUES (${ids.ours}, ${by}, ${`${account}@${domain}`}, now())`;

/** One of the holder's team, to which its first administrator said yes, with a secret; and one of elsewhere. */
export const clientRows = ({ people, refer }: Fixture): readonly RawBuilder<unknown>[] => [
  client(ids.ours, refer.holder.team, people.first.person),
  yes(people.first.person, 'first'),
  secret(ids.secret, people.first.person, 1),
  client(ids.far, people.far.team, people.far.person),
];

const first = (f: Fixture) => f.people.first;
const second = (f: Fixture) => f.people.second;
const far = (f: Fixture) => f.people.far;
const notAsAdministrator = (f: Fixture): Party => ({ ...first(f), purpose: 'referral' });
const signIn = (f: Fixture) => f.service('sign-in');
const table = 'organisations.client';
const look = (of: string) => () => sql`SELECT 1 FROM ${sql.table(of)} WHERE client_id = ${ids.ours}`;

/** Shown to the same, whichever part of a system it is. */
const shown = (of: string): readonly Probe[] => [
  ask(`${of} select`, 'administrators of the organisation see it', 'rows', second, look(of)),
  ask(`${of} select`, 'signing in sees it', 'rows', signIn, look(of)),
  ask(`${of} select`, 'another service does not', 'none', f => f.service('directory'), look(of)),
  ask(`${of} select`, 'who acts for something else does not', 'none', notAsAdministrator, look(of)),
  ask(`${of} select`, 'those of another organisation do not', 'none', far, look(of)),
];

const add = (team: (f: Fixture) => string, by: (f: Fixture) => Party) => (f: Fixture) =>
  client(randomUUID(), team(f), by(f).person);
const ours = (f: Fixture) => f.refer.holder.team;
// Without a condition: then no policy of reading helps that of writing.
const end = (of: string) => () => sql`UPDATE ${sql.table(of)} SET ended_at = now()`;

export const probesOfClients: readonly Probe[] = [
  ...[table, `${table}_approval`, `${table}_secret`].flatMap(shown),
  ask(`${table} insert`, 'an administrator asks for one', 'rows', first, add(ours, first)),
  ask(`${table} insert`, 'nobody else does', 'refused', notAsAdministrator, add(ours, first)),
  ask(`${table} insert`, 'not in another’s name', 'refused', first, add(ours, second)),
  ask(
    `${table} insert`,
    'not for a team of elsewhere',
    'refused',
    first,
    add(f => far(f).team, first),
  ),
  ask(
    `${table} insert`,
    'nobody for a team that is not there',
    'refused',
    first,
    add(() => randomUUID(), first),
  ),
  ask(`${table} update`, 'an administrator ends it', 'rows', second, end(table)),
  ask(`${table} update`, 'signing in does not', 'none', signIn, end(table)),
  ask(`${table}_approval insert`, 'an administrator says yes', 'rows', second, f =>
    yes(second(f).person, 'second'),
  ),
  ask(`${table}_approval insert`, 'not in another’s name', 'refused', first, f =>
    yes(second(f).person, 'second'),
  ),
  ask(`${table}_approval insert`, 'not by another’s address', 'refused', second, f =>
    yes(second(f).person, 'first'),
  ),
  ask(
    `${table}_approval insert`,
    'nobody else does',
    'refused',
    f => ({ ...second(f), purpose: 'referral' }),
    f => yes(second(f).person, 'second'),
  ),
  ask(`${table}_approval insert`, 'nobody of elsewhere does', 'refused', far, f => yes(far(f).person, 'far')),
  ask(`${table}_secret insert`, 'an administrator makes one', 'rows', second, f =>
    secret(randomUUID(), second(f).person, 2),
  ),
  ask(`${table}_secret insert`, 'not in another’s name', 'refused', second, f =>
    secret(randomUUID(), first(f).person, 2),
  ),
  ask(`${table}_secret insert`, 'nobody of elsewhere does', 'refused', far, f =>
    secret(randomUUID(), far(f).person, 2),
  ),
  ask(`${table}_secret update`, 'an administrator ends it', 'rows', second, end(`${table}_secret`)),
  ask(`${table}_secret update`, 'nobody of elsewhere does', 'none', far, end(`${table}_secret`)),
];
