import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Pack } from '../pack/pack.ts';
import { testDatabase } from '../testing/database.ts';
import { append } from './append.ts';
import { erasePayloads } from './erase.ts';
import type { Projection, Projections } from './projections.ts';
import { listEntries } from './read.ts';
import { contentsOf, rebuildProjections } from './rebuild.ts';
import { asViewer, grant, openRecord, someEntry, someViewer } from './testing.ts';

const { app, migrator, superuser } = await testDatabase();
await sql`CREATE TABLE ledger.sample (record_id uuid PRIMARY KEY, state text NOT NULL, words text, changes int NOT NULL)`.execute(
  superuser,
);
await sql`ALTER TABLE ledger.sample OWNER TO nrm_owner`.execute(superuser);
await sql`GRANT ALL ON ledger.sample TO nrm_app, nrm_migrator`.execute(superuser);

const begin: Projection = async (db, { recordId, payload }) => {
  await sql`INSERT INTO ledger.sample VALUES (${recordId}, 'begun', ${payload.identity?.['words'] ?? null}, 1)`.execute(
    db,
  );
};
// Fails where it comes before `begin`: order matters.
const go: Projection = async (db, { recordId, version }) => {
  const done = await sql`
    UPDATE ledger.sample SET state = ${`went on at ${version}`}, changes = changes + 1 WHERE record_id = ${recordId}`.execute(
    db,
  );
  assert.equal(done.numAffectedRows, 1n);
};
const forget: Projection = async (db, { recordId }) => {
  await sql`UPDATE ledger.sample SET words = NULL WHERE record_id = ${recordId}`.execute(db);
};
const projections: Projections = new Map([
  ['begun', [begin]],
  ['went-on', [go]],
  ['payloads-erased', [forget]],
]);
const rebuild = () =>
  rebuildProjections(migrator, { tables: ['ledger.sample'], projections, pack: {} as Pack });

test('projected tables are the same when they are built again from the entries alone', async () => {
  const ada = someViewer();
  const records = [];
  for (let n = 0; n < 20; n += 1)
    records.push(
      await asViewer(
        app,
        ada,
        async work => {
          const record = await openRecord(work);
          await grant(work, record.recordId, ada);
          await append(work, record, [someEntry('begun'), someEntry('not-projected')]);
          return { ...record, version: 2 };
        },
        projections,
      ),
    );
  for (const [n, record] of records.entries())
    if (n % 2 === 0)
      await asViewer(
        app,
        ada,
        work => append(work, record, [someEntry('went-on'), someEntry('went-on')]),
        projections,
      );
  const [, second] = records;
  assert.ok(second);
  await asViewer(
    migrator,
    ada,
    async work => {
      const [first] = await listEntries(work, second.recordId);
      await erasePayloads(
        work,
        second,
        [{ entryId: first?.entryId ?? '', classes: ['identity'] }],
        'retention',
      );
    },
    projections,
  );
  const before = await contentsOf(superuser, ['ledger.sample', 'access.record']);
  assert.equal(before['ledger.sample']?.length, 20);
  await sql`UPDATE ledger.sample SET state = 'wrong', words = 'wrong'`.execute(superuser);
  assert.deepEqual(await rebuild(), { entries: 61 });
  assert.deepEqual(await contentsOf(superuser, ['ledger.sample', 'access.record']), before);
});

test('a rebuild that fails leaves the tables as they were', async () => {
  const before = await contentsOf(superuser, ['ledger.sample']);
  const fails: Projection = () => Promise.reject(new Error('a projection failed'));
  const broken = new Map([...projections, ['went-on', [fails]] as const]);
  const tried = rebuildProjections(migrator, {
    tables: ['ledger.sample'],
    projections: broken,
    pack: {} as Pack,
  });
  await assert.rejects(tried, /a projection failed/);
  assert.deepEqual(await contentsOf(superuser, ['ledger.sample']), before);
});
