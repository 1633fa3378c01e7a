/** What waits for a team, what is said when something ends by itself, and who was reminded of it. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import { ask, type Probe } from './probe.ts';

const refer = (fixture: Fixture) => fixture.refer;
const holder = (f: Fixture) => f.refer.holder;
const service = (name: string) => (f: Fixture) => f.service(name);

const waits = ({ empty }: Fixture, team: string) =>
  sql`INSERT INTO consent.waiting (waiting_id, record_id, team_id, kind, due_at, parted)
    VALUES (${randomUUID()}, ${empty}, ${team}, 'decide', now(), '{}')`;
const keeps = ({ empty }: Fixture) =>
  sql`INSERT INTO consent.hold (record_id, party_id) VALUES (${empty}, ${randomUUID()})`;
const reminds = () =>
  sql`INSERT INTO consent.reminder (subject_id, team_id, step, due_at) VALUES (${randomUUID()}, ${randomUUID()}, 'due', now())`;
const pending = (recordId: string, day: string, lapses: string | null) =>
  sql`INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at, lapses)
    VALUES (${randomUUID()}, ${recordId}, ${randomUUID()}, 'notice', '{identity}', 'pending', now() + ${day}::interval, ${lapses})`;

export const waitingRows = ({ here }: Fixture): readonly RawBuilder<unknown>[] => [
  sql`INSERT INTO consent.waiting (waiting_id, record_id, team_id, kind, due_at, parted)
    VALUES (${randomUUID()}, ${here}, ${randomUUID()}, 'decide', now(), '{}')`,
  sql`INSERT INTO consent.hold (record_id, party_id) VALUES (${here}, ${randomUUID()})`,
  reminds(),
  pending(here, '1 day', randomUUID()),
];

const takesBack = (name: string, expect: 'rows' | 'none', day: string, lapses: string | null): Probe => ({
  policy: 'consent.task delete',
  name,
  expect,
  steps: f => [
    { as: holder(f), does: pending(f.empty, day, lapses) },
    { as: holder(f), does: sql`DELETE FROM consent.task WHERE record_id = ${f.empty}` },
  ],
});

const all = (table: string) => () => sql`SELECT 1 FROM ${sql.table(table)}`;

export const probesOfWaiting: readonly Probe[] = [
  ...probesOf({
    table: 'consent.waiting',
    of: 'process',
    parties: refer,
    insert: (f, as: Party) => waits(f, as.team || randomUUID()),
    delete: true,
  }),
  ask('consent.waiting insert', 'nothing is laid on another team’s desk', 'refused', holder, f =>
    waits(f, f.opener.team),
  ),
  ask('consent.waiting select', 'who reminds sees it', 'rows', service('reminders'), all('consent.waiting')),
  ask('consent.waiting select', 'another service does not', 'none', service('jobs'), all('consent.waiting')),
  ...probesOf({ table: 'consent.hold', of: 'process', parties: refer, insert: f => keeps(f) }),
  ...probesOf({ table: 'consent.task', of: 'process', parties: refer, select: false, delete: true }),
  takesBack('what ends sooner is told sooner', 'rows', '1 day', randomUUID()),
  takesBack('what was told is not taken back', 'none', '-1 day', randomUUID()),
  takesBack('nor what somebody’s withdrawal told', 'none', '1 day', null),
  ask(
    'consent.task select to remind',
    'who reminds sees what ends by itself',
    'rows',
    service('reminders'),
    all('consent.task'),
  ),
  ask(
    'consent.task select to remind',
    'another service does not',
    'none',
    service('jobs'),
    all('consent.task'),
  ),
  ask(
    'consent.task select to remind',
    'who reminds does not see what else was told',
    'none',
    service('reminders'),
    () => sql`SELECT 1 FROM consent.task WHERE reference = 'here'`,
  ),
  ...(['reminders', 'jobs'] as const).flatMap(who => [
    ask(
      'consent.reminder select',
      `the service ${who} ${who === 'jobs' ? 'does not know' : 'knows'} of what was reminded`,
      who === 'jobs' ? 'none' : 'rows',
      service(who),
      all('consent.reminder'),
    ),
    ask(
      'consent.reminder insert',
      `the service ${who} ${who === 'jobs' ? 'does not remind' : 'reminds'}`,
      who === 'jobs' ? 'refused' : 'rows',
      service(who),
      reminds,
    ),
  ]),
  ask('consent.reminder select', 'nobody signed in does', 'none', holder, all('consent.reminder')),
  ask('consent.reminder insert', 'nor reminds anybody of it', 'refused', holder, reminds),
];
