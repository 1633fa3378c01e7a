import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { connect } from '../db/connect.ts';
import { testDatabase } from '../testing/database.ts';
import { append, recordSight } from './append.ts';
import { readCheckpointNote } from './checkpoint.ts';
import { type EntryRow, entryLeaf } from './digest.ts';
import { ensureEpoch } from './epoch.ts';
import { emptyFrontier, growBy, rootOf } from './merkle.ts';
import { makeSigningKey, readSigner, readVerifier } from './note.ts';
import { consistencyProof, extendsTree, includes, inclusionProof, rootAt } from './proofs.ts';
import { entryRowColumns } from './rows.ts';
import { sequence, sequenceAll, signCheckpoint } from './sequencer.ts';
import { LedgerDamaged, storedNodes } from './stored-tree.ts';
import { asViewer, fileCase, someEntry, someViewer, sequenceEverything } from './testing.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`sequencer: seed ${seed}`);
let state = seed;
/** A small generator, so that a run can be repeated: numbers from 0 up to below 1. */
const random = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;

const { app, migrator, superuser, config } = await testDatabase();
const ada = someViewer();

test('eight writers, rollbacks and a sequencer that is killed again and again: every entry has one place, in order', async () => {
  // Busy machines take their time to do the least that this asks for.
  const deadline = Date.now() + 240_000;
  const done = { committed: 0, rolledBack: 0, killed: 0, batches: 0 };
  const isEnough = () =>
    done.committed >= 1_000 && done.rolledBack >= 50 && done.killed >= 10 && done.batches >= 20;
  const goesOn = () => !isEnough() && Date.now() < deadline;
  const write = async () => {
    while (goesOn()) {
      const fails = random() < 0.3;
      const slowly = random() < 0.2 ? 30 * random() : 0;
      const record = await fileCase(app, ada, [someEntry(), someEntry()]);
      done.committed += 2;
      const more = asViewer(app, ada, async work => {
        await append(work, record, [someEntry('more')]);
        await recordSight(work, [record.recordId], 'seen', ['process']);
        await pause(slowly);
        if (fails) throw new Error('rolled back');
      });
      await more.then(
        () => (done.committed += 2),
        () => (done.rolledBack += 1),
      );
    }
  };
  const victims = connect({ ...config.app, max: 2, application_name: 'victim' });
  victims.pool.on('connect', client => client.on('error', () => undefined));
  const grow = async () => {
    while (goesOn()) {
      const added = await sequence(victims.db, 1 + Math.floor(50 * random())).then(
        each => each.added,
        () => -1,
      );
      if (added > 0) done.batches += 1;
    }
  };
  const kill = async () => {
    while (goesOn()) {
      await pause(200 * random());
      const killed = await sql`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND state <> 'idle'
      `.execute(superuser);
      done.killed += killed.rows.length;
    }
  };
  await Promise.all([...Array.from({ length: 8 }, write), grow(), grow(), kill()]);
  await victims.close();
  await sequenceEverything(app);

  assert.ok(isEnough(), JSON.stringify(done));
  // By the column: a bare `xid` would be the text of that name in the row.
  const entries = await sql<EntryRow>`
    SELECT ${entryRowColumns} FROM ledger.entry ORDER BY entry.epoch, entry.xid, entry.position`.execute(
    superuser,
  );
  const leaves = await sql<{ leaf_index: number; entry_id: string; leaf_hash: Buffer; completes: Buffer }>`
    SELECT * FROM ledger.leaf ORDER BY leaf_index`.execute(superuser);
  assert.equal(entries.rows.length, done.committed);
  assert.deepEqual(
    leaves.rows.map(leaf => leaf.leaf_index),
    entries.rows.map((_, n) => n),
  );
  assert.deepEqual(
    leaves.rows.map(leaf => leaf.entry_id),
    entries.rows.map(entry => entry.entryId),
  );
  const tree = emptyFrontier();
  for (const [n, entry] of entries.rows.entries()) {
    const leaf = entryLeaf(entry);
    assert.deepEqual(leaves.rows[n]?.leaf_hash, leaf);
    assert.deepEqual(leaves.rows[n]?.completes, Buffer.concat(growBy(tree, leaf)));
  }
});

