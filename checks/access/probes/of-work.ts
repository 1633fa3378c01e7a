/** Drafts, queues, searches and screenings. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import { ofHandOvers } from './of-hand-overs.ts';
import { ask as probe, type Probe } from './probe.ts';
import { ofQueues } from './of-queues.ts';

const refer = (fixture: Fixture) => fixture.refer;
const decide = (fixture: Fixture) => fixture.decide;

/** What no longer applies is seen by the team whose draft it is, whoever else holds its class. */
const aside = (
  name: string,
  expect: 'rows' | 'none',
  related: (f: Fixture) => { readonly record?: string; readonly team?: string; readonly as?: string },
): Probe => ({
  policy: 'referrals.draft_answer aside',
  name,
  expect,
  steps: f => {
    const { holder } = f.refer;
    const { record = f.here, team = holder.team, as = 'referring-team' } = related(f);
    return [
      sql`INSERT INTO access.relation (record_id, party_id, relation) VALUES (${record}, ${team}, ${as})`,
      sql`INSERT INTO referrals.draft_answer (record_id, step, data_class, answers, answered_by, author, answered_at, is_aside)
        VALUES (${f.here}, 'child', 'identity', '{}', ${holder.person}, '{}', now(), true)`,
      sql`SELECT 1 FROM referrals.draft_answer WHERE record_id = ${f.here} AND is_aside`,
    ].map(does => ({ as: holder, does }));
  },
});
const asides: readonly Probe[] = [
  aside('the team whose draft it is sees what is kept aside', 'rows', () => ({})),
  aside('whose draft it is not does not', 'none', f => ({ team: f.opener.team })),
  aside('nor who stands to it in another way', 'none', () => ({ as: 'asked-team' })),
  aside('nor whose another draft is', 'none', f => ({ record: f.empty })),
];

