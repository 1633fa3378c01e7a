import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { goodOnce } from '../../app/backup.ts';
import { projectedTables } from '../../app/compose.ts';
import { checkBackup } from '../../platform/backup/check.ts';
import { BackupProblem } from '../../platform/backup/problem.ts';
import { readSealed } from '../../platform/backup/sealed-file.ts';
import { leftOut, listTables } from '../../platform/backup/queries.ts';
import { takeBackup } from '../../platform/backup/take.ts';
import { findUnfit } from '../../platform/db/fitness.ts';
import { migrate, listMigrations } from '../../platform/db/migrate.ts';
import { readVerifier } from '../../platform/ledger/note.ts';
import { contentsOf, rebuildProjections } from '../../platform/ledger/rebuild.ts';
import { sequenceAll, signCheckpoint } from '../../platform/ledger/sequencer.ts';
import { verify } from '../../platform/ledger/verify.ts';
import { openEmpty, openScene, secret } from './scene.ts';

const marker = 'Zqvxbackup';
const scene = await openScene();
const { stage, place, signer } = scene;
const { database } = stage;
const sam = stage.person('Sam Okafor');

const refer = () =>
  stage.refer(
    sam,
    stage.answers({ place: { circumstances: ['none'], safeAddress: `3 ${marker} Road, Westmere` } }),
  );
for (let n = 0; n < 6; n += 1) await refer();
await stage.signIn(sam);
await stage.files.keep(
  (async function* () {
    yield Buffer.from('nobody owns this');
  })(),
);
const content = await stage.files.keep(
  (async function* () {
    yield Buffer.from(`${marker} evidence `.repeat(9_000));
  })(),
);
await sql`INSERT INTO files.file (file_id, record_id, data_class, kind, size, sha256, place, key_id, wrapped, added_at, scan, copy)
  SELECT gen_random_uuid(), record_id, 'account', 'pdf', 1, '\\x00', ${content.place}, ${content.wrapped.keyId},
    ${content.wrapped.bytes}, now(), 'clean', 'none' FROM access.record LIMIT 1`.execute(database.superuser);
await sequenceAll(database.app);
await signCheckpoint(database.app, signer);
await refer();

const backup = await scene.back('whole');
const file = join(scene.folder, 'whole');
const original = readFileSync(file);

/** What must be the same in every database of one version: policies, rights, triggers, functions. */
const guards = async (db: typeof database.superuser) =>
  (
    await sql<{ what: string }>`
      SELECT concat_ws(' ', 'policy', schemaname, tablename, policyname, cmd, roles::text, qual, with_check) AS what FROM pg_policies
      UNION ALL SELECT concat_ws(' ', 'table', oid::regclass, relrowsecurity, relforcerowsecurity, relacl::text) FROM pg_class
        WHERE relkind IN ('r', 'p', 'S') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
          AND relname NOT LIKE 'queue_stats_%'
      UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT concat_ws(' ', 'function', p.oid::regprocedure, proacl::text, md5(prosrc)) FROM pg_proc p
        WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)' AND proname <> 'epoch'
      ORDER BY 1`.execute(db)
  ).rows
    .map(row => row.what)
    .filter(what => !what.includes('queue_stats_'));

test('what was backed up is restored: every table, every file, the ledger, and every projection from the entries', async () => {
  const empty = await openEmpty(scene);
  const restored = await empty.restore('whole');
  const kept = (await listTables(database.migrator)).map(({ name }) => name);
  assert.ok(kept.length >= 45, `only ${kept.length} tables`);
  const before = await contentsOf(database.superuser, kept);
  assert.deepEqual(await contentsOf(empty.superuser, kept), before);
  assert.deepEqual(restored.head, backup.head);
  assert.ok((before['ledger.entry']?.length ?? 0) >= 20 && (before['pgboss.job_common']?.length ?? 0) >= 7);
  assert.deepEqual(empty.place.held.get(content.place), place.held.get(content.place));
  assert.equal(empty.place.held.size, 1);
  const known = [readVerifier(signer.verifier)];
  const verified = await verify(empty.migrator, { known });
  assert.equal(verified.isSound, true);
  assert.ok(verified.notInTree > 0 && verified.entries > 0);
  const all = () => contentsOf(empty.superuser, ['access.record', ...projectedTables]);
  const as = await all();
  await rebuildProjections(empty.migrator, { ...stage.composed, tables: projectedTables });
  assert.deepEqual(await all(), as);
});

