/** What a team says that it did with what it was told to return: of its own tasks alone, and of those that ask for it. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import { ask, type Came, type Probe } from './probe.ts';

/** Holds nothing: it is told what it has to return of the record `empty`. */
const told: Party = {
  person: randomUUID(),
  team: randomUUID(),
  organisation: randomUUID(),
  purpose: 'referral',
  service: '',
};
const tasks = {
  open: randomUUID(),
  notice: randomUUID(),
  tomorrow: randomUUID(),
  unknown: randomUUID(),
} as const;

const task = (id: string, recordId: string, kind: string, day: string) =>
  sql`INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at)
    VALUES (${id}, ${recordId}, ${told.team}, ${kind}, '{identity,contact}', 'returned', now() + ${day}::interval)`;

interface Answer {
  readonly task?: string;
  readonly caseId?: string;
  readonly party?: string;
  readonly classes?: string;
  readonly recordId?: string;
}
const answers = (
  { empty }: Fixture,
  {
    task: id = tasks.open,
    caseId = empty,
    party = told.team,
    classes = '{identity}',
    recordId = randomUUID(),
  }: Answer = {},
) =>
  sql`INSERT INTO consent.returned (record_id, task_id, case_id, party_id, done, classes, said_at, said_by)
    VALUES (${recordId}, ${id}, ${caseId}, ${party}, 'destroyed', ${classes}, now(), '{}')`;

export const returnedRows = (fixture: Fixture): readonly RawBuilder<unknown>[] => [
  task(tasks.open, fixture.empty, 'return-or-destroy', '-1 hour'),
  task(tasks.notice, fixture.empty, 'notice', '-1 hour'),
  task(tasks.tomorrow, fixture.empty, 'return-or-destroy', '1 day'),
  answers(fixture, { caseId: fixture.here, recordId: fixture.here }),
];

const answered = (
  name: string,
  expect: Came,
  who: (f: Fixture) => Party,
  how: (f: Fixture) => Answer = () => ({}),
): Probe => ask('consent.returned insert', name, expect, who, f => answers(f, how(f)));

export const probesOfReturned: readonly Probe[] = [
  ...probesOf({ table: 'consent.returned', of: 'process', parties: ({ refer }) => refer }),
  ask(
    'consent.returned select',
    'the team that answered sees it, and holds nothing of the case',
    'rows',
    () => told,
    () => sql`SELECT 1 FROM consent.returned`,
  ),
  answered('a team answers what it was told', 'rows', () => told),
  answered('who watches over the use of records answers nothing', 'refused', () => ({
    ...told,
    purpose: 'accountability',
  })),
  answered('nobody answers in another team’s name', 'refused', f => f.refer.holder),
  answered(
    'nor another team’s task in their own name, though they hold the case',
    'refused',
    f => f.refer.holder,
    f => ({ party: f.refer.holder.team }),
  ),
  answered(
    'nor what there is not',
    'refused',
    () => told,
    () => ({ task: tasks.unknown }),
  ),
  answered(
    'nor of another case',
    'refused',
    () => told,
    f => ({ caseId: f.here }),
  ),
  answered(
    'nor what was told for information',
    'refused',
    () => told,
    () => ({ task: tasks.notice }),
  ),
  answered(
    'nor what did not end yet',
    'refused',
    () => told,
    () => ({ task: tasks.tomorrow }),
  ),
  answered(
    'nor a class that is not to be returned',
    'refused',
    () => told,
    () => ({ classes: '{account}' }),
  ),
];