const ofReferrals: readonly Probe[] = [
  ...probesOf({
    table: 'referrals.draft',
    of: 'process',
    parties: refer,
    insert: ({ empty }, as) =>
      sql`INSERT INTO referrals.draft (record_id, saved_at, saved_by, saved_by_name) VALUES (${empty}, now(), ${as.person || null}, 'Ada')`,
    update: sql`UPDATE referrals.draft SET saved_by_name = 'Bob'`,
    delete: true,
  }),
  ...probesOf({
    table: 'referrals.draft_answer',
    of: 'identity',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.draft_answer (record_id, step, data_class, answers, answered_by, author, answered_at) VALUES (${empty}, 'person', 'identity', '{}', ${empty}, '{}', now())`,
    update: sql`UPDATE referrals.draft_answer SET answers = '{"person":{}}'`,
    delete: true,
  }),
  ...asides,
  ...probesOf({
    table: 'referrals.draft_file',
    of: 'account',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.draft_file (file_id, record_id, data_class, about, added_at, added_by, author)
        VALUES (${empty}, ${empty}, 'account', '{}', now(), ${empty}, '{}')`,
    delete: true,
  }),
  ...(['draft', 'draft_answer', 'draft_visit'] as const).map(table =>
    probe(
      `referrals.${table} update`,
      'nobody moves it to a record that they do not hold',
      'refused',
      f => f.refer.holder,
      f => sql`UPDATE ${sql.table(`referrals.${table}`)} SET record_id = ${f.nowhere}`,
    ),
  ),
  ...probesOf({
    table: 'referrals.referral',
    of: 'process',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.referral (record_id, submitted_at, authority) VALUES (${empty}, now(), 'sca')`,
  }),
  ...probesOf({
    table: 'referrals.notice',
    of: 'process',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.notice (record_id, sent_at, is_identified, urgency) VALUES (${empty}, now(), false, '{}')`,
  }),
  ...ofHandOvers,
  ...probesOf({
    table: 'referrals.draft_finding',
    of: 'account',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.draft_finding (record_id, step, field, starts_at, length, kind) VALUES (${empty}, 'account', 'statement', 0, 3, 'name')`,
    delete: true,
  }),
  ...probesOf({
    table: 'referrals.draft_typed',
    of: 'identity',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.draft_typed (record_id, place, person_id, data_class, inputs, base, typed_at, typed_by_name) VALUES (${empty}, 'person', ${empty}, 'identity', '{}', '1', now(), 'Ada')`,
    delete: true,
  }),
  ...probesOf({
    table: 'referrals.draft_visit',
    of: 'process',
    parties: refer,
    insert: ({ empty }, as) =>
      sql`INSERT INTO referrals.draft_visit (record_id, person_id, team_id, name, seen_at) VALUES (${empty}, ${empty}, ${as.team || null}, 'Ada', now())`,
    update: sql`UPDATE referrals.draft_visit SET name = 'Bob'`,
    delete: true,
  }),
  ...probesOf({
    table: 'referrals.search_key',
    of: 'identity',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.search_key (team_id, record_id, kind, key, data_class) VALUES (${empty}, ${empty}, 'name', 'bob', 'identity')`,
  }),
];

const written = (f: Fixture, as: Party, author = as.person) =>
  sql`INSERT INTO decisions.draft (record_id, person_id, body, saved_at) VALUES (${f.empty}, ${author || null}, '{}', now())`;
const retype = sql`UPDATE decisions.draft SET body = '{"reasons":""}'`;
const throwAway = sql`DELETE FROM decisions.draft`;
const drafts = ({ here }: Fixture) => sql`SELECT 1 FROM decisions.draft WHERE record_id = ${here}`;

const ofDecisionDrafts: readonly Probe[] = [
  ...probesOf({
    table: 'decisions.draft',
    of: 'reasoning',
    parties: decide,
    ofTeam: true,
    insert: written,
    update: retype,
    delete: true,
  }),
  probe(
    'decisions.draft insert',
    'nobody writes a draft in another’s name',
    'refused',
    f => f.decide.holder,
    f => written(f, f.decide.holder, f.otherTeam.person),
  ),
  probe(
    'decisions.draft insert',
    'who acts for another purpose writes none',
    'refused',
    f => f.wrongPurpose,
    f => written(f, f.wrongPurpose),
  ),
  // otherTeam holds the reasoning of the record, and has written nothing.
  probe(
    'decisions.draft select',
    'nobody sees another’s draft, colleagues included',
    'none',
    f => f.otherTeam,
    drafts,
  ),
  probe(
    'decisions.draft update',
    'nobody changes another’s draft',
    'none',
    f => f.otherTeam,
    () => retype,
  ),
  probe(
    'decisions.draft delete',
    'nobody deletes another’s draft',
    'none',
    f => f.otherTeam,
    () => throwAway,
  ),
  probe(
    'decisions.draft update',
    'nobody hands a draft to another',
    'refused',
    f => f.decide.holder,
    f => sql`UPDATE decisions.draft SET person_id = ${f.otherTeam.person}`,
  ),
  probe(
    'decisions.draft select',
    'who acts for another purpose sees none',
    'none',
    f => f.wrongPurpose,
    drafts,
  ),
  probe(
    'decisions.draft update',
    'nor changes one',
    'none',
    f => f.wrongPurpose,
    () => retype,
  ),
  probe(
    'decisions.draft delete',
    'nor deletes one',
    'none',
    f => f.wrongPurpose,
    () => throwAway,
  ),
];

const noticed = (team: string, person: string) =>
  sql`INSERT INTO identification.screening (screening_id, team_id, person_id, made_at, setting, age_group, signs)
    VALUES (${randomUUID()}, ${team}, ${person}, now(), 'police-stop', 'adult', '[]')`;
const screenings = sql`SELECT 1 FROM identification.screening`;
const acting = (as: Party, purpose: Party['purpose']): Party => ({ ...as, purpose });

const ofScreenings: readonly Probe[] = [
  probe(
    'identification.screening select',
    'a team sees its own',
    'rows',
    f => f.refer.holder,
    () => screenings,
  ),
  probe(
    'identification.screening select',
    'another team does not',
    'none',
    f => f.refer.stranger,
    () => screenings,
  ),
  probe(
    'identification.screening select',
    'nor the team for another purpose',
    'none',
    f => acting(f.refer.holder, 'immigration-control'),
    () => screenings,
  ),
  probe(
    'identification.screening insert',
    'one keeps what one noticed',
    'rows',
    f => f.refer.holder,
    f => noticed(f.refer.holder.team, f.refer.holder.person),
  ),
  probe(
    'identification.screening insert',
    'nobody for another team',
    'refused',
    f => f.refer.holder,
    f => noticed(f.refer.stranger.team, f.refer.holder.person),
  ),
  probe(
    'identification.screening insert',
    'nobody in another’s name',
    'refused',
    f => f.refer.holder,
    f => noticed(f.refer.holder.team, f.refer.stranger.person),
  ),
  probe(
    'identification.screening insert',
    'nobody for another purpose',
    'refused',
    f => acting(f.refer.holder, 'accountability'),
    f => noticed(f.refer.holder.team, f.refer.holder.person),
  ),
];

export const probesOfWork: readonly Probe[] = [
  ...ofReferrals,
  ...ofQueues,
  ...ofDecisionDrafts,
  ...ofScreenings,
];
