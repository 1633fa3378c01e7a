/** What is sealed, and who is on duty. */
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import { dataKey, duty } from './fixture-sealed.ts';
import { record } from './given.ts';
import { ask as probe, type Probe, type Statement } from './probe.ts';

const location = (as: Party, recordId: string, to: Party): Statement => ({
  as,
  does: sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    VALUES (${recordId}, ${to.person}, 'process', ${to.purpose}, 'test', ${as.person}, now())`,
});
const opens = ({ opener, fresh }: Fixture): Statement => ({ as: opener, does: record(fresh, opener.person) });
const seen = (recordId: string) => sql`SELECT 1 FROM seal.data_key WHERE record_id = ${recordId}`;

const ofKeys: readonly Probe[] = [
  ...probesOf({
    table: 'seal.data_key',
    of: 'location',
    parties: f => f.refer,
    insert: ({ empty }) => dataKey(empty),
    delete: true,
  }),
  ...probesOf({
    table: 'seal.data_key',
    of: 'location',
    parties: f => f.decide,
    record: f => f.sent,
    seenBy: 'open',
  }),
  probe(
    'seal.data_key open',
    'who is on no duty does not, whatever they hold',
    'none',
    f => f.offDuty,
    f => seen(f.sent),
  ),
  probe(
    'seal.data_key select',
    'what was sent is not seen by holding it, and a draft besides',
    'none',
    f => f.refer.holder,
    f => seen(f.sent),
  ),
  ...(['lapsed', 'closed', 'sideways', 'elsewhere'] as const).flatMap(which => [
    probe(
      'seal.data_key select',
      `who holds process, and location ${which}, does not`,
      'none',
      f => f.apart[which],
      f => seen(f.here),
    ),
    probe(
      'seal.data_key delete',
      `who holds process, and location ${which}, does not`,
      'none',
      f => f.apart[which],
      () => sql`DELETE FROM seal.data_key`,
    ),
  ]),
  {
    policy: 'seal.data_key delete',
    name: 'what was sent is not forgotten by holding it, and a draft besides',
    expect: 'none',
    steps: f => [
      { as: f.refer.holder, does: sql`DELETE FROM seal.data_key` },
      { as: f.decide.holder, does: sql`SELECT 1 WHERE NOT EXISTS (${seen(f.sent)})` },
    ],
  },
  {
    policy: 'seal.data_key insert',
    name: 'who opens a record seals something of it',
    expect: 'rows',
    steps: f => [opens(f), { as: f.opener, does: dataKey(f.fresh) }],
  },
  {
    policy: 'seal.data_key insert',
    name: 'and nothing of another',
    expect: 'refused',
    steps: f => [opens(f), { as: f.opener, does: dataKey(f.here) }],
  },
  {
    policy: 'seal.data_key insert',
    name: 'who opened it before, and holds its process alone, does not',
    expect: 'refused',
    steps: f => [{ as: f.opener, does: dataKey(f.openedAndHeld) }],
  },
  {
    policy: 'seal.data_key insert',
    name: 'nor does another than the opener who holds its process',
    expect: 'refused',
    steps: f => [
      opens(f),
      location(f.opener, f.fresh, f.refer.stranger),
      { as: f.refer.stranger, does: dataKey(f.fresh) },
    ],
  },
];

const inTeam = (f: Fixture): Party => f.decide.holder;
const elsewhere = (f: Fixture): Party => f.refer.stranger;
const ended = sql`UPDATE organisations.duty SET until_at = now()`;
const listed = sql`SELECT 1 FROM organisations.duty`;

const ofDuty: readonly Probe[] = [
  probe('organisations.duty select', 'the team sees who is on duty', 'rows', inTeam, () => listed),
  probe('organisations.duty select', 'another team does not', 'none', elsewhere, () => listed),
  probe('organisations.duty insert', 'one of the team puts somebody on duty', 'rows', inTeam, f =>
    duty(inTeam(f)),
  ),
  probe('organisations.duty insert', 'one of another team does not', 'refused', elsewhere, f =>
    duty(inTeam(f), elsewhere(f).person),
  ),
  probe('organisations.duty insert', 'nobody does so in another’s name', 'refused', inTeam, f =>
    duty(inTeam(f), elsewhere(f).person),
  ),
  probe('organisations.duty update', 'one of the team ends a duty', 'rows', inTeam, () => ended),
  probe('organisations.duty update', 'one of another team does not', 'none', elsewhere, () => ended),
];

export const probesOfSealed: readonly Probe[] = [...ofKeys, ...ofDuty];
