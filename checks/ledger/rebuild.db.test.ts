import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { clock } from '../../app/clock.ts';
import { projectedTables } from '../../app/compose.ts';
import { tellCase } from '../../app/demonstration/cases.ts';
import { planCases } from '../../app/demonstration/plan.ts';
import { findConsents, handCopyOver, recordConsent, withdrawConsent } from '../../contexts/consent/public.ts';
import { holdByLaw } from '../../contexts/consent/commands.ts';
import { confirmReturned } from '../../contexts/consent/tasks/commands.ts';
import { listTasks } from '../../contexts/consent/tasks/queries.ts';
import { contentsOf, rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { endRefused, submitNotice } from '../../contexts/referrals/notice/commands.ts';
import { declineHandOver } from '../../contexts/referrals/handing-over/commands.ts';
import {
  askToTakeOver,
  importReferrals,
  startDraft,
  submitDraft,
  withdrawReferral,
} from '../../contexts/referrals/public.ts';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { ok } from '../../platform/pure/result.ts';
import { openStage } from '../support/stage.ts';
import { openAndReview } from './openings.ts';

/** Fewer rows than these would say little: the cases told must come to every stage. */
const least = {
  'access.record': 30,
  'access.relation': 60,
  'access.grant': 300,
  'consent.permission': 6,
  'consent.task': 3,
  'consent.returned': 2,
  'consent.outside_copy': 1,
  'consent.waiting': 3,
  'consent.hold': 1,
  'referrals.referral': 25,
  'referrals.search_key': 100,
  'referrals.notice': 1,
  'referrals.hand_over': 2,
  'referrals.situation_link': 2,
  'decisions.queue_item': 25,
  'decisions.withdrawn': 1,
  'oversight.opening': 2,
  'oversight.review': 1,
};

/** What is written by people or by the machine, and is no projection of what happened to a case. */
const notOfEntries = [
  /^ledger\./,
  /^organisations\./,
  /^http\./,
  /^seal\./,
  /^identification\.screening$/,
  /^(referrals|decisions)\.draft(_[a-z]+)?$/,
  // Where contents lie and under which keys; entries name the file.
  /^files\./,
  // Whom the machine told of what, so that it tells nobody twice.
  /^consent\.reminder$/,
  // Which rows of files were imported, so that none is imported twice.
  /^referrals\.imported$/,
  // Who tried to open what, also what is not there.
  // What watches over records, and changes nothing of them.
  /^erasure\./,
  /^oversight\.(attempt|alert)$/,
  // Of the pack.
  /^access\.legal_ground$/,
];

const stage = await openStage({ seed: 1 });
const { app: database, migrator, superuser } = stage.database;

/** Whole tables; of records what entries made of them, and the rest too, since a rebuild must not touch it. */
const all = () => contentsOf(superuser, ['access.record', ...projectedTables]);

for (const plan of planCases(30, stage.random))
  await tellCase(
    {
      database,
      composed: { ...stage.composed, keys: stage.keys },
      viewers: stage.people,
      random: stage.random,
    },
    stage.demonstration,
    plan,
    clock.now(),
  );

const { pack } = stage.composed;
const notice = pack.forms['notice'] ?? assert.fail();
await stage.run(stage.person('Sam Okafor'), 'referral:start', undefined, (work, permit) =>
  submitNotice(work, permit, {
    nation: 'ENG',
    answers: exampleAnswers(notice, { pack, today: stage.today() }),
  }),
);
const { reference: refused } = await stage.run(
  stage.person('Sam Okafor'),
  'referral:start',
  undefined,
  (work, permit) =>
    startDraft(work, permit, { age: { nation: 'SCT', ageStatus: 'adult' }, consent: { consent: 'refused' } }),
);
await stage.run(stage.person('Sam Okafor'), 'referral:submit', refused, endRefused);
for (const as of ['adult', 'child']) {
  const { reference } = await stage.run(
    stage.person('Sam Okafor'),
    'referral:start',
    undefined,
    (work, permit) => startDraft(work, permit, { age: { nation: 'ENG', ageStatus: as } }),
  );
  const { reference: handOver } = await stage.run(
    stage.person('Sam Okafor'),
    'hand-over:ask',
    reference,
    (work, permit) =>
      askToTakeOver(work, permit, {
        reason: 'no-capacity',
        team: stage.person('Priya Raman').team.id,
        consent: 'given',
        way: 'spoken',
        classes: ['identity'],
      }),
  );
  if (as === 'adult')
    await stage.run(stage.person('Priya Raman'), 'hand-over:answer', handOver, (work, permit) =>
      declineHandOver(work, permit, 'no-capacity'),
    );
}
const [sam, { team, purpose }] = [stage.person('Sam Okafor'), stage.person('Priya Raman')];
const support = { purpose: 'support', recipient: 'support-provider', party: { ...team, purpose } };
const consentTo = (
  reference: string,
  recipient: Pick<Parameters<typeof recordConsent>[2], 'purpose' | 'recipient' | 'party'>,
) =>
  stage.run(sam, 'consent:record', reference, (work, permit) =>
    recordConsent(work, permit, {
      ...recipient,
      answer: 'given',
      classes: ['identity'],
      way: 'spoken',
      decider: 'adult-themselves',
      expiresOn: undefined,
      told: {},
    }),
  );
for (let n = 0; n < 6; n += 1) {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit),
  );
  await consentTo(reference, support);
  const [given] = await stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).permissions),
  );
  if (n % 2 === 0)
    await stage.run(sam, 'consent:withdraw', reference, (work, permit) =>
      withdrawConsent(work, permit, given?.id ?? ''),
    );
}

