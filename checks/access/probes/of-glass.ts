/** Opening a record without a grant: counted, of the one record that is named, and looked at again by another. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import {
  attempt,
  borders,
  clerk,
  colleague,
  gift,
  inGlass,
  late,
  live,
  officer,
  opening,
  over,
  promised,
  twin,
} from './glass-rows.ts';
import { ask, type Came, type Probe, type Statement } from './probe.ts';

const many = (
  policy: string,
  questions: readonly (readonly [string, Came, Party, (f: Fixture) => RawBuilder<unknown>])[],
) => questions.map(([name, expect, as, does]) => ask(policy, name, expect, () => as, does));

const tries = sql`SELECT 1 FROM oversight.attempt`;
const ofAttempts: readonly Probe[] = [
  ...many('oversight.attempt select', [
    ['one sees one’s own attempts', 'rows', clerk, () => tries],
    ['whichever position they were made in', 'rows', twin, () => tries],
    ['and nobody else’s', 'none', colleague, () => tries],
  ]),
  ...many('oversight.attempt insert', [
    ['one’s own attempt is counted', 'rows', clerk, () => attempt(clerk)],
    [
      'on nobody else’s account',
      'refused',
      clerk,
      () => attempt(clerk, { account: 'colleague@example.example' }),
    ],
    ['in nobody else’s name', 'refused', clerk, () => attempt(clerk, { of: twin.person })],
    [
      'for no other organisation',
      'refused',
      clerk,
      () => attempt(clerk, { organisation: late.organisation }),
    ],
  ]),
];

const named = (as: Party, recordId: string): Statement => ({
  as,
  does: sql`SELECT set_config('nrm.record', ${recordId}, true), set_config('nrm.reference', ${recordId}, true)`,
});
/** With one record named in the transaction before. */
const naming = (
  policy: string,
  name: string,
  expect: Came,
  as: Party,
  which: (f: Fixture) => string,
  does: (f: Fixture) => RawBuilder<unknown>,
): Probe => ({ policy, name, expect, steps: f => [named(as, which(f)), { as, does: does(f) }] });
const here = (f: Fixture) => f.here;

const seen: readonly (readonly [string, (f: Fixture) => RawBuilder<unknown>])[] = [
  ['access.record by glass', f => sql`SELECT 1 FROM access.record WHERE record_id = ${f.here}`],
  ['access.relation seen by glass', f => sql`SELECT 1 FROM access.relation WHERE record_id = ${f.here}`],
  ['access.grant seen by glass', f => sql`SELECT 1 FROM access."grant" WHERE record_id = ${f.here}`],
];
const ofNamed: readonly Probe[] = seen.flatMap(([policy, does]) => [
  naming(policy, 'the one that is named is found', 'rows', inGlass(colleague), here, does),
  naming(policy, 'and no other', 'none', inGlass(colleague), f => f.empty, does),
  naming(policy, 'nor by naming it alone', 'none', colleague, here, does),
]);

const ofOpenings: readonly Probe[] = [
  ...probesOf({
    table: 'oversight.opening',
    of: 'process',
    parties: f => f.refer,
    update: sql`UPDATE oversight.opening SET ended_at = now()`,
    watched: 'rows',
  }),
  ask(
    'oversight.opening select',
    'one sees what one opened, also once it is over',
    'rows',
    () => late,
    () => sql`SELECT 1 FROM oversight.opening`,
  ),
  ...(
    [
      [
        'one opens what is named, once it is counted',
        'rows',
        inGlass(clerk),
        here,
        f => opening(promised, f.here, clerk),
      ],
      ['not without the service', 'refused', clerk, here, f => opening(promised, f.here, clerk)],
      ['not for somebody else', 'refused', inGlass(clerk), here, f => opening(promised, f.here, colleague)],
      [
        'not another than is named',
        'refused',
        inGlass(clerk),
        f => f.empty,
        f => opening(promised, f.here, clerk),
      ],
      ['not uncounted', 'refused', inGlass(clerk), here, f => opening(randomUUID(), f.here, clerk)],
    ] satisfies readonly (readonly [
      string,
      Came,
      Party,
      (f: Fixture) => string,
      (f: Fixture) => RawBuilder<unknown>,
    ])[]
  ).map(([name, expect, as, which, does]) =>
    naming('oversight.opening insert', name, expect, as, which, does),
  ),
];

const review = (id: string, recordId: string) =>
  sql`INSERT INTO oversight.review (opening_id, record_id, version, outcome, reviewed_at, reviewed_by)
    VALUES (${id}, ${recordId}, 1, 'justified', now(), '{}')`;
const ofReviews: readonly Probe[] = [
  ...probesOf({ table: 'oversight.review', of: 'process', parties: f => f.refer }),
  ...many('oversight.review insert', [
    ['an officer looks at it again', 'rows', officer, f => review(live, f.here)],
    ['nobody else who sees it', 'refused', clerk, f => review(over, f.here)],
    ['not at what they opened themselves, in whatever position', 'refused', twin, f => review(live, f.here)],
    ['not at what there is not', 'refused', officer, f => review(randomUUID(), f.here)],
    ['not on another record', 'refused', officer, f => review(live, f.empty)],
  ]),
];

