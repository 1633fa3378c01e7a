/** Records, grants and the ledger: who opens, holds, gives, writes and reads. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { type DataClass, payloadClasses } from '../../../platform/pure/classes.ts';
import { probesOf } from './by-grant.ts';
import { type Fixture, type Party, payloadTable, salt } from './fixture.ts';
import { record } from './given.ts';
import type { Came, Probe, Statement } from './probe.ts';

const refer = (fixture: Fixture) => fixture.refer;
type Ask = (
  policy: string,
) => (name: string, expect: Came, steps: (fixture: Fixture) => readonly Statement[]) => Probe;
const on: Ask = policy => (name, expect, steps) => ({ policy, name, expect, steps });

/** The opener opens a record in this very transaction. */
const opens = ({ opener, fresh }: Fixture): Statement => ({ as: opener, does: record(fresh, opener.person) });
const give = (
  as: Party,
  recordId: string,
  to: string,
  more: { by?: string; of?: DataClass; purpose?: string } = {},
): Statement => ({
  as,
  does: sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    VALUES (${recordId}, ${to}, ${more.of ?? 'reasoning'}, ${more.purpose ?? 'administration'}, 'test', ${more.by ?? as.person}, now())`,
});
/** The opener opens a record and gives somebody its process. */
const opensFor = (fixture: Fixture, to: Party): readonly Statement[] => [
  opens(fixture),
  give(fixture.opener, fixture.fresh, to.person, { of: 'process', purpose: to.purpose }),
];
const see = (as: Party, recordId: string): Statement => ({
  as,
  does: sql`SELECT 1 FROM access.record WHERE record_id = ${recordId}`,
});

const seesRecord = on('access.record select');
const opensRecord = on('access.record insert');
const changesRecord = on('access.record update');
const changed = sql`UPDATE access.record SET stage = 'submitted'`;

const ofRecords: readonly Probe[] = [
  ...probesOf({ table: 'access.record', of: 'process', parties: refer, update: changed, watched: 'refused' }),
  seesRecord('who opened it in this transaction sees it', 'rows', f => [opens(f), see(f.opener, f.fresh)]),
  seesRecord('who opened it before and holds no grant does not', 'none', f => [
    see(f.opener, f.openedBefore),
  ]),
  seesRecord('another than the opener does not', 'none', f => [opens(f), see(f.refer.stranger, f.fresh)]),
  opensRecord('one opens a record for oneself', 'rows', f => [opens(f)]),
  opensRecord('nobody opens one in another’s name', 'refused', f => [
    { as: f.opener, does: record(f.fresh, f.refer.holder.person) },
  ]),
  opensRecord('nobody says that it was opened in another transaction', 'refused', f => [
    {
      as: f.opener,
      does: sql`INSERT INTO access.record (record_id, reference, stage, version, opened_by, opened_xid, opened_at, pack_version)
      VALUES (${f.fresh}, 'fresh', 'draft', 0, ${f.opener.person}, '3'::xid8, now(), '1')`,
    },
  ]),
  opensRecord('who watches opens none', 'refused', f => [
    { as: f.watcher, does: record(f.fresh, f.watcher.person) },
  ]),
  changesRecord('who opened it in this transaction changes it', 'rows', f => [
    { as: f.newcomer, does: record(f.fresh, f.newcomer.person) },
    { as: f.newcomer, does: changed },
  ]),
  changesRecord('another than the opener does not', 'none', f => [
    opens(f),
    { as: f.refer.stranger, does: changed },
  ]),
  // What the opener merely holds may be changed; here is nothing that is held, only what was opened before.
  changesRecord('who opened it before does not, without a grant', 'none', f => [
    { as: { ...f.opener, team: randomUUID(), purpose: 'administration' }, does: changed },
  ]),
  changesRecord('nobody takes a record over by rewriting who opened it', 'refused', f => [
    {
      as: f.refer.holder,
      does: sql`UPDATE access.record SET opened_by = ${f.refer.holder.person}, opened_xid = pg_current_xact_id()`,
    },
  ]),
  ...probesOf({
    table: 'access.relation',
    of: 'process',
    parties: refer,
    insert: ({ empty, opener }) =>
      sql`INSERT INTO access.relation (record_id, party_id, relation) VALUES (${empty}, ${opener.person}, 'decider')`,
    delete: true,
  }),
];

const ownGrants = sql`SELECT 1 FROM access."grant"`;
const seesGrant = on('access.grant select');
const gives = on('access.grant insert');

const ofGrants: readonly Probe[] = [
  seesGrant('one sees one’s own grants', 'rows', f => [{ as: f.refer.holder, does: ownGrants }]),
  seesGrant('and those of one’s team', 'rows', f => [{ as: f.refer.byTeam, does: ownGrants }]),
  seesGrant('and nobody else’s', 'none', f => [{ as: f.refer.stranger, does: ownGrants }]),
  gives('who holds a record gives of it to others', 'rows', f => [
    give(f.refer.holder, f.empty, f.opener.team),
  ]),
  gives('who opens a record gives of it to their own team', 'rows', f => [
    opens(f),
    give(f.opener, f.fresh, f.opener.team),
  ]),
  gives('nobody gives themselves a record that they do not hold', 'refused', f => [
    give(f.refer.stranger, f.empty, f.refer.stranger.person),
  ]),
  gives('nor their team', 'refused', f => [give(f.refer.stranger, f.empty, f.refer.stranger.team)]),
  gives('nor one whose grant lapsed', 'refused', f => [give(f.refer.lapsed, f.empty, f.opener.team)]),
  gives('nor one that does not exist, because another is held', 'refused', f => [
    give(f.refer.holder, f.nowhere, f.opener.team),
  ]),
  gives('nobody widens what they hold themselves', 'refused', f => [
    give(f.refer.only.process, f.empty, f.refer.only.process.person),
  ]),
  gives('nor what their team holds', 'refused', f => [give(f.refer.byTeam, f.empty, f.refer.byTeam.team)]),
  gives('nobody gives in another’s name', 'refused', f => [
    give(f.refer.holder, f.empty, f.opener.team, { by: f.opener.person }),
  ]),
  gives('who watches gives nothing', 'refused', f => [give(f.watcher, f.empty, f.opener.team)]),
  gives('who opens a record does not thereby give themselves another', 'refused', f => [
    opens(f),
    give(f.opener, f.empty, f.opener.person),
  ]),
  gives('nor one that they hold', 'refused', f => [
    opens(f),
    give(f.opener, f.openedAndHeld, f.opener.person),
  ]),
  gives('who opened a record before does not give themselves more', 'refused', f => [
    give(f.opener, f.openedAndHeld, f.opener.person),
  ]),
  gives('who was given a record that another is just opening gives themselves no more', 'refused', f => [
    ...opensFor(f, f.refer.stranger),
    give(f.refer.stranger, f.fresh, f.refer.stranger.person),
  ]),
];

const pay = (name: DataClass, as: Party, recordId: string): Statement => ({
  as,
  does: sql`INSERT INTO ${payloadTable(name)} (entry_id, record_id, salt, body) VALUES (${randomUUID()}, ${recordId}, ${salt}, '{}')`,
});

const ofPayloads: readonly Probe[] = payloadClasses.flatMap(name => {
  const table = `ledger.payload_${name.replaceAll('-', '_')}`;
  const writes = on(`${table} insert`);
  return [
    ...probesOf({ table, of: name, parties: refer, insert: ({ empty }, as) => pay(name, as, empty).does }),
    writes('who opens a record writes its first payload', 'rows', f => [
      opens(f),
      pay(name, f.opener, f.fresh),
    ]),
    writes('who opens a record does not write into another', 'refused', f => [
      opens(f),
      pay(name, f.opener, f.empty),
    ]),
    ...(name === 'process'
      ? []
      : [
          writes('another than the opener does not', 'refused', (f: Fixture) => [
            ...opensFor(f, f.refer.stranger),
            pay(name, f.refer.stranger, f.fresh),
          ]),
          writes('who opened it before does not', 'refused', (f: Fixture) => [
            pay(name, f.opener, f.openedAndHeld),
          ]),
        ]),
  ];
});

const looks = on('ledger.payload_trail insert');
const ofTrail: readonly Probe[] = [
  ...probesOf({ table: 'ledger.payload_trail', of: 'trail', parties: refer }),
  looks('whoever holds the process of a record tells that they looked', 'rows', f => [
    pay('trail', f.refer.only.process, f.empty),
  ]),
  looks('whoever watches tells that they looked', 'rows', f => [pay('trail', f.watchesTrail, f.empty)]),
  ...(['process', 'trail'] as const).map(name =>
    looks(`so does who holds the ${name} until tomorrow`, 'rows', f => [
      pay('trail', f.soonOver[name], f.empty),
    ]),
  ),
  looks('who opens a record tells it of that record', 'rows', f => [
    opens(f),
    pay('trail', f.opener, f.fresh),
  ]),
  looks('and of no other', 'refused', f => [opens(f), pay('trail', f.opener, f.empty)]),
  looks('who holds something else may not', 'refused', f => [pay('trail', f.refer.only.identity, f.empty)]),
  ...(['lapsed', 'closed', 'sideways', 'elsewhere', 'stranger'] as const).map(who =>
    looks(`${who} may not`, 'refused', f => [pay('trail', f.refer[who], f.empty)]),
  ),
];

const read = (as: Party, entryId: string): Statement => ({
  as,
  does: sql`SELECT 1 FROM ledger.entry WHERE entry_id = ${entryId}`,
});
type Said = Partial<{
  actor: string;
  team: string;
  organisation: string;
  purpose: string;
  kind: 'change' | 'sight';
  recordId: string;
}>;
const say = (as: Party, { empty }: Fixture, said: Said = {}): Statement => {
  const kind = said.kind ?? 'change';
  return {
    as,
    does: sql`INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
      VALUES (${randomUUID()}, ${said.recordId ?? empty}, ${kind === 'change' ? 9 : null}, ${kind}, 'test', now(), ${said.actor ?? as.person},
        ${said.organisation ?? as.organisation}, ${said.team ?? as.team}, ${said.purpose ?? as.purpose}, '{}')`,
  };
};
const reads = on('ledger.entry select');
const writes = on('ledger.entry insert');
const notHolding = ['lapsed', 'closed', 'sideways', 'elsewhere', 'stranger'] as const;

const ofEntries: readonly Probe[] = [
  reads('a change is seen with its process', 'rows', f => [read(f.refer.only.process, f.entries.change)]),
  reads('by a team too', 'rows', f => [read(f.refer.byTeam, f.entries.change)]),
  reads('and until tomorrow', 'rows', f => [read(f.soonOver.process, f.entries.change)]),
  reads('what was reasoned is not', 'none', f => [read(f.refer.only.process, f.entries.reasoned)]),
  reads('nor who looked', 'none', f => [read(f.refer.only.process, f.entries.sight)]),
  reads('what was reasoned is seen with the reasoning', 'rows', f => [
    read(f.refer.only.reasoning, f.entries.reasoned),
  ]),
  reads('who looked is seen with the trail', 'rows', f => [read(f.watchesTrail, f.entries.sight)]),
  reads('with the trail until tomorrow', 'rows', f => [read(f.soonOver.trail, f.entries.sight)]),
  reads('the sequencer sees every entry', 'rows', f => [read(f.service('sequencer'), f.entries.sight)]),
  reads('another service sees none', 'none', f => [read(f.service('jobs'), f.entries.change)]),
  ...notHolding.flatMap(who => [
    reads(`${who} sees no change`, 'none', f => [read(f.refer[who], f.entries.change)]),
    reads(`${who} sees no sight`, 'none', f => [read(f.refer[who], f.entries.sight)]),
  ]),
  writes('who holds the process writes a change', 'rows', f => [say(f.refer.only.process, f)]),
  writes('so does who holds it until tomorrow', 'rows', f => [say(f.soonOver.process, f)]),
  writes('who watches writes a sight', 'rows', f => [say(f.watchesTrail, f, { kind: 'sight' })]),
  writes('and no change', 'refused', f => [say(f.watcher, f)]),
  writes('who holds the trail until tomorrow writes a sight', 'rows', f => [
    say(f.soonOver.trail, f, { kind: 'sight' }),
  ]),
  writes('nobody writes as another person', 'refused', f => [
    say(f.refer.holder, f, { actor: f.opener.person }),
  ]),
  writes('nor for another team', 'refused', f => [say(f.refer.holder, f, { team: f.opener.team })]),
  writes('nor for another organisation', 'refused', f => [
    say(f.refer.holder, f, { organisation: f.opener.organisation }),
  ]),
  writes('nor for another purpose', 'refused', f => [say(f.refer.holder, f, { purpose: 'administration' })]),
  writes('who holds neither process nor trail writes nothing', 'refused', f => [
    say(f.refer.only.identity, f),
  ]),
  writes('who opens a record writes its first entry', 'rows', f => [
    opens(f),
    say(f.opener, f, { recordId: f.fresh }),
  ]),
  writes('and none of another record', 'refused', f => [opens(f), say(f.opener, f)]),
  ...notHolding.map(who => writes(`${who} writes nothing`, 'refused', f => [say(f.refer[who], f)])),
];

const sequencer: readonly Probe[] = (['leaf', 'checkpoint'] as const).flatMap(name => {
  const table = `ledger.${name}`;
  const add: RawBuilder<unknown> =
    name === 'leaf'
      ? sql`INSERT INTO ledger.leaf (leaf_index, entry_id, leaf_hash, completes) VALUES (1, ${randomUUID()}, ${salt}, ''::bytea)`
      : sql`INSERT INTO ledger.checkpoint (size, note) VALUES (2, 'note')`;
  const all = sql`SELECT 1 FROM ${sql.table(table)}`;
  return [
    on(`${table} select`)('the sequencer sees it', 'rows', f => [{ as: f.service('sequencer'), does: all }]),
    on(`${table} select`)('nobody else', 'none', f => [{ as: f.refer.holder, does: all }]),
    on(`${table} insert`)('the sequencer adds to it', 'rows', f => [
      { as: f.service('sequencer'), does: add },
    ]),
    on(`${table} insert`)('nobody else', 'refused', f => [{ as: f.refer.holder, does: add }]),
  ];
});

export const probesOfRecords: readonly Probe[] = [
  ...ofRecords,
  ...ofGrants,
  ...ofPayloads,
  ...ofTrail,
  ...ofEntries,
  ...sequencer,
];
