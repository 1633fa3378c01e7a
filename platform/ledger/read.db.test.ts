import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { payloadClasses } from '../pure/classes.ts';
import { Temporal } from '../pure/time.ts';
import { testDatabase } from '../testing/database.ts';
import { append, recordSight } from './append.ts';
import { listEntries, listTrail } from './read.ts';
import { asViewer, fileCase, grant, someEntry, someViewer } from './testing.ts';

const { app } = await testDatabase();
const ada = someViewer();

test('a viewer reads the payloads of the classes granted, of no other, and nothing of a record without a grant', async () => {
  const record = await fileCase(app, ada, [someEntry('a', ['identity', 'account', 'health', 'third-party'])]);
  const [some, trailOnly, none] = [someViewer('identification-decision'), someViewer(), someViewer()];
  await asViewer(app, ada, async work => {
    await grant(work, record.recordId, some, ['process', 'account', 'third-party']);
    await grant(work, record.recordId, trailOnly, ['trail']);
  });
  const shown = async (viewer: typeof ada) =>
    (await asViewer(app, viewer, work => listEntries(work, record.recordId))).map(entry =>
      Object.keys(entry.payload),
    );
  assert.deepEqual(await shown(some), [['process', 'account', 'third-party']]);
  assert.deepEqual(await shown(trailOnly), [[]]);
  assert.deepEqual(await shown(none), []);
  assert.deepEqual(await shown({ ...some, purpose: 'immigration-control' }), []);
  assert.deepEqual(await asViewer(app, none, work => listEntries(work, randomUUID())), []);
});

test('that something internal happened is seen with a grant of reasoning, and not with one of process', async () => {
  const proposed = { type: 'decision-proposed', payload: { reasoning: { outcome: 'negative' } } };
  const record = await fileCase(app, ada, [someEntry('a'), proposed, someEntry('b')]);
  const [responder, reader] = [someViewer(), someViewer('identification-decision')];
  await asViewer(app, ada, async work => {
    await grant(
      work,
      record.recordId,
      responder,
      payloadClasses.filter(name => name !== 'reasoning'),
    );
    await grant(work, record.recordId, reader, ['process', 'reasoning']);
  });
  const seenBy = (viewer: typeof ada) => asViewer(app, viewer, work => listEntries(work, record.recordId));
  assert.deepEqual(
    (await seenBy(responder)).map(entry => entry.type),
    ['a', 'b'],
  );
  const [, internal] = await seenBy(reader);
  assert.equal(internal?.type, 'decision-proposed');
  assert.deepEqual(Object.keys(internal?.payload.reasoning ?? {}), ['outcome', 'by']);
});

test('sights are written for every record shown, and read by holders of the trail alone', async () => {
  const records = await Promise.all(Array.from({ length: 30 }, () => fileCase(app, ada)));
  const ids = records.map(record => record.recordId);
  const [clerk, officer] = [
    someViewer('referral', 'Clerk Example'),
    someViewer('accountability', 'Officer Example'),
  ];
  await asViewer(app, ada, async work => {
    for (const id of ids) await grant(work, id, clerk, ['process', 'identity']);
    for (const id of ids) await grant(work, id, officer, ['trail']);
  });
  await asViewer(app, clerk, work => recordSight(work, ids, 'queue-seen', ['process', 'identity']));
  await asViewer(app, officer, work => recordSight(work, ids.slice(0, 1), 'trail-seen', ['trail']));
  const trail = await asViewer(app, officer, work => listTrail(work, ids[0] ?? ''));
  assert.deepEqual(
    trail.entries.map(entry => [entry.kind, entry.type]),
    [
      ['sight', 'trail-seen'],
      ['sight', 'queue-seen'],
      ['change', 'referral-submitted'],
    ],
  );
  assert.equal(trail.entries[1]?.actorId, clerk.personId);
  assert.deepEqual(trail.entries[1]?.payload.process?.['classes'], ['process', 'identity']);
  for (const id of ids) {
    const seen = await asViewer(app, clerk, work => listTrail(work, id));
    assert.deepEqual(
      seen.entries.map(entry => entry.kind),
      ['change'],
    );
    const asleep = await asViewer(app, clerk, work =>
      sql`SELECT 1 FROM ledger.payload_trail WHERE record_id = ${id}`.execute(work.db),
    );
    assert.equal(asleep.rows.length, 0);
  }
});

test('the trail is read page by page without gap or repeat', async () => {
  const record = await fileCase(app, ada);
  for (let n = 0; n < 7; n += 1)
    await asViewer(app, ada, work => recordSight(work, [record.recordId], `seen-${n}`, ['process']));
  const types: string[] = [];
  for (let before: number | undefined; ; ) {
    const page = await asViewer(app, ada, work =>
      listTrail(work, record.recordId, { limit: 3, ...(before === undefined ? {} : { before }) }),
    );
    types.push(...page.entries.map(entry => entry.type));
    if (page.next === undefined) break;
    before = page.next;
  }
  assert.deepEqual(types, [6, 5, 4, 3, 2, 1, 0].map(n => `seen-${n}`).concat('referral-submitted'));
});

test('what was known at an instant, or up to a version, leaves out what came later', async () => {
  const record = await fileCase(app, ada, [someEntry('first')]);
  const between = Temporal.Now.instant();
  await pause(5);
  await asViewer(app, ada, work => append(work, record, [someEntry('second'), someEntry('third')]));
  const types = async (until: Parameters<typeof listEntries>[2]) =>
    (await asViewer(app, ada, work => listEntries(work, record.recordId, until))).map(entry => entry.type);
  assert.deepEqual(await types({ asOf: between }), ['first']);
  assert.deepEqual(await types({ through: 2 }), ['first', 'second']);
  assert.deepEqual(await types({ asOf: Temporal.Now.instant(), through: 3 }), ['first', 'second', 'third']);
});
