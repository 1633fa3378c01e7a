/** Records with a row in every table, and parties that hold grants of them or something that is almost one. */
import { randomUUID } from 'node:crypto';
import { clientRows } from './of-clients.ts';
import { foundingRows } from './of-founding.ts';
import { registrationRows } from './registration-rows.ts';
import { peopleRows } from './of-people.ts';
import { type RawBuilder, sql } from 'kysely';
import { dataClasses, type DataClass } from '../../../platform/pure/classes.ts';
import { sealedRows } from './fixture-sealed.ts';
import { everyone, type Given, grants, grounds, record, sealed } from './given.ts';
import { parties, type Parties, party, type Party } from './parties.ts';
import type { TestDatabase } from '../../../platform/testing/database.ts';
import { consentRows } from './consent-rows.ts';
import { glassRows } from './glass-rows.ts';
import { returnedRows } from './of-returned.ts';
import { situationRows } from './of-situation.ts';
import { waitingRows } from './of-waiting.ts';

export interface Fixture {
  /** A row in every table. */
  readonly here: string;
  /** Sent, with something sealed in it and a file; those who decide are on duty. */
  readonly sent: string;
  /** Rows in none but `access.record`: for what is written. */
  readonly empty: string;
  /** No such record; one may hold grants of it all the same. */
  readonly nowhere: string;
  /** Opened by `opener` before: seen by nobody, or by grant of `process`. */
  readonly openedBefore: string;
  readonly openedAndHeld: string;
  /** Made by a probe. */
  readonly fresh: string;
  readonly opener: Party;
  /** Holds nothing at all. */
  readonly newcomer: Party;
  /** Hold one class of `here` and `empty`, until tomorrow. */
  readonly soonOver: { readonly process: Party; readonly trail: Party };
  /** Hold the process of `here`, and of its account almost a grant. */
  readonly almost: Readonly<Record<'lapsed' | 'closed' | 'sideways' | 'elsewhere', Party>>;
  readonly refer: Parties;
  readonly decide: Parties;
  /** Holds everything to watch over its use. */
  readonly watcher: Party;
  readonly watchesTrail: Party;
  /** In the decider's team, but acts as somebody who refers. */
  readonly wrongPurpose: Party;
  /** Another team of the authority that holds the same record. */
  readonly otherTeam: Party;
  /** Holds everything of what was sent and is on no duty. */
  readonly offDuty: Party;
  /** Hold a live grant of `process`, and of `location` one that is over, or for something else. */
  readonly apart: Readonly<Record<'lapsed' | 'closed' | 'sideways' | 'elsewhere', Party>>;
  /** Administrators of the holder's organisation, the last with the holder's own address; who waits there, and elsewhere. */
  readonly people: {
    readonly first: Party;
    readonly second: Party;
    readonly twin: Party;
    readonly far: Party;
    readonly position: string;
    readonly elsewhere: string;
    /** Let in by a founding: of `far`, and of the holder. */
    readonly founded: string;
    readonly foundedHere: string;
  };
  readonly nobody: Party;
  readonly service: (name: string) => Party;
  readonly entries: { readonly change: string; readonly reasoned: string; readonly sight: string };
}

export async function openFixture({ superuser }: TestDatabase): Promise<Fixture> {
  const authority = randomUUID();
  const refer = parties('referral');
  const administrator = () => party('administration', { organisation: refer.holder.organisation });
  const fixture: Fixture = {
    here: randomUUID(),
    empty: randomUUID(),
    sent: randomUUID(),
    nowhere: randomUUID(),
    openedBefore: randomUUID(),
    openedAndHeld: randomUUID(),
    fresh: randomUUID(),
    opener: party('referral'),
    newcomer: party('referral'),
    soonOver: { process: party('referral'), trail: party('referral') },
    almost: {
      lapsed: party('referral'),
      closed: party('referral'),
      sideways: party('referral'),
      elsewhere: party('referral'),
    },
    refer,
    people: {
      first: administrator(),
      second: administrator(),
      twin: administrator(),
      far: party('administration'),
      position: randomUUID(),
      elsewhere: randomUUID(),
      founded: randomUUID(),
      foundedHere: randomUUID(),
    },
    decide: parties('identification-decision', authority),
    watcher: party('accountability'),
    watchesTrail: party('accountability'),
    wrongPurpose: party('referral', { team: authority }),
    otherTeam: party('identification-decision'),
    offDuty: party('identification-decision'),
    apart: {
      lapsed: party('referral'),
      closed: party('referral'),
      sideways: party('referral'),
      elsewhere: party('referral'),
    },
    nobody: party('', { person: '', team: '', organisation: '' }),
    service: name => party('', { person: '', team: '', organisation: '', service: name }),
    entries: { change: randomUUID(), reasoned: randomUUID(), sight: randomUUID() },
  };
  await superuser.transaction().execute(async db => {
    for (const statement of [
      // Whom a session may be opened for is no policy of a row; contexts/organisations/people tries it.
      sql`ALTER TABLE http.session DISABLE TRIGGER only_who_was_let_in`,
      ...records(fixture),
      ...allGrants(fixture),
      ...rows(fixture, authority),
      ...sealedRows(fixture),
      ...grounds,
      ...consentRows(fixture),
      ...waitingRows(fixture),
      ...returnedRows(fixture),
      ...situationRows(),
      ...glassRows(fixture),
      ...peopleRows(fixture),
      ...foundingRows(fixture),
      ...clientRows(fixture),
      ...registrationRows(fixture),
      ...ledgerRows(fixture),
    ])
      await statement.execute(db);
  });
  return fixture;
}

