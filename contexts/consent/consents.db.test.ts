import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../checks/support/stage.ts';
import { actAs } from '../../platform/db/transaction.ts';
import { contentsOf, rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { ask, decide, holdByLaw, review } from './commands.ts';
import { listTasks } from './tasks/queries.ts';
import type { Answer } from './rules.ts';
import { projectedTables } from './store.ts';
import { answer, dealings, openConsentStage, partyOf, tellRecord } from './testing.ts';

const stage = await openConsentStage();
const [sam, bethan, haven, tribunal] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Haven desk'),
  stage.person('Tribunal desk'),
];
const { app, superuser, migrator } = stage.database;
const { consent, permissions, newest, withdraw, override, refused } = dealings(stage, sam, haven);

const sees = (as: Person, recordId: string): Promise<readonly string[]> =>
  app.transaction().execute(async db => {
    await actAs(db, as);
    const { rows } = await sql<{ name: string }>`
      SELECT 'process' AS name FROM access.record WHERE record_id = ${recordId}
      UNION SELECT 'identity' FROM ledger.payload_identity WHERE record_id = ${recordId}
      UNION SELECT 'account' FROM ledger.payload_account WHERE record_id = ${recordId}
      UNION SELECT 'contact' FROM ledger.payload_contact WHERE record_id = ${recordId} ORDER BY 1`.execute(
      db,
    );
    return rows.map(({ name }) => name);
  });
const tasks = async (as: Person) => {
  const found = await app.transaction().execute(async db => {
    await actAs(db, as);
    return (
      db
        .selectFrom('consent.task')
        .select(['kind', 'classes', 'reference'])
        // What ends by itself stands there before its day.
        .where('made_at', '<=', sql<Date>`now()`)
        .orderBy('made_at')
        .execute()
    );
  });
  return found;
};

test('a recipient sees what was agreed to and nothing else, and nothing once it was withdrawn', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  assert.deepEqual(await sees(haven, recordId), []);
  await consent(reference, answer(partyOf(haven)));
  assert.deepEqual(await sees(haven, recordId), ['contact', 'identity', 'process']);
  await withdraw(reference);
  assert.deepEqual(await sees(haven, recordId), []);
  assert.deepEqual((await tasks(haven)).at(-1), {
    kind: 'return-or-destroy',
    classes: ['identity', 'contact'],
    reference,
  });
  await refused(withdraw(reference), /not-in-this-stage/);
});

test('a recipient who holds the same on another ground gets a notice, and keeps it', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const party = partyOf(haven);
  await consent(reference, answer(party, { classes: ['identity', 'contact'] }));
  await consent(reference, answer(party, { classes: ['identity'] }));
  await withdraw(reference);
  assert.deepEqual((await tasks(haven)).at(-1), { kind: 'notice', classes: ['identity'], reference });
  assert.deepEqual(await sees(haven, recordId), ['contact', 'identity', 'process']);
});

test('where a recipient keeps one class and gives another back, it is told of both, class by class', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const party = partyOf(haven);
  await stage.run(sam, 'override:ask', reference, (work, permit) =>
    ask(work, permit, override('danger-to-life', true)),
  );
  await consent(reference, answer(party, { classes: ['identity', 'account'] }));
  await withdraw(reference);
  const told = (await tasks(haven)).filter(each => each.reference === reference);
  assert.deepEqual(
    new Set(told.map(({ kind, classes }) => [kind, ...classes].join(' '))),
    new Set(['return-or-destroy account', 'notice identity']),
  );
  assert.deepEqual(await sees(haven, recordId), ['identity', 'process']);
  const shown = await stage.run(haven, 'consent:tasks', undefined, async work => ok(await listTasks(work)));
  const still = shown.filter(each => each.reference === reference).map(each => each.still);
  assert.deepEqual(still, [
    ['identity', 'process'],
    ['identity', 'process'],
  ]);
});

test('a recipient who must keep it by law gets a notice, and sees nothing more', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const party = partyOf(haven);
  await consent(reference, answer(party));
  const hold = { party: party.id, ground: 'criminal-proceedings', reasons: 'A trial is listed.' };
  await stage.run(sam, 'consent:record', reference, (work, permit) => holdByLaw(work, permit, hold));
  await withdraw(reference);
  assert.equal((await tasks(haven)).at(-1)?.kind, 'notice');
  assert.deepEqual(await sees(haven, recordId), []);
  const share = { ...hold, ground: 'crime' };
  await refused(
    stage.run(sam, 'consent:record', reference, (work, permit) => holdByLaw(work, permit, share)),
    /hold.ground/,
  );
});

test('a transaction that began before a withdrawal sees nothing either, once the withdrawal is there', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  await app.transaction().execute(async db => {
    await actAs(db, haven);
    const seen = () =>
      db.selectFrom('access.record').where('record_id', '=', recordId).select('record_id').execute();
    assert.equal((await seen()).length, 1);
    await withdraw(reference);
    assert.equal((await seen()).length, 0);
  });
});

