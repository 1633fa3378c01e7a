/** Organisations, sessions and jobs: what the machine's own services may do, and nobody else. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture } from './fixture.ts';
import { ask as probe, type Came, type Probe } from './probe.ts';

const all = (table: string) => () => sql`SELECT 1 FROM ${sql.table(table)}`;
const service = (name: string) => (f: Fixture) => f.service(name);
const nobody = (f: Fixture) => f.nobody;
const somebody = (f: Fixture) => f.refer.holder;
const elsewhere = (f: Fixture) => f.refer.stranger;

const building: Readonly<Record<string, (f: Fixture) => RawBuilder<unknown>>> = {
  organisation: () =>
    sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${randomUUID()}, 'New', now())`,
  team: f =>
    sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose) VALUES (${randomUUID()}, ${f.refer.holder.organisation}, 'New', 'referral')`,
  person: f =>
    sql`INSERT INTO organisations.person (person_id, organisation_id, name, email) VALUES (${randomUUID()}, ${f.refer.holder.organisation}, 'New', 'new@example.example')`,
  position: f =>
    sql`INSERT INTO organisations.position (person_id, team_id, role, from_at) VALUES (${f.refer.holder.person}, ${f.refer.holder.team}, 'new', now())`,
};

const ofOrganisations: readonly Probe[] = Object.entries(building).flatMap(([name, add]) => {
  const table = `organisations.${name}`;
  const isOwn = name === 'person' || name === 'position';
  return [
    probe(`${table} insert`, 'the directory adds to it', 'rows', service('directory'), add),
    probe(`${table} insert`, 'nobody signed in does', 'refused', somebody, add),
    probe(`${table} select`, 'nobody at all sees it', 'none', nobody, all(table)),
    probe(`${table} select`, 'those of the organisation see it', 'rows', somebody, all(table)),
    probe(
      `${table} select`,
      isOwn ? 'those of another do not' : 'so do those of another',
      isOwn ? 'none' : 'rows',
      elsewhere,
      all(table),
    ),
    ...['sign-in', 'directory'].map(who =>
      probe(`${table} select`, `the service ${who} sees it`, 'rows', service(who), all(table)),
    ),
    probe(`${table} select`, 'another service does not', 'none', service('jobs'), all(table)),
  ];
});

const takes = () => sql`UPDATE organisations.team SET takes_hand_overs = true`;
const ofHandOversTaken: readonly Probe[] = [
  probe('organisations.team update', 'one of a team that refers says what it takes', 'rows', somebody, takes),
  probe('organisations.team update', 'one of no team of these does not', 'none', f => f.opener, takes),
  probe(
    'organisations.team update',
    'one of a team that decides does not',
    'none',
    f => f.decide.holder,
    takes,
  ),
  probe(
    'organisations.team update',
    'nobody renames it',
    'refused',
    somebody,
    () => sql`UPDATE organisations.team SET name = 'Other'`,
  ),
];

/** Rows that one service alone may do something with. */
const forService = (
  table: string,
  policy: string,
  of: string,
  does: (f: Fixture) => RawBuilder<unknown>,
  otherwise: Came,
): readonly Probe[] => [
  probe(`${table} ${policy}`, `the service ${of} may`, 'rows', service(of), does),
  probe(`${table} ${policy}`, 'nobody signed in may', otherwise, somebody, does),
  probe(`${table} ${policy}`, 'nobody at all may', otherwise, nobody, does),
  probe(`${table} ${policy}`, 'the service sequencer may not', otherwise, service('sequencer'), does),
];

const session = ({ opener }: Fixture) =>
  sql`INSERT INTO http.session (digest, kind, person_id, position, organisation_id, team_id, purpose, started_at, last_seen_at, ends_at)
    VALUES (${Buffer.from(randomUUID())}, 'browser', ${opener.person}, '{}', ${opener.organisation}, ${opener.team}, 'referral', now(), now(), now())`;
const key = (person: string) =>
  sql`INSERT INTO http.write_key (person_id, key, request_digest, status, outcome, at) VALUES (${person}, ${randomUUID()}, ${Buffer.from('')}, 303, '{}', now())`;
const kept = (f: Fixture) =>
  sql`INSERT INTO http.kept_form (session_digest, person_id, path, sealed, at) VALUES (${Buffer.from(randomUUID())}, ${f.opener.person}, '/', ${Buffer.from('')}, now())`;
const recent = () => sql`SELECT 1 FROM http.session WHERE ends_at > now() - interval '30 days'`;