type Rows = readonly RawBuilder<unknown>[];

const records = ({ here, sent, empty, openedBefore, openedAndHeld, opener }: Fixture): Rows => [
  record(here, randomUUID()),
  record(empty, randomUUID()),
  record(sent, randomUUID()),
  sql`UPDATE access.record SET stage = 'submitted' WHERE record_id = ${sent}`,
  record(openedBefore, opener.person),
  record(openedAndHeld, opener.person),
];

function allGrants(fixture: Fixture): Rows {
  const {
    here,
    empty,
    sent,
    nowhere,
    openedAndHeld,
    opener,
    refer,
    decide,
    watcher,
    watchesTrail,
    wrongPurpose,
    otherTeam,
    soonOver,
    almost,
  } = fixture;
  const both = (of: Party, given?: Given) =>
    [here, empty, sent].map(id => grants(id, of.person, given?.purpose ?? of.purpose, given));
  const hour = (sign: string) => sql`now() ${sql.raw(sign)} interval '1 hour'`;
  const ofPurpose = ({
    holder,
    untilTomorrow,
    byTeam,
    lapsed,
    closed,
    sideways,
    elsewhere,
    without,
    only,
  }: Parties): Rows => [
    ...both(holder),
    ...both(untilTomorrow, { until: hour('+') }),
    ...[here, empty, sent].map(id => grants(id, byTeam.team, byTeam.purpose)),
    ...both(lapsed, { until: hour('-') }),
    ...both(closed, { closed: hour('-') }),
    ...both(sideways, { purpose: 'administration' }),
    grants(nowhere, elsewhere.person, elsewhere.purpose),
    ...dataClasses.flatMap(name => [
      ...both(without[name], { classes: dataClasses.filter(each => each !== name) }),
      ...both(only[name], { classes: [name] }),
    ]),
  ];
  return [
    ...ofPurpose(refer),
    ...ofPurpose(decide),
    ...Object.values(almost).map(each => grants(here, each.person, 'referral', { classes: ['process'] })),
    grants(here, almost.lapsed.person, 'referral', { classes: ['account'], until: hour('-') }),
    grants(here, almost.closed.person, 'referral', { classes: ['account'], closed: hour('-') }),
    grants(here, almost.sideways.person, 'administration', { classes: ['account'] }),
    grants(empty, almost.elsewhere.person, 'referral', { classes: ['account'] }),
    ...both(watcher),
    ...both(watchesTrail, { classes: ['trail'] }),
    ...both(wrongPurpose),
    ...both(otherTeam),
    ...(['process', 'trail'] as const).flatMap(name =>
      both(soonOver[name], { classes: [name], until: hour('+') }),
    ),
    grants(openedAndHeld, opener.person, opener.purpose, { classes: ['process'] }),
  ];
}