const ofGifts: readonly Probe[] = [
  ...['access.grant insert by glass', 'access.grant by glass', 'access.grant on a legal ground'].flatMap(
    policy =>
      many(policy, [['what one opened shows what it covers', 'rows', clerk, f => gift(f.here, clerk)]]),
  ),
  ...many('access.grant insert by glass', [
    ['not in another’s name', 'refused', clerk, f => gift(f.here, clerk, { by: colleague.person })],
    ['not without an opening', 'refused', clerk, f => gift(f.here, clerk, { opening: null })],
  ]),
  ask(
    'access.grant by glass',
    'what rests on none is given as before',
    'rows',
    f => f.refer.holder,
    f => gift(f.empty, f.refer.holder, { opening: null, to: f.opener.team }),
  ),
  ...many('access.grant by glass', [
    ['not of another record', 'refused', clerk, f => gift(f.empty, clerk)],
    ['not to another', 'refused', clerk, f => gift(f.here, clerk, { to: colleague.person })],
    ['not for another purpose', 'refused', clerk, f => gift(f.here, clerk, { purpose: 'administration' })],
    ['not of what it does not cover', 'refused', clerk, f => gift(f.here, clerk, { of: 'health' })],
    ['not once it is over', 'refused', late, f => gift(f.here, late, { opening: over })],
    ['not on another opening', 'refused', clerk, f => gift(f.here, clerk, { opening: over })],
  ]),
];

const entry = (recordId: string, as: Party, type: string, kind = 'change', id: string = randomUUID()) =>
  sql`INSERT INTO ledger.entry (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
    VALUES (${id}, ${recordId}, ${kind === 'change' ? 77 : null}, ${kind}, ${type}, now(), ${as.person}, ${as.organisation},
      ${as.team}, ${as.purpose}, '{"process": "00"}')`;
const said = (id: string, recordId: string) =>
  sql`INSERT INTO ledger.payload_process (entry_id, record_id, salt, body) VALUES (${id}, ${recordId}, sha256('salt'), '{}')`;
const [reviewed, looked] = [randomUUID(), randomUUID()];
const saying = (
  name: string,
  expect: Came,
  as: Party,
  before: (f: Fixture) => RawBuilder<unknown>,
  id: string,
): Probe => ({
  policy: 'ledger.payload_process insert by officers',
  name,
  expect,
  steps: f => [
    { as, does: before(f) },
    { as, does: said(id, f.here) },
  ],
});

const ofLedger: readonly Probe[] = [
  ...many('ledger.entry by glass one looks', [
    ['whoever opened it changes nothing', 'refused', clerk, f => entry(f.here, clerk, 'case-allocated')],
    ['but ends it', 'rows', clerk, f => entry(f.here, clerk, 'glass-ended')],
    ['and is seen to look', 'rows', clerk, f => entry(f.here, clerk, 'case-seen', 'sight')],
  ]),
  ask(
    'ledger.entry by glass one looks',
    'others go on',
    'rows',
    f => f.refer.holder,
    f => entry(f.here, f.refer.holder, 'case-allocated'),
  ),
  ...many('ledger.entry insert', [
    [
      'an officer says what came of a review',
      'rows',
      officer,
      f => entry(f.here, officer, 'opening-reviewed'),
    ],
  ]),
  saying(
    'an officer says what came of it',
    'rows',
    officer,
    f => entry(f.here, officer, 'opening-reviewed', 'change', reviewed),
    reviewed,
  ),
  saying(
    'and nothing else',
    'refused',
    officer,
    f => entry(f.here, officer, 'case-seen', 'sight', looked),
    looked,
  ),
  saying(
    'in that entry alone',
    'refused',
    officer,
    f => entry(f.here, officer, 'opening-reviewed', 'change', reviewed),
    looked,
  ),
  {
    policy: 'ledger.payload_process insert by officers',
    name: 'nobody else does',
    expect: 'refused',
    steps: f => [
      { as: officer, does: entry(f.here, officer, 'opening-reviewed', 'change', reviewed) },
      { as: borders, does: said(reviewed, f.here) },
    ],
  },
  ask(
    'access.record update',
    'who controls borders moves no record',
    'none',
    () => borders,
    () => sql`UPDATE access.record SET stage = 'submitted'`,
  ),
  ask(
    'seal.data_key by glass nothing sealed',
    'who holds it sees what is sealed',
    'rows',
    f => f.refer.holder,
    f => sql`SELECT 1 FROM seal.data_key WHERE record_id = ${f.here}`,
  ),
  ask(
    'seal.data_key by glass nothing sealed',
    'but not while they have it open in an emergency',
    'none',
    () => clerk,
    f => sql`SELECT 1 FROM seal.data_key WHERE record_id = ${f.here}`,
  ),
];

const alert = (as: Party, of: Party = as, organisation = as.organisation) =>
  sql`INSERT INTO oversight.alert (alert_id, organisation_id, person_id, told_of, rule)
    VALUES (${randomUUID()}, ${organisation}, ${of.person}, '{}', 'too-many')`;
const alerts = sql`SELECT 1 FROM oversight.alert`;
const ofAlerts: readonly Probe[] = [
  ...many('oversight.alert select', [
    ['officers see the alerts of their organisation', 'rows', officer, () => alerts],
    ['nobody else of it does', 'none', colleague, () => alerts],
    ['nor officers of another', 'none', { ...officer, organisation: late.organisation }, () => alerts],
  ]),
  ...many('oversight.alert insert', [
    ['one’s own attempts raise one', 'rows', clerk, () => alert(clerk)],
    ['of nobody else', 'refused', clerk, () => alert(clerk, colleague)],
    ['for no other organisation', 'refused', clerk, () => alert(clerk, clerk, late.organisation)],
  ]),
];

export const probesOfGlass: readonly Probe[] = [
  ...ofAlerts,
  ...ofAttempts,
  ...ofNamed,
  ...ofOpenings,
  ...ofReviews,
  ...ofGifts,
  ...ofLedger,
];