const ofSessions: readonly Probe[] = [
  ...forService('http.session', 'select', 'sign-in', recent, 'none'),
  ...forService('http.session', 'insert', 'sign-in', session, 'refused'),
  ...forService(
    'http.session',
    'update',
    'sign-in',
    () => sql`UPDATE http.session SET ended_at = now()`,
    'none',
  ),
  ...forService('http.session', 'housekeeping sees', 'housekeeping', all('http.session'), 'none'),
  probe(
    'http.session housekeeping sees',
    'it sees none that ended lately',
    'none',
    service('housekeeping'),
    recent,
  ),
  ...forService('http.session', 'housekeeping', 'housekeeping', () => sql`DELETE FROM http.session`, 'none'),
  {
    policy: 'http.session housekeeping',
    name: 'what ended lately stays when it sweeps',
    expect: 'rows',
    steps: f => [
      { as: f.service('housekeeping'), does: sql`DELETE FROM http.session` },
      { as: f.service('sign-in'), does: recent() },
    ],
  },
  probe('http.write_key select', 'one sees one’s own keys', 'rows', somebody, all('http.write_key')),
  probe('http.write_key select', 'and nobody else’s', 'none', elsewhere, all('http.write_key')),
  probe('http.write_key insert', 'one writes one’s own', 'rows', somebody, f => key(f.refer.holder.person)),
  probe('http.write_key insert', 'and nobody else’s', 'refused', somebody, f => key(f.opener.person)),
  ...forService('http.write_key', 'delete', 'housekeeping', () => sql`DELETE FROM http.write_key`, 'none'),
  ...forService('http.write_key', 'housekeeping sees', 'housekeeping', all('http.write_key'), 'none').filter(
    ({ name }) => !name.includes('signed in'),
  ),
  probe(
    'http.write_key housekeeping sees',
    'another person does not',
    'none',
    elsewhere,
    all('http.write_key'),
  ),
  ...forService('http.kept_form', 'select', 'sign-in', all('http.kept_form'), 'none'),
  ...forService('http.kept_form', 'insert', 'sign-in', kept, 'refused'),
  ...forService(
    'http.kept_form',
    'update',
    'sign-in',
    () => sql`UPDATE http.kept_form SET path = '/queue'`,
    'none',
  ),
  ...forService('http.kept_form', 'delete', 'sign-in', () => sql`DELETE FROM http.kept_form`, 'none'),
  ...forService('http.kept_form', 'housekeeping sees', 'housekeeping', all('http.kept_form'), 'none'),
  ...forService(
    'http.kept_form',
    'housekeeping',
    'housekeeping',
    () => sql`DELETE FROM http.kept_form`,
    'none',
  ),
];

type Jobs = Readonly<Partial<Record<'select' | 'insert' | 'update' | 'delete', RawBuilder<unknown>>>>;
const jobTables: Readonly<Record<string, Jobs>> = {
  version: { update: sql`UPDATE pgboss.version SET cron_on = now()` },
  queue: {
    insert: sql`INSERT INTO pgboss.queue SELECT (jsonb_populate_record(held, '{"name": "other"}')).* FROM pgboss.queue AS held WHERE name = 'prompt'`,
    update: sql`UPDATE pgboss.queue SET retry_limit = 1`,
  },
  schedule: {
    insert: sql`INSERT INTO pgboss.schedule (name, cron) VALUES ('long', '* * * * *')`,
    update: sql`UPDATE pgboss.schedule SET cron = '1 * * * *'`,
    delete: sql`DELETE FROM pgboss.schedule`,
  },
  job: {
    insert: sql`INSERT INTO pgboss.job (name, data) VALUES ('prompt', '{}')`,
    update: sql`UPDATE pgboss.job SET priority = 1`,
    delete: sql`DELETE FROM pgboss.job`,
  },
  job_common: {
    update: sql`UPDATE pgboss.job_common SET priority = 1`,
    delete: sql`DELETE FROM pgboss.job_common`,
  },
  job_dependency: { delete: sql`DELETE FROM pgboss.job_dependency` },
  instance: { update: sql`UPDATE pgboss.instance SET pid = 2`, delete: sql`DELETE FROM pgboss.instance` },
};
const job = (state: string) => () =>
  sql`INSERT INTO pgboss.job_common (name, data, state) VALUES ('prompt', '{}', ${state}::pgboss.job_state)`;

const ofJobs: readonly Probe[] = [
  ...Object.entries(jobTables).flatMap(([name, doings]) => [
    ...(name === 'queue'
      ? []
      : forService(`pgboss.${name}`, 'select', 'jobs', all(`pgboss.${name}`), 'none')),
    ...Object.entries(doings).flatMap(([doing, does]) =>
      forService(`pgboss.${name}`, doing, 'jobs', () => does, doing === 'insert' ? 'refused' : 'none'),
    ),
  ]),
  probe(
    'pgboss.queue select',
    'everybody may read the list of queues',
    'rows',
    somebody,
    all('pgboss.queue'),
  ),
  probe('pgboss.job_common insert', 'everybody may add a job', 'rows', somebody, job('created')),
  probe('pgboss.job_common insert', 'and none that claims to be done', 'refused', somebody, job('completed')),
  probe('pgboss.job_common insert', 'the worker may', 'rows', service('jobs'), job('completed')),
];

export const probesOfPlatform: readonly Probe[] = [
  ...ofOrganisations,
  ...ofHandOversTaken,
  ...ofSessions,
  ...ofJobs,
];