function rows({ here, sent, refer, decide, wrongPurpose }: Fixture, authority: string): Rows {
  const { person, team, organisation } = refer.holder;
  const drafts = [...everyone(decide), wrongPurpose].map(
    each =>
      sql`INSERT INTO decisions.draft (record_id, person_id, body, saved_at) VALUES (${here}, ${each.person}, '{}', now())`,
  );
  return [
    sql`INSERT INTO access.relation (record_id, party_id, relation) VALUES (${here}, ${person}, 'referrer')`,
    sql`INSERT INTO referrals.draft (record_id, saved_at, saved_by, saved_by_name) VALUES (${here}, now(), ${person}, 'Ada')`,
    sql`INSERT INTO referrals.draft_answer (record_id, step, data_class, answers, answered_by, author, answered_at) VALUES (${here}, 'person', 'identity', '{}', ${person}, '{}', now())`,
    sql`INSERT INTO referrals.draft_file (file_id, record_id, data_class, about, added_at, added_by, author)
      VALUES (${here}, ${here}, 'account', '{}', now(), ${person}, '{}')`,
    sql`INSERT INTO files.file (file_id, record_id, data_class, kind, size, sha256, place, key_id, wrapped, added_at, scan, copy)
      VALUES (${here}, ${here}, 'account', 'jpeg', 1, ${sealed}, ${here}, 'k', ${sealed}, now(), 'waiting', 'waiting'),
        (${sent}, ${sent}, 'account', 'jpeg', 1, ${sealed}, ${sent}, 'k', ${sealed}, now(), 'waiting', 'waiting')`,
    sql`INSERT INTO files.unowned (place, remove_at) VALUES (${here}, now())`,
    sql`INSERT INTO referrals.referral (record_id, submitted_at, authority) VALUES (${here}, now(), 'sca')`,
    sql`INSERT INTO referrals.search_key (team_id, record_id, kind, key, data_class) VALUES (${authority}, ${here}, 'name', 'ada', 'identity')`,
    sql`INSERT INTO referrals.notice (record_id, sent_at, is_identified, urgency) VALUES (${here}, now(), false, '{}')`,
    sql`INSERT INTO referrals.hand_over (record_id, source_id, handing_team, asked_team, state, asked_at) VALUES (${here}, ${here}, ${team}, ${team}, 'asked', now())`,
    sql`INSERT INTO referrals.draft_finding (record_id, step, field, starts_at, length, kind) VALUES (${here}, 'account', 'statement', 0, 3, 'name')`,
    sql`INSERT INTO referrals.draft_typed (record_id, place, person_id, data_class, inputs, base, typed_at, typed_by_name) VALUES (${here}, 'person', ${person}, 'identity', '{}', '1', now(), 'Ada')`,
    sql`INSERT INTO referrals.draft_visit (record_id, person_id, team_id, name, seen_at) VALUES (${here}, ${person}, ${team}, 'Ada', now())`,
    sql`INSERT INTO decisions.queue_item (record_id, team_id, reference, state, received_at, due_on, due_known, treated_as)
      VALUES (${here}, ${authority}, 'here', 'unallocated', now(), '2026-01-01', true, 'adult')`,
    sql`INSERT INTO decisions.withdrawn (record_id, team_id) VALUES (${sent}, ${authority})`,
    ...drafts,
    sql`INSERT INTO identification.screening (screening_id, team_id, person_id, made_at, setting, age_group, signs)
      VALUES (${here}, ${team}, ${person}, now(), 'police-stop', 'adult', '[]')`,
    ...[organisation, refer.stranger.organisation].map(
      id =>
        sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${id}, 'Example', now())`,
    ),
    sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose) VALUES (${team}, ${organisation}, 'Desk', 'referral')`,
    sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
      SELECT ${refer.stranger.team}, organisation_id, 'Other desk', 'referral' FROM organisations.organisation
      WHERE organisation_id = ${refer.stranger.organisation}`,
    sql`INSERT INTO organisations.person (person_id, organisation_id, name, email) VALUES (${person}, ${organisation}, 'Ada', 'ada@example.example')`,
    sql`INSERT INTO organisations.position (person_id, team_id, role, from_at) VALUES (${person}, ${team}, 'responder', now())`,
    ...['1 hour', '60 days'].map(
      age => sql`INSERT INTO http.session (digest, kind, person_id, position, organisation_id, team_id, purpose, started_at, last_seen_at, ends_at)
        VALUES (sha256(${age}::bytea), 'browser', ${person}, '{}', ${organisation}, ${team}, 'referral', now(), now(), now() - ${age}::interval)`,
    ),
    sql`INSERT INTO http.write_key (person_id, key, request_digest, status, outcome, at) VALUES (${person}, 'key', ${sealed}, 303, '{}', now())`,
    sql`INSERT INTO http.kept_form (session_digest, person_id, path, sealed, at) VALUES (${sealed}, ${person}, '/', ${sealed}, now())`,
    sql`INSERT INTO pgboss.job (name, data) VALUES ('prompt', '{}')`,
    sql`INSERT INTO pgboss.schedule (name, cron) VALUES ('prompt', '* * * * *')`,
    sql`INSERT INTO pgboss.instance (id, name, host, pid, version, node_version, heartbeat_seconds, supervise, schedule, migrate, persist_queue_stats, persist_warnings)
      VALUES (${here}, 'x', 'x', 1, '1', '24', 1, true, true, true, true, true)`,
    sql`INSERT INTO pgboss.job_dependency (child_name, child_id, parent_name, parent_id) VALUES ('prompt', ${here}, 'prompt', ${here})`,
  ];
}

const salt = sql`sha256('salt'::bytea)`;

function ledgerRows({ here, refer: { holder }, entries }: Fixture): Rows {
  const entry = (id: string, kind: string, version: number | null, digests: string) =>
    sql`INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
      VALUES (${id}, ${here}, ${version}, ${kind}, 'test', now(), ${holder.person}, ${holder.organisation}, ${holder.team}, 'referral', ${digests}::jsonb)`;
  return [
    entry(entries.change, 'change', 1, '{"process":"00"}'),
    entry(entries.reasoned, 'change', 2, '{"reasoning":"00"}'),
    entry(entries.sight, 'sight', null, '{"trail":"00"}'),
    ...dataClasses.map(
      name =>
        sql`INSERT INTO ${payloadTable(name)} (entry_id, record_id, salt, body) VALUES (${entries.change}, ${here}, ${salt}, '{}')`,
    ),
    sql`INSERT INTO ledger.leaf (leaf_index, entry_id, leaf_hash, completes) VALUES (0, ${entries.change}, ${salt}, ''::bytea)`,
    sql`INSERT INTO ledger.checkpoint (size, note) VALUES (1, 'note')`,
  ];
}

export const payloadTable = (name: DataClass) => sql.table(`ledger.payload_${name.replaceAll('-', '_')}`);
export { salt };
export type { Parties, Party };
