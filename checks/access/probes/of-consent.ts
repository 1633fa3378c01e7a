/** Consents, what rests on them, and what recipients are told when they end. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import { almost, consents } from './consent-rows.ts';
import type { Fixture, Party } from './fixture.ts';
import { ask, type Came, type Probe } from './probe.ts';

const refer = (fixture: Fixture) => fixture.refer;
const asked = ({ empty }: Fixture, by: string) =>
  sql`INSERT INTO consent.permission (permission_id, record_id, kind, classes, asked_by, asked_at, until_at)
    VALUES (${randomUUID()}, ${empty}, 'consent', '{identity}', ${by}, now(), 'infinity')`;
const told = ({ empty }: Fixture) =>
  sql`INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at)
    VALUES (${randomUUID()}, ${empty}, ${randomUUID()}, 'notice', '{identity}', 'empty', now())`;

/** What rests on neither a consent nor an override. */
const onGround = (
  name: string,
  expect: Came,
  { basis = 'public-task', purpose = 'referral', of = 'identity' },
): Probe =>
  ask(
    'access.grant on a legal ground',
    name,
    expect,
    f => f.refer.holder,
    f => sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
      VALUES (${f.empty}, ${f.opener.team}, ${of}, ${purpose}, ${basis}, ${f.refer.holder.person}, now())`,
  );

const grounds: readonly Probe[] = [
  onGround('what the pack names is given', 'rows', {}),
  onGround('nothing is given on a ground that it does not name', 'refused', { basis: 'because' }),
  onGround('nor another class', 'refused', { of: 'contact' }),
  onGround('nor for another purpose', 'refused', { purpose: 'administration' }),
  ask(
    'access.grant on a legal ground',
    'what rests on a consent needs no other ground',
    'rows',
    f => f.refer.holder,
    f => restingOn(f, {}, f.refer.holder),
  ),
  ask(
    'access.legal_ground select',
    'everybody may know what may be given',
    'rows',
    f => f.newcomer,
    () => sql`SELECT 1 FROM access.legal_ground`,
  ),
  ask(
    'access.legal_ground select',
    'and nobody who is nobody',
    'none',
    f => f.nobody,
    () => sql`SELECT 1 FROM access.legal_ground`,
  ),
];

interface Resting {
  readonly on?: string | null;
  readonly recordId?: string;
  readonly to?: string;
  readonly of?: string;
  readonly purpose?: string;
  readonly basis?: string;
}
const gives = (
  name: string,
  expect: Came,
  who: (f: Fixture) => Party,
  resting: (f: Fixture) => Resting = () => ({}),
): Probe => ask('access.grant rests on', name, expect, who, f => restingOn(f, resting(f), who(f)));

function restingOn(
  f: Fixture,
  { on = consents.live, recordId, to, of, purpose, basis }: Resting,
  { person }: Party,
) {
  return sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, rests_on)
    VALUES (${recordId ?? f.empty}, ${to ?? consents.recipient.team}, ${of ?? 'identity'}, ${purpose ?? 'referral'},
      ${basis ?? 'consent'}, ${person}, now(), (SELECT until_at FROM consent.permission WHERE permission_id = ${on}), ${on})`;
}
const holder = (f: Fixture) => f.refer.holder;

const resting: readonly Probe[] = [
  gives('who holds a class gives it on a consent', 'rows', holder),
  gives('so does who holds it until tomorrow', 'rows', f => f.refer.untilTomorrow),
  gives('so does whose team holds it', 'rows', f => f.refer.byTeam),
  gives('what rests on the law needs no consent', 'rows', holder, () => ({ on: null, basis: 'public-task' })),
  gives('nobody gives on a consent that is over', 'refused', holder, () => ({ on: consents.over })),
  gives('nor on one that there is not', 'refused', holder, () => ({ on: consents.unknown })),
  gives('nor on one about another record', 'refused', holder, () => ({ on: consents.ofHere })),
  gives('nor to another than it names', 'refused', holder, f => ({ to: f.opener.team })),
  gives('nor for another purpose', 'refused', holder, () => ({ purpose: 'administration' })),
  gives('nor another class', 'refused', holder, () => ({ of: 'contact' })),
  gives('nor as if somebody had overridden', 'refused', holder, () => ({ basis: 'override' })),
  gives('nobody passes on what they do not hold', 'refused', f => f.refer.only.process),
  gives('nor what they hold of another record', 'refused', () => almost.elsewhere),
  gives('nor what they hold for another purpose', 'refused', () => almost.sideways),
  gives('nor what they held', 'refused', () => almost.lapsed),
  gives('nor what was closed', 'refused', () => almost.closed),
];

const handed = (
  { empty }: Fixture,
  by: string,
  { on = consents.outside, of = '{process,identity}' }: { readonly on?: string; readonly of?: string } = {},
) =>
  sql`INSERT INTO consent.outside_copy (copy_id, record_id, permission_id, classes, made_by, made_at)
    VALUES (${randomUUID()}, ${empty}, ${on}, ${of}, ${by}, now())`;
const hands = (name: string, expect: Came, how: { on?: string; of?: string } = {}): Probe =>
  ask('consent.outside_copy on a live consent', name, expect, holder, f =>
    handed(f, f.refer.holder.person, how),
  );

const handingOver: readonly Probe[] = [
  ...probesOf({
    table: 'consent.outside_copy',
    of: 'process',
    parties: refer,
    insert: (f, as) => handed(f, as.person || randomUUID()),
  }),
  ask('consent.outside_copy insert', 'nobody hands over in another’s name', 'refused', holder, f =>
    handed(f, f.opener.person),
  ),
  hands('a copy is handed over on a consent that covers it', 'rows'),
  hands('not on one that is over', 'refused', { on: consents.outsideOver }),
  hands('nor on one that there is not', 'refused', { on: consents.unknown }),
  hands('nor on one about another record', 'refused', { on: consents.outsideOfHere }),
  hands('nor on one for a team, which sees it here', 'refused', { on: consents.live, of: '{identity}' }),
  hands('nor where somebody overrode, who said so of a team', 'refused', { on: consents.overridden }),
  hands('nor of another class than was agreed to', 'refused', { of: '{identity,contact}' }),
];

export const probesOfConsent: readonly Probe[] = [
  ...probesOf({
    table: 'consent.permission',
    of: 'process',
    parties: refer,
    insert: (f, as) => asked(f, as.person || randomUUID()),
    update: sql`UPDATE consent.permission SET until_at = '-infinity'`,
  }),
  ask('consent.permission insert', 'nobody asks in another’s name', 'refused', holder, f =>
    asked(f, f.opener.person),
  ),
  ...probesOf({
    table: 'consent.task',
    of: 'process',
    parties: refer,
    insert: f => told(f),
    update: sql`UPDATE consent.task SET done_at = now()`,
  }),
  ask(
    'consent.task select',
    'the team that is told sees it',
    'rows',
    f => f.opener,
    () => sql`SELECT 1 FROM consent.task`,
  ),
  ask(
    'consent.task select',
    'another team does not',
    'none',
    f => f.newcomer,
    () => sql`SELECT 1 FROM consent.task`,
  ),
  ...handingOver,
  ...resting,
  ...grounds,
];