test('nothing is shared for a purpose, with a team, of a class or by a decider that the pack does not name for it', async () => {
  const { reference } = await tellRecord(stage, sam);
  const party = partyOf(haven);
  const wrong: readonly (readonly [Partial<Answer>, RegExp])[] = [
    [{ purpose: 'gossip' }, /consent.purpose/],
    [{ recipient: 'solicitor' }, /consent.recipient/],
    [{ party: partyOf(tribunal) }, /consent.party/],
    [{ party: partyOf(sam) }, /own-team/],
    [{ classes: [] }, /consent.classes/],
    [{ classes: ['immigration'] }, /classes-not-for-purpose/],
    [{ way: 'guessed' }, /consent.way/],
    [{ decider: 'neighbour' }, /consent.decider/],
    [{ expiresOn: stage.today().subtract({ days: 1 }) }, /expiry-past/],
    [{ expiresOn: stage.today().add({ years: 5 }) }, /expiry-late/],
  ];
  for (const [change, says] of wrong) await refused(consent(reference, answer(party, change)), says);
  assert.deepEqual(await permissions(reference), []);
});

test('a second person decides an override, and nothing is shared before', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  await stage.run(sam, 'override:ask', reference, (work, permit) =>
    ask(work, permit, override('crime', false)),
  );
  const { id } = await newest(reference);
  const verdict = { agrees: true, reasons: 'Needed to prevent it.' };
  const decideAs = (as: Person) =>
    stage.run(as, 'override:decide', reference, (work, permit) => decide(work, permit, id, verdict));
  assert.deepEqual(await sees(haven, recordId), []);
  await refused(decideAs(sam), /second-person/);
  await decideAs(bethan);
  assert.deepEqual(await sees(haven, recordId), ['identity', 'process']);
  await refused(decideAs(bethan), /not-in-this-stage/);
});

test('nobody decides that their own team is shown something, nor on what they do not hold', async () => {
  const reference = await stage.refer(sam, stage.answers({ age: { ageStatus: 'child' } }));
  const chosen = { ...override('crime', false), recipient: 'first-responder', party: partyOf(sam) };
  await stage.run(stage.person('Alex Morgan'), 'override:ask', reference, (work, permit) =>
    ask(work, permit, chosen),
  );
  const { id } = await newest(reference);
  const verdict = { agrees: true, reasons: 'Needed to protect them.' };
  const decideAs = (as: Person) =>
    stage.run(as, 'override:decide', reference, (work, permit) => decide(work, permit, id, verdict));
  await refused(decideAs(bethan), /own-team-decides/);
  await decideAs(stage.person('Chris Vale'));
});

test('on an urgent ground one person decides at once, and another reviews it by the next day', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const asking = (ground: string) =>
    stage.run(sam, 'override:ask', reference, (work, permit) => ask(work, permit, override(ground, true)));
  await refused(asking('crime'), /not-urgent/);
  await asking('danger-to-life');
  assert.deepEqual(await sees(haven, recordId), ['identity', 'process']);
  const { id, reviewDue } = await newest(reference);
  assert.equal(reviewDue, stage.today().add({ days: 1 }).toString());
  const reviewAs = (as: Person) =>
    stage.run(as, 'override:review', reference, (work, permit) =>
      review(work, permit, id, { agrees: false, reasons: 'The danger was over.' }),
    );
  await refused(reviewAs(sam), /second-person/);
  await reviewAs(bethan);
  assert.deepEqual(await sees(haven, recordId), []);
  assert.equal((await tasks(haven)).at(-1)?.kind, 'return-or-destroy');
});

test('permissions, tasks and grants are written again from the entries alone', async () => {
  const tables = [...projectedTables, 'access.grant', 'access.relation'];
  const before = await contentsOf(superuser, tables);
  const { projections, pack } = stage.composed;
  const all = [...tables, 'referrals.referral', 'referrals.search_key', 'decisions.queue_item'];
  await rebuildProjections(migrator, { tables: all, projections, pack });
  assert.ok((before['consent.permission']?.length ?? 0) > 5);
  assert.deepEqual(await contentsOf(superuser, tables), before);
});

test('a child decides as the pack says, and an adult for themselves', async () => {
  const explained = {
    explainedNrm: true,
    explainedSupport: true,
    explainedOutcomes: true,
    explainedSharing: true,
  };
  const agreed = { consent: { consent: 'given', ...explained } };
  const refer = (ageStatus: string) =>
    stage.refer(sam, stage.answers({ age: { ageStatus }, ...(ageStatus === 'adult' && agreed) }));
  const [child, adult] = [await refer('child'), await refer('adult')];
  const party = partyOf(haven);
  await refused(consent(child, answer(party)), /person-is-a-child/);
  await consent(child, answer(party, { decider: 'child-themselves' }));
  await refused(consent(adult, answer(party, { decider: 'parental-responsibility' })), /person-is-an-adult/);
  await consent(adult, answer(party, { decider: 'best-interests' }));
});

test('whoever was given a record by consent keeps no consents of it', async () => {
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  await refused(consent(reference, answer(partyOf(stage.person('Chambers desk'))), haven), /not-permitted/);
});

test('a consent ends with its last day', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven), { expiresOn: stage.today() }));
  const { until } = await newest(reference);
  const midnight = stage.today().add({ days: 1 }).toZonedDateTime({ timeZone: stage.composed.pack.timeZone });
  assert.equal(until?.toString(), midnight.toInstant().toString());
  const left = until.since(Temporal.Now.instant()).add({ seconds: 1 }).toString();
  await sql`UPDATE consent.permission SET until_at = until_at - ${left}::interval WHERE record_id = ${recordId}`.execute(
    superuser,
  );
  assert.deepEqual(await sees(haven, recordId), []);
});
