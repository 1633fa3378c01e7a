import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { dataClasses, payloadClasses } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { Temporal } from '../pure/time.ts';
import { testDatabase } from '../testing/database.ts';
import { append, recordSight, VersionConflict } from './append.ts';
import { bodyOf } from './digest.ts';
import type { StoredEntry } from './entry.ts';
import { listEntries, listTrail } from './read.ts';
import { asViewer, fileCase, grant, someEntry, someViewer } from './testing.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`append: seed ${seed}`);
const { app, superuser } = await testDatabase();
const ada = someViewer();

test('entries are numbered from the record’s version, keep who acted as they were then, and come back as written', async () => {
  const record = await fileCase(app, ada, [someEntry('a'), someEntry('b')]);
  const written = await asViewer(app, ada, work => append(work, record, [someEntry('c')]));
  const read = await asViewer(app, ada, work => listEntries(work, record.recordId));
  assert.deepEqual(
    read.map(entry => [entry.version, entry.type]),
    [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ],
  );
  assert.deepEqual(plain(read[2]), plain(written[0]));
  const by = { name: 'Ada Example', role: 'responder', organisation: 'Example Council', team: 'Front Desk' };
  assert.deepEqual(read[2]?.payload.process?.['by'], by);
});

test('text in any script comes back from PostgreSQL byte for byte', async () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 40 })
    .filter(each => each.isWellFormed() && !each.includes('\0'));
  const value = fc.dictionary(
    text,
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(text)),
    {
      maxKeys: 5,
    },
  );
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 5 }), async values => {
      const clean = values.map(each => JSON.parse(JSON.stringify(each)) as JsonObject);
      const entries = clean.map(account => ({ type: 'said', payload: { process: {}, account } }));
      const record = await fileCase(app, ada, entries);
      const bodies = await sql<{ body: string }>`
        SELECT body FROM ledger.entry JOIN ledger.payload_account USING (entry_id)
        WHERE entry.record_id = ${record.recordId} ORDER BY version`.execute(superuser);
      assert.deepEqual(
        bodies.rows.map(row => row.body),
        clean.map(bodyOf),
      );
      const read = await asViewer(app, ada, work => listEntries(work, record.recordId));
      assert.deepEqual(
        read.map(entry => entry.payload.account),
        clean,
      );
      kept += clean.length;
    }),
    { seed, numRuns: 100 },
  );
  assert.ok(kept >= 100);
});

test('what cannot be kept exactly is refused and leaves nothing', async () => {
  const record = await fileCase(app, ada);
  for (const words of ['nul \0', 'half \ud83d', 'half \ude00'])
    await assert.rejects(
      asViewer(app, ada, work =>
        append(work, record, [{ type: 'said', payload: { process: {}, account: { words } } }]),
      ),
      TypeError,
    );
  assert.equal((await asViewer(app, ada, work => listEntries(work, record.recordId))).length, 1);
});

test('of eight who write on the same version one is kept, and nothing of the others', async () => {
  const record = await fileCase(app, ada);
  const tries = Array.from({ length: 8 }, () =>
    asViewer(app, ada, work => append(work, record, [someEntry('x'), someEntry('y')])),
  );
  const settled = await Promise.allSettled(tries);
  assert.equal(settled.filter(each => each.status === 'fulfilled').length, 1);
  for (const each of settled)
    if (each.status === 'rejected') assert.ok(each.reason instanceof VersionConflict);
  const read = await asViewer(app, ada, work => listEntries(work, record.recordId));
  assert.deepEqual(
    read.map(entry => entry.version),
    [1, 2, 3],
  );
  await assert.rejects(
    asViewer(app, ada, work => append(work, record, [someEntry()])),
    VersionConflict,
  );
});

test('projections are run for each entry in order, inside the transaction', async () => {
  const seen: string[] = [];
  const project = async (_: unknown, entry: StoredEntry) => {
    seen.push(`${entry.type} ${entry.version}`);
    if (entry.type === 'bad') throw new Error('a projection failed');
  };
  const projections = new Map([
    ['good', [project, project]],
    ['bad', [project]],
  ]);
  const record = await fileCase(app, ada);
  const write = (types: string[]) =>
    asViewer(
      app,
      ada,
      work =>
        append(
          work,
          record,
          types.map(type => someEntry(type)),
        ),
      projections,
    );
  await assert.rejects(write(['good', 'bad']), /a projection failed/);
  await write(['good', 'other']);
  assert.deepEqual(seen, ['good 2', 'good 2', 'bad 3', 'good 2', 'good 2']);
  assert.equal((await asViewer(app, ada, work => listEntries(work, record.recordId))).length, 3);
});

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

test('the application can change or remove no row of the ledger', async () => {
  await fileCase(app, ada);
  const names = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'ledger'`.execute(
    superuser,
  );
  assert.equal(names.rows.length, dataClasses.length + 3);
  for (const { name } of names.rows) {
    for (const statement of [
      `DELETE FROM ${name}`,
      `TRUNCATE ${name}`,
      `UPDATE ${name} SET ${await anyColumn(name)}`,
    ])
      await assert.rejects(
        asViewer(app, ada, work => sql.raw(statement).execute(work.db)),
        /permission denied/,
        statement,
      );
  }
});

test('nobody can write as another, on a record not held, out of place, or for accountability', async () => {
  const record = await fileCase(app, ada);
  const other = someViewer();
  const columns = sql`entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests`;
  const values = (viewer: typeof ada) =>
    sql`${randomUUID()}, ${record.recordId}, 2, 'change', 'x', now(), ${viewer.personId}, ${viewer.organisation.id},
      ${viewer.team.id}, ${viewer.purpose}, '{}'`;
  const insert = (as: typeof ada, said: typeof ada) =>
    asViewer(app, as, work =>
      sql`INSERT INTO ledger.entry (${columns}) VALUES (${values(said)})`.execute(work.db),
    );
  await assert.rejects(insert(ada, other), /row-level security/);
  await assert.rejects(insert(other, other), /row-level security/);
  await assert.rejects(
    asViewer(app, other, work => recordSight(work, [record.recordId], 'seen', [])),
    /row-level security/,
  );
  await assert.rejects(
    asViewer(app, other, work => append(work, record, [someEntry()])),
    VersionConflict,
  );
  const forged = sql`INSERT INTO ledger.entry (${columns}, xid) VALUES (${values(ada)}, '5')`;
  await assert.rejects(
    asViewer(app, ada, work => forged.execute(work.db)),
    /permission denied/,
  );
  const officer = someViewer('accountability');
  await asViewer(app, ada, work => grant(work, record.recordId, officer));
  await assert.rejects(insert(officer, officer), /row-level security/);
});

async function anyColumn(table: string): Promise<string> {
  const found = await sql<{ name: string }>`
    SELECT attname AS name FROM pg_attribute WHERE attrelid = ${table}::regclass AND attnum = 1`.execute(
    superuser,
  );
  return `${found.rows[0]?.name} = ${found.rows[0]?.name}`;
}

const plain = (entry: StoredEntry | undefined) => entry && { ...entry, at: entry.at.toString() };
