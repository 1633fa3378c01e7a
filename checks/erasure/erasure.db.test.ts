/** What was erased is gone from everywhere, stays gone after an older backup is restored, and is proved to be gone lawfully. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { goodOnce } from '../../app/backup.ts';
import { projectedTables } from '../../app/compose.ts';
import { restoreBackup } from '../../platform/backup/restore.ts';
import { readSealed } from '../../platform/backup/sealed-file.ts';
import { openErasures } from '../../platform/erasure/list.ts';
import { eraseAgain } from '../../platform/erasure/erase.ts';
import { rewriteFiles } from '../../platform/erasure/rewrite-store.ts';
import { readVerifier } from '../../platform/ledger/note.ts';
import { contentsOf, rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { sequenceAll, signCheckpoint } from '../../platform/ledger/sequencer.ts';
import { verify } from '../../platform/ledger/verify.ts';
import { useTestServer } from '../../platform/testing/server.ts';
import { openEmpty, secret } from '../backup/scene.ts';
import {
  endedRegistration,
  filesWithMark,
  hasMark,
  inMonths,
  openErasureScene,
  tablesWithMark,
  untouchedDraft,
  withdrawnCase,
} from './scene.ts';

const scene = await openErasureScene();
const { stage, signer, folder } = scene;
const { database } = stage;
const sam = stage.person('Sam Okafor');
const known = [readVerifier(signer.verifier)];
// As the guide says: a segment of the log that is written over later keeps what stood in it until then.
for (const statement of ['ALTER SYSTEM SET wal_recycle = off', 'SELECT pg_reload_conf()', 'CHECKPOINT'])
  await sql.raw(statement).execute(database.superuser);

const stays = await stage.refer(sam);
const heldCase = await withdrawnCase(stage);
const idOf = async (reference: string) =>
  (
    await database.superuser
      .selectFrom('access.record')
      .select('record_id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
  ).record_id;
const heldId = await idOf(heldCase);
await sql`INSERT INTO erasure.hold (hold_id, record_id, ground, reasons, review_on, placed_at, placed_by, placed_by_name)
  VALUES (gen_random_uuid(), ${heldId}, 'legal-claim', 'A claim', '2026-12-31', now(), gen_random_uuid(), 'Dana Whitfield')`.execute(
  database.superuser,
);
const rowsOf = async (table: string, id: string, db = database.superuser) =>
  (await sql`SELECT 1 FROM ${sql.table(table)} WHERE record_id = ${id}`.execute(db)).rows;
const lift = () =>
  sql`UPDATE erasure.hold SET lifted_at = now(), lifted_by = gen_random_uuid(), lifted_by_name = 'Jo Lindqvist', lifted_because = 'Over'`.execute(
    database.superuser,
  );

test('a hold wins: nothing goes of a case that somebody said must be kept, by the rule and by the database', async () => {
  assert.deepEqual(await scene.erase(inMonths(36)), []);
  assert.ok((await tablesWithMark(database.superuser)).includes('ledger.payload_identity'));
  for (const table of ['ledger.payload_identity', 'files.file'])
    await assert.rejects(
      sql`DELETE FROM ${sql.table(table)} WHERE record_id = ${heldId}`.execute(database.migrator),
      /a legal hold stands on this record/,
    );
  assert.deepEqual(openErasures(scene.list).erased, []);
});

test('what is due goes from every table, what is not stays, and a trial changes nothing', async () => {
  await lift();
  await untouchedDraft(stage);
  await endedRegistration(stage);
  await sequenceAll(database.app);
  await signCheckpoint(database.app, signer);
  await scene.back('before');
  const before = await tablesWithMark(database.superuser);
  for (const table of [
    'http.kept_form',
    'ledger.payload_account',
    'ledger.payload_identity',
    'organisations.registrant',
    'referrals.draft_answer',
    'referrals.draft_typed',
  ])
    assert.ok(before.includes(table), `${table} holds nothing: this would prove nothing (${before.join()})`);
  const goes = async (months: number): Promise<readonly string[]> => {
    const held = await tablesWithMark(database.superuser);
    const trial = await scene.erase(inMonths(months), true);
    assert.deepEqual(await tablesWithMark(database.superuser), held);
    assert.deepEqual(await scene.erase(inMonths(months)), trial);
    return trial.map(({ of, rule, count }) => `${of} ${rule} ${count}`);
  };
  assert.deepEqual(await goes(3), []);
  assert.deepEqual(await goes(18), [
    'evidence evidence-withdrawn 1',
    'draft draft-put-away 1',
    'registration registration-ended 1',
  ]);
  assert.equal((await rowsOf('files.file', heldId)).length, 0);
  assert.deepEqual(await goes(36), ['case case-withdrawn 1']);
  assert.deepEqual(await tablesWithMark(database.superuser), []);
  for (const table of ['referrals.search_key', 'files.file', 'seal.data_key'])
    assert.equal((await rowsOf(table, heldId)).length, 0, table);
  for (const table of ['referrals.search_key', 'ledger.payload_identity'])
    assert.ok((await rowsOf(table, await idOf(stays))).length > 0, table);
  assert.deepEqual(await scene.erase(inMonths(36)), [], 'a second time nothing is left');
});

test('a ledger from which was erased verifies, and every projection is what its entries say', async () => {
  await sequenceAll(database.app);
  await signCheckpoint(database.app, signer);
  const { isSound, erased } = await verify(database.migrator, { known });
  assert.equal(isSound, true);
  assert.ok(erased > 3);
  const all = () => contentsOf(database.superuser, ['access.record', ...projectedTables]);
  const before = await all();
  await rebuildProjections(database.migrator, { ...stage.composed, tables: projectedTables });
  assert.deepEqual(await all(), before);
});

test('what was erased is in no backup from then on, and in no log', async () => {
  await scene.back('after');
  const holds = async (name: string) => {
    let opened = '';
    for await (const piece of readSealed(join(folder, name), secret)) opened += piece.toString('latin1');
    return hasMark(opened);
  };
  assert.deepEqual([await holds('before'), await holds('after')], [true, false]);
  const { folder: server } = await useTestServer();
  assert.ok(!hasMark(readFileSync(join(server, 'postgres.log'), 'utf8')));
  assert.ok(!hasMark(readFileSync(scene.list, 'utf8')));
});

test('an older backup brings nobody back: what was erased since is erased again before anybody can see it', async () => {
  const { database: _, ...parts } = scene.erasing(inMonths(36));
  const restore = async (again: boolean) => {
    const empty = await openEmpty(scene);
    await restoreBackup(join(folder, 'before'), {
      database: empty.config,
      place: empty.place,
      secret,
      goodOnce,
      ...(again && { eraseAgain: db => eraseAgain(db, parts, openErasures(scene.list).erased) }),
    });
    return empty;
  };
  const without = await restore(false);
  assert.ok((await tablesWithMark(without.superuser)).length >= 4, 'without the list they are back');
  const empty = await restore(true);
  assert.deepEqual(await tablesWithMark(empty.superuser), []);
  assert.equal((await rowsOf('referrals.search_key', heldId, empty.superuser)).length, 0);
  const { isSound, erased } = await verify(empty.migrator, { known });
  assert.equal(isSound, true);
  assert.ok(erased > 3);
  const all = () => contentsOf(empty.superuser, ['access.record', ...projectedTables]);
  const before = await all();
  await rebuildProjections(empty.migrator, { ...stage.composed, tables: projectedTables });
  assert.deepEqual(await all(), before);
  await sequenceAll(empty.app);
  await signCheckpoint(empty.app, signer);
  assert.equal((await verify(empty.migrator, { known })).isSound, true);
});

test('once its files are written anew the database holds nothing of it, nor does its write-ahead log', async () => {
  const { folder: server } = await useTestServer();
  const data = join(server, 'postgres');
  assert.ok(filesWithMark(data).length > 0, 'nothing was found before: this would prove nothing');
  await rewriteFiles(database.migrator);
  for (const statement of ['SELECT pg_switch_wal()', 'CHECKPOINT', 'SELECT pg_switch_wal()', 'CHECKPOINT'])
    await sql.raw(statement).execute(database.superuser);
  assert.deepEqual(filesWithMark(data), []);
});