for (const done of ['destroyed', 'kept'])
  await stage.run(stage.person('Priya Raman'), 'consent:confirm', undefined, async (work, permit) => {
    const [task] = await listTasks(work);
    return confirmReturned(work, permit, task?.id ?? '', {
      done,
      classes: task?.classes ?? [],
      ground: 'legal-claim',
    });
  });

for (;;) {
  const answers = stage.answers();
  if (answers['age']?.['ageStatus'] !== 'adult') continue;
  const reference = await stage.refer(sam, answers);
  await consentTo(reference, { purpose: 'legal-advice', recipient: 'solicitor', party: undefined });
  await consentTo(reference, support);
  const [outside] = await stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok(
      (await findConsents(work, record.recordId)).permissions.filter(each => each.recipient === 'solicitor'),
    ),
  );
  await stage.run(sam, 'consent:hand-over', reference, (work, permit) =>
    handCopyOver(work, permit, outside?.id ?? '', {
      name: 'Ada of the chambers',
      organisation: '',
      classes: ['identity'],
      words: '',
    }),
  );
  await stage.run(sam, 'consent:record', reference, (work, permit) =>
    holdByLaw(work, permit, {
      party: team.id,
      ground: 'criminal-proceedings',
      reasons: 'A trial is listed.',
    }),
  );
  await stage.run(sam, 'referral:withdraw', reference, (work, permit) =>
    withdrawReferral(work, permit, () => ({
      reason: 'person-withdrew',
      askedBy: 'person',
      words: 'They rang and said so.',
    })),
  );
  break;
}

// Two from one situation: what begins from a referral is linked with it once it is sent too.
const consented = stage.answers({
  age: { nation: 'ENG', ageStatus: 'adult' },
  consent: {
    consent: 'given',
    explainedNrm: true,
    explainedSupport: true,
    explainedOutcomes: true,
    explainedSharing: true,
  },
});
const { reference: second } = await stage.run(
  sam,
  'referral:another',
  await stage.refer(sam, consented),
  (work, permit) => startDraft(work, permit, consented, permit.record),
);
await stage.run(sam, 'referral:submit', second, (work, permit) => submitDraft(work, permit));
await openAndReview(stage);

// Many at once, out of a file: what they come to is what each by itself would.
const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
after(() => rmSync(folder, { recursive: true }));
const rows = join(folder, 'rows.ndjson');
writeFileSync(rows, Array.from({ length: 30 }, () => `${JSON.stringify(stage.answers())}\n`).join(''));
const { sent } = await importReferrals({
  file: rows,
  leaveOut: [],
  isTrial: false,
  secret: stage.settings.secret,
  pack,
  today: stage.today,
  words: stage.composed.words.en,
  acting: act =>
    stage.run(sam, 'referral:import', undefined, async (work, permit) => ok(await act(work, permit))),
});
assert.ok(sent > 20, `${sent} rows were imported`);

test('every table is either written anew from the entries or listed as not made of them', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT schemaname || '.' || tablename AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'migration', 'pgboss')`.execute(superuser);
  assert.ok(rows.length >= 20, `only ${rows.length} tables were looked at`);
  const rebuilt = new Set(['access.record', ...projectedTables]);
  assert.deepEqual(
    rows
      .map(row => row.name)
      .filter(name => !rebuilt.has(name) && !notOfEntries.some(pattern => pattern.test(name))),
    [],
  );
  assert.deepEqual(new Set(Object.keys(least)), rebuilt);
});

test('every projection is the same when it is built again from the entries alone', async () => {
  const before = await all();
  for (const [table, rows] of Object.entries(least))
    assert.ok((before[table]?.length ?? 0) >= rows, `${table} has ${before[table]?.length} rows`);
  const stages = await sql<{ stage: string }>`SELECT DISTINCT stage FROM access.record ORDER BY 1`.execute(
    superuser,
  );
  assert.deepEqual(
    stages.rows.map(row => row.stage),
    [
      'answered',
      'asked',
      'decided',
      'declined',
      'draft',
      'ended',
      'linked',
      'notified',
      'submitted',
      'withdrawn',
    ],
  );
  const states = await sql<{
    state: string;
  }>`SELECT DISTINCT state FROM decisions.queue_item ORDER BY 1`.execute(superuser);
  assert.deepEqual(
    states.rows.map(row => row.state),
    ['allocated', 'decided', 'second-reading', 'unallocated'],
  );
  await sql`UPDATE access.record SET stage = 'wrong', nation = 'wrong', version = 4711`.execute(superuser);
  await sql`UPDATE decisions.queue_item SET state = 'decided', due_known = NOT due_known`.execute(superuser);
  await sql`DELETE FROM access."grant" WHERE data_class = 'identity'`.execute(superuser);
  await sql`DELETE FROM referrals.search_key`.execute(superuser);
  const { entries } = await rebuildProjections(migrator, { ...stage.composed, tables: projectedTables });
  assert.ok(entries >= 80, `only ${entries} entries were read`);
  assert.deepEqual(await all(), before);
});
