import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { dataClasses } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { testDatabase } from '../testing/database.ts';
import { append, recordSight, VersionConflict } from './append.ts';
import { bodyOf } from './digest.ts';
import type { StoredEntry } from './entry.ts';
import { listEntries } from './read.ts';
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
  const { personId, team, organisation } = other;
  for (const lie of [
    { personId },
    { team },
    { organisation },
    { purpose: 'identification-decision' as const },
  ])
    await assert.rejects(insert(ada, { ...ada, ...lie }), /row-level security/, Object.keys(lie).join());
  await assert.rejects(insert(other, other), /row-level security/);
  await assert.rejects(
    asViewer(app, other, work => recordSight(work, [record.recordId], 'seen', [])),
    /row-level security|a sight may not be written/,
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