test('a restored database is guarded as a new one is, and takes new entries after the old ones', async () => {
  const empty = await openEmpty(scene);
  await empty.restore('whole');
  assert.deepEqual(await guards(empty.superuser), await guards(database.superuser));
  assert.equal(await findUnfit(empty.app), undefined);
  const next = await sql<{ ok: boolean }>`
    SELECT nextval('ledger.entry_position_seq') > (SELECT max(position) FROM ledger.entry) AS ok`.execute(
    empty.superuser,
  );
  assert.equal(next.rows[0]?.ok, true);
  await sequenceAll(empty.app);
  await signCheckpoint(empty.app, signer);
  const { notInTree, isSound } = await verify(empty.migrator, { known: [readVerifier(signer.verifier)] });
  assert.deepEqual({ notInTree, isSound }, { notInTree: 0, isSound: true });
});

test('nobody is signed in after a restore, and no form of an ended session comes back', async () => {
  const empty = await openEmpty(scene);
  await empty.restore('whole');
  const sessions = (db: typeof database.superuser) => sql`SELECT 1 FROM http.session`.execute(db);
  assert.ok((await sessions(database.superuser)).rows.length > 0);
  assert.deepEqual((await sessions(empty.superuser)).rows, []);
  const names = (await listTables(database.migrator)).map(({ name }) => name);
  assert.deepEqual(
    leftOut.filter(name => names.includes(name)),
    [],
  );
});

test('a backup taken while people write is of one moment: its projections are those of its entries', async () => {
  const over = new AbortController();
  const writers = [1, 2, 3].map(async () => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      await refer();
      if (n % 2 === 0) await sequenceAll(database.app);
    }
  });
  const { head } = await scene.back('busy');
  const { files, lost } = await scene.back('busy-too');
  over.abort();
  await Promise.all(writers);
  assert.deepEqual({ files, lost }, { files: 1, lost: [] });
  const empty = await openEmpty(scene);
  await empty.restore('busy');
  const all = () => contentsOf(empty.superuser, ['access.record', ...projectedTables]);
  const before = await all();
  await rebuildProjections(empty.migrator, { ...stage.composed, tables: projectedTables });
  assert.deepEqual(await all(), before);
  const rows = (name: string) => head.tables.find(table => table.name === name)?.rows ?? 0;
  assert.equal(rows('access.record'), before['access.record']?.length);
  assert.ok(rows('access.record') >= 7);
});

test('a byte that was altered, a file that was cut, and one that was added to are always found', async t => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
  t.diagnostic(`seed ${seed}`);
  const random = (below: number, n: number) => (Math.imul(seed + n * 7919, 2_654_435_761) >>> 0) % below;
  const damaged = [
    ...Array.from({ length: 10 }, (_, n) => {
      const bytes = Buffer.from(original);
      const at = random(original.length, n);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8, n));
      return { how: `byte ${at}`, bytes };
    }),
    ...[
      0,
      5,
      17,
      49,
      50,
      original.length - 1,
      ...Array.from({ length: 4 }, (_, n) => random(original.length, n + 99)),
    ].map(length => ({ how: `cut at ${length}`, bytes: original.subarray(0, length) })),
    { how: 'one byte more', bytes: Buffer.concat([original, Buffer.of(0)]) },
    { how: 'twice', bytes: Buffer.concat([original, original]) },
  ];
  for (const { how, bytes } of damaged) {
    const path = join(scene.folder, 'damaged');
    writeFileSync(path, bytes);
    await assert.rejects(checkBackup(path, secret), BackupProblem, how);
  }
});