test('an entry waits for every transaction that began to write before it, and then has its place', async () => {
  const before = (await sequenceEverything(app)).size;
  const hold = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const slow = asViewer(app, ada, async work => {
    await sql`SELECT pg_current_xact_id()`.execute(work.db);
    held.resolve();
    await hold.promise;
  });
  await held.promise;
  await fileCase(app, ada);
  const meanwhile = await sequenceAll(app);
  hold.resolve();
  await slow;
  assert.equal(meanwhile.size, before);
  assert.equal((await sequenceEverything(app)).size, before + 1);
});

test('the stored nodes give proofs that an entry is in the tree and that a checkpoint grew out of an earlier one', async () => {
  for (let n = 0; n < 20; n += 1) await fileCase(app, ada);
  const { size } = await sequenceEverything(app);
  const read = storedNodes(superuser);
  const root = await rootAt(size, read);
  const leaves = await sql<{
    leaf_hash: Buffer;
  }>`SELECT leaf_hash FROM ledger.leaf ORDER BY leaf_index`.execute(superuser);
  for (const index of [0, 1, Math.floor(size / 2), size - 1]) {
    const leaf = leaves.rows[index]?.leaf_hash ?? Buffer.alloc(0);
    assert.ok(includes(leaf, index, size, await inclusionProof(index, size, read), root));
  }
  for (const from of [1, Math.floor(size / 3), size - 1]) {
    const tree = emptyFrontier();
    for (const leaf of leaves.rows.slice(0, from)) growBy(tree, leaf.leaf_hash);
    assert.ok(
      extendsTree(
        { size: from, root: rootOf(tree) },
        { size, root },
        await consistencyProof(from, size, read),
      ),
    );
  }
});

test('a checkpoint is signed once for each size, and never over a tree that does not extend the last one', async () => {
  const keys = makeSigningKey('test.example/ledger');
  const [signer, known] = [readSigner(keys.signer), [readVerifier(keys.verifier)]];
  const { size } = await sequenceEverything(app);
  const first = await signCheckpoint(app, signer);
  const checkpoint = readCheckpointNote(first, known);
  assert.equal(checkpoint?.size, size);
  assert.deepEqual(checkpoint?.root, await rootAt(size, storedNodes(superuser)));
  assert.equal(await signCheckpoint(app, signer), first);
  await fileCase(app, ada);
  await sequenceEverything(app);
  await signCheckpoint(app, signer);
  const leaf = size % 2 === 0 ? size : size - 1;
  const changed = await sql`
    UPDATE ledger.leaf SET leaf_hash = sha256('forged'), completes = repeat('x', octet_length(completes))::bytea
    WHERE leaf_index IN (${leaf}, ${size})`.execute(superuser);
  assert.ok(Number(changed.numAffectedRows) > 0);
  await fileCase(app, ada);
  await sequenceEverything(app);
  await assert.rejects(signCheckpoint(app, signer), LedgerDamaged);
  await assert.rejects(
    signCheckpoint(app, readSigner(makeSigningKey('test.example/other').signer)),
    LedgerDamaged,
  );
});

test('after a restore into another cluster nothing is added until a new epoch begins, and then nothing is lost', async () => {
  await fileCase(app, ada);
  const restored = await fileCase(app, ada);
  // As in a dump from a busier cluster: numbers that this one has not reached.
  const moved = await sql`
    UPDATE ledger.entry SET xid = (xid::text::bigint + 1000000)::text::xid8
    WHERE entry_id NOT IN (SELECT entry_id FROM ledger.leaf) OR record_id = ${restored.recordId}`.execute(
    superuser,
  );
  assert.ok(Number(moved.numAffectedRows) >= 2);
  await assert.rejects(sequence(app), LedgerDamaged);
  assert.equal(await ensureEpoch(migrator), true);
  assert.equal(await ensureEpoch(migrator), false);
  await fileCase(app, ada);
  await sequenceEverything(app);
  const left = await sql`
    SELECT 1 FROM ledger.entry LEFT JOIN ledger.leaf USING (entry_id) WHERE leaf_index IS NULL`.execute(
    superuser,
  );
  assert.equal(left.rows.length, 0);
});
