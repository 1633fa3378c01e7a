import { test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openStage, type Person } from '../../checks/support/stage.ts';
import { contentsOf, rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { projectedTables as consentTables } from '../consent/public.ts';
import { projectedTables as referralTables } from '../referrals/public.ts';
import { allocateCase, readSecond, recordDecision, saveDecisionDraft, takeCase } from './commands.ts';
import type { Finding, Outcome, Working } from './model.ts';
import { findCase, findDraft, listQueue, queueViews, readCursor } from './queries.ts';
import { projectedTables } from './store.ts';

const stage = await openStage();
const responder = stage.person('Sam Okafor');
const alex = stage.person('Alex Morgan');
const chris = stage.person('Chris Vale');
const manager = stage.person('Robin Achebe');
const elsewhere = stage.person('Lee Harker');

const sent = Temporal.Instant.from('2026-11-23T10:15:00Z');
const after = (hours: number) => sent.add({ hours });

const refer = () => stage.refer(responder, stage.answers({ place: { circumstances: ['none'] } }), sent);
const take = (as: Person, reference: string) =>
  stage.run(as, 'case:take', reference, (work, permit) => takeCase(work, permit), after(1));
const give = (as: Person, reference: string, to: Person) =>
  stage.run(
    as,
    'case:allocate',
    reference,
    (work, permit) => allocateCase(work, permit, to.personId),
    after(2),
  );
const decide = (as: Person, reference: string, outcome: Outcome) =>
  stage.run(
    as,
    'decision:record',
    reference,
    (work, permit) => recordDecision(work, permit, worked(outcome)),
    after(2),
  );
const read = (as: Person, reference: string, agrees: boolean) => {
  const reading = { agrees, reasons: 'Read.' };
  return stage.run(
    as,
    'decision:second-read',
    reference,
    (work, permit) => readSecond(work, permit, reading),
    after(3),
  );
};
const file = (as: Person, reference: string, asOf?: Temporal.Instant) =>
  stage.run(as, 'case:view', reference, async (work, { record }) =>
    ok(await findCase(work, record.recordId, asOf && { asOf })),
  );
const refused = (act: Promise<unknown>, code: string) => assert.rejects(act, new RegExp(`: ${code} `));

function worked(outcome: Outcome): Working {
  const heads = stage.composed.pack.definition.versions[0]?.heads ?? [];
  const finding: Finding = outcome === 'positive' ? 'met' : 'not-shown';
  const elements = heads.flatMap(head => head.elements.map(({ code }) => `${head.code}.${code}`));
  return {
    outcome,
    findings: new Map(elements.map(element => [element, finding])),
    headReasons: new Map(heads.map(({ code }) => [code, 'Looked at.'])),
    reasons: 'Weighed together.',
  };
}

async function viewsWith(as: Person, reference: string): Promise<readonly string[]> {
  const shown = await stage.run(as, 'queue:view', undefined, async work => {
    const found: string[] = [];
    for (const view of queueViews)
      if ((await listQueue(work, view, undefined)).rows.some(row => row.reference === reference))
        found.push(view);
    return ok(found);
  });
  return shown;
}

test('the queue shows where a case stands at every step, to its own team alone', async () => {
  const reference = await refer();
  const steps = [
    { act: () => Promise.resolve(), ofAlex: ['unallocated'], ofChris: ['unallocated'] },
    { act: () => take(alex, reference), ofAlex: ['mine', 'allocated'], ofChris: ['allocated'] },
    {
      act: () => decide(alex, reference, 'negative'),
      ofAlex: ['second-reading'],
      ofChris: ['second-reading'],
    },
    { act: () => read(chris, reference, false), ofAlex: ['mine', 'allocated'], ofChris: ['allocated'] },
    { act: () => decide(alex, reference, 'positive'), ofAlex: ['decided'], ofChris: ['decided'] },
  ];
  for (const { act, ofAlex, ofChris } of steps) {
    await act();
    assert.deepEqual(await viewsWith(alex, reference), ofAlex);
    assert.deepEqual(await viewsWith(chris, reference), ofChris);
    assert.deepEqual(await viewsWith(elsewhere, reference), []);
  }
});

test('a negative stands only after another person has read it, and the responder learns nothing before', async () => {
  const reference = await refer();
  await take(alex, reference);
  await decide(alex, reference, 'negative');
  const seen = () =>
    stage.run(responder, 'referral:view', reference, async (work, { record }) => {
      const { entries } = await findCase(work, record.recordId);
      return ok({ stage: record.stage, types: entries.map(entry => entry.type) });
    });
  const waiting = ['draft-opened', 'referral-submitted', 'safe-contact-recorded', 'case-allocated'];
  assert.deepEqual(await seen(), { stage: 'submitted', types: waiting });
  await refused(read(alex, reference, true), 'not-permitted');
  await refused(take(chris, reference), 'not-in-this-stage');
  await read(manager, reference, true);
  assert.deepEqual(await seen(), { stage: 'decided', types: [...waiting, 'decision-recorded'] });
  const { decision } = await file(chris, reference);
  assert.equal(decision?.outcome, 'negative');
  assert.equal(decision.proposedBy?.name, 'Alex Morgan');
  assert.equal(decision.reasoned?.reasons, 'Weighed together.');
});

test('only whoever has a case decides it, and a manager gives it to another', async () => {
  const reference = await refer();
  await take(alex, reference);
  await refused(decide(chris, reference, 'positive'), 'not-permitted');
  await refused(give(alex, reference, alex), 'not-permitted');
  await refused(give(manager, reference, elsewhere), 'invalid');
  await give(manager, reference, chris);
  await refused(decide(alex, reference, 'positive'), 'not-permitted');
  await decide(chris, reference, 'positive');
});

test('a case can be shown as it was known at any moment', async () => {
  const reference = await refer();
  await take(alex, reference);
  await decide(alex, reference, 'positive');
  const known: number[] = [];
  for (const hours of [-1, 0, 1, 2]) known.push((await file(chris, reference, after(hours))).entries.length);
  // What was known once it was sent, and then one entry more each hour.
  const [none, sent = 0] = known;
  assert.ok(none === 0 && sent >= 3);
  assert.deepEqual(known, [0, sent, sent + 1, sent + 2]);
});

test('a draft of a decision is seen by its author alone and ends when the decision is sent', async () => {
  const reference = await refer();
  await take(alex, reference);
  const inputs = { outcome: 'negative', reasons: '  half a ' };
  await stage.run(alex, 'decision:record', reference, (work, permit) =>
    saveDecisionDraft(work, permit, inputs),
  );
  const draft = (as: Person) =>
    stage.run(as, 'case:view', reference, async (work, { record }) => {
      const { rows } = await sql`SELECT FROM decisions.draft`.execute(work.db);
      return ok([rows.length, (await findDraft(work, record.recordId))?.inputs]);
    });
  assert.deepEqual(await draft(alex), [1, inputs]);
  assert.deepEqual(await draft(chris), [0, undefined]);
  await decide(alex, reference, 'positive');
  assert.deepEqual(await draft(alex), [0, undefined]);
});

test('the queue goes on where a page ended, and shows every case once', async () => {
  for (let number = 0; number < 30; number += 1) await refer();
  const [first, second] = await stage.run(chris, 'queue:view', undefined, async work => {
    const page = await listQueue(work, 'unallocated', undefined);
    return ok([page, await listQueue(work, 'unallocated', readCursor(page.next))] as const);
  });
  const references = [...first.rows, ...second.rows].map(row => row.reference);
  assert.equal(first.rows.length, 25);
  assert.equal(new Set(references).size, references.length);
  assert.deepEqual([references.length, first.hasMore, second.next], [first.count, false, undefined]);
});

test('the queue and who is what to a case are what the entries alone say', async () => {
  const { migrator, superuser } = stage.database;
  const tables = [...projectedTables, ...referralTables, ...consentTables, 'access.relation', 'access.grant'];
  const before = await contentsOf(superuser, tables);
  assert.ok((before['decisions.queue_item']?.length ?? 0) >= 30);
  await rebuildProjections(migrator, { ...stage.composed, tables });
  assert.deepEqual(await contentsOf(superuser, tables), before);
});