test('a damaged backup, or one under another key, restores nothing and leaves nothing', async () => {
  const empty = await openEmpty(scene);
  const nothing = async () => {
    const { rows } =
      await sql`SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public)'`.execute(
        empty.superuser,
      );
    assert.deepEqual(rows, []);
    assert.equal(empty.place.held.size, 0);
  };
  const bytes = Buffer.from(original);
  // In the last chunk: everything else was read and filled in by then.
  bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
  writeFileSync(join(scene.folder, 'late'), bytes);
  await assert.rejects(empty.restore('late'), /altered, is damaged or was cut short/);
  await nothing();
  await assert.rejects(
    empty.restore('whole', { secret: 'another passphrase' }),
    /key of the backup is another/,
  );
  await nothing();
  await empty.restore('whole');
  await assert.rejects(empty.restore('whole'), /not empty/);
});

test('nothing that was sealed is in a backup, nor in what its key opens', async () => {
  let opened = '';
  for await (const piece of readSealed(file, secret)) opened += piece.toString('latin1');
  assert.ok(opened.includes('referral-submitted'));
  assert.doesNotMatch(opened, new RegExp(marker));
  for (const plain of [marker, 'Westmere', 'referral-submitted', 'Okafor'])
    assert.equal(original.includes(plain), false, plain);
});

test('a backup is written over by no other, and a failure leaves no part of one', async () => {
  const before = scene.listed();
  await assert.rejects(scene.back('whole'), /is there already/);
  const broken = { ...place, get: () => brokenOnTheWay() };
  await assert.rejects(scene.back('new', { place: broken }));
  assert.deepEqual(scene.listed(), before);
  assert.deepEqual(readFileSync(file), original);
});

async function* brokenOnTheWay(): AsyncGenerator<Buffer> {
  yield Buffer.from('half of it');
  throw new Error('the disk broke');
}

// oxlint-disable-next-line require-yield -- the store fails before it gives anything
async function* notThere(): AsyncGenerator<Buffer> {
  throw new Error('no such content');
}

test('a file that is not in the store is told, and the rest is backed up', async () => {
  const { lost, files } = await scene.back('lost', {
    place: { ...place, get: () => notThere() },
  });
  assert.deepEqual({ lost, files }, { lost: [content.place], files: 0 });
});

test('a backup of an older version is brought to this one', async () => {
  const older = await openEmpty(scene);
  await migrate(older.migrator, undefined, listMigrations().length - 1);
  const taken = await takeBackup(join(scene.folder, 'older'), {
    database: older.config,
    place: older.place,
    secret,
    verifiers: [signer.verifier],
  });
  assert.equal(taken.head.migrations.length, listMigrations().length - 1);
  const empty = await openEmpty(scene);
  await empty.restore('older');
  assert.equal(await findUnfit(empty.app), undefined);
});

test('the same content that is in the store already stays, and another under its key ends the restore', async () => {
  const empty = await openEmpty(scene);
  const there = place.held.get(content.place) ?? assert.fail();
  await empty.place.put(content.place, bytes(Buffer.from('another')));
  await assert.rejects(empty.restore('whole'), /another content/);
  assert.equal(empty.place.held.size, 1);
  await empty.place.put(content.place, bytes(there));
  await empty.restore('whole');
  assert.deepEqual(empty.place.held.get(content.place), there);
});

async function* bytes(all: Buffer): AsyncGenerator<Buffer> {
  yield all;
}

test('a link that works once works no more after a restore, and each such column is known', async () => {
  await sql`INSERT INTO organisations.founder (person_id, link_digest, link_ends_at)
    SELECT person_id, decode(repeat('ab', 32), 'hex'), now() + interval '1 day' FROM organisations.person LIMIT 1`.execute(
    database.superuser,
  );
  await scene.back('links');
  await sql`DELETE FROM organisations.founder`.execute(database.superuser);
  const empty = await openEmpty(scene);
  await empty.restore('links');
  const { rows } = await sql`SELECT link_digest, link_ends_at FROM organisations.founder`.execute(
    empty.superuser,
  );
  assert.deepEqual(rows, [{ link_digest: null, link_ends_at: null }]);
  const kept = (await listTables(database.migrator)).flatMap(({ name, columns }) =>
    columns
      .map(column => `${name}.${column}`)
      .filter(it => /[._]link_|one_time|nonce|challenge|_secret\.digest$/.test(it)),
  );
  assert.deepEqual(
    kept.sort(),
    goodOnce.flatMap(({ table, columns }) => columns.map(column => `${table}.${column}`)).sort(),
  );
});
