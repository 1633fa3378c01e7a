/** How an organisation comes in later: seen once its people stand for it, agreed to by others, opened by the machine alone. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import { openingProbes } from './of-registrations-opened.ts';
import type { Party } from './parties.ts';
import { ask, type Came, type Probe } from './probe.ts';
import {
  agreed,
  agreeing,
  domain,
  first,
  late,
  machine,
  mine,
  open,
  over,
  unverified,
  votes,
} from './registration-rows.ts';

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
  ...openingProbes,
];
