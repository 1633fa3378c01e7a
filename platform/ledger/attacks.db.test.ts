import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { dataClasses } from '../pure/classes.ts';
import { testDatabase } from '../testing/database.ts';
import { recordSight } from './append.ts';
import { type AttackKind, attacks } from './attacks.ts';
import { openCheckpointFile, writeCheckpointFile } from './checkpoint-file.ts';
import { makeSigningKey, readSigner, readVerifier } from './note.ts';
import { payloadTable } from './rows.ts';
import { signCheckpoint } from './sequencer.ts';
import { asViewer, fileCase, someEntry, someViewer, sequenceEverything } from './testing.ts';
import { type Verification, verifyIn } from './verify.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`attacks: seed ${seed}`);
let state = seed;
const pick = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

const { app, migrator, superuser } = await testDatabase();
const signer = readSigner(makeSigningKey('test.example/ledger').signer);
const known = [readVerifier(signer.verifier)];
const folder = mkdtempSync(join(tmpdir(), 'opennrm-attacks-'));
const file = join(folder, 'held');
after(() => rmSync(folder, { recursive: true }));

const ada = someViewer();
for (let n = 0; n < 25; n += 1) {
  const record = await fileCase(app, ada, [someEntry('a'), someEntry('b')]);
  await asViewer(app, ada, work => recordSight(work, [record.recordId], 'seen', ['process']));
  if (n === 10 || n === 20) {
    await sequenceEverything(app);
    await signCheckpoint(app, signer);
  }
}
await sequenceEverything(app);
const { size } = await writeCheckpointFile(migrator, signer, file);
// The tail: in the tree and after it, beyond the checkpoint.
await fileCase(app, ada);
await sequenceEverything(app);
await fileCase(app, ada);

interface Tried {
  readonly kind: AttackKind;
  readonly name: string;
  readonly at: number | undefined;
  readonly result: Verification;
}

test('300 attacks by a superuser are each found against a checkpoint held elsewhere, and the untouched copy is clean', async () => {
  const before = await inside(async db => ({ print: await fingerprint(db), result: await check(db) }));
  assert.deepEqual([before.result.isSound, before.result.notAnchored], [true, 2]);
  const tried = new Map<AttackKind, number>();
  for (const kind of Object.keys(attacks) as AttackKind[]) {
    for (let n = 0; n < 60; n += 1) {
      const attack = attacks[kind][n % attacks[kind].length];
      assert.ok(attack);
      const { name, at, result } = await inside(async (db): Promise<Tried> => {
        const done = await attack({ db, pick, size, signer });
        assert.ok(done.rows > 0, `${attack.name} changed no row`);
        assert.notEqual(await fingerprint(db), before.print, `${attack.name} changed nothing`);
        return { kind, name: attack.name, at: done.at, result: await check(db) };
      });
      const where = `${name} at ${at}: ${JSON.stringify([result.first, ...result.counts])}`;
      assert.equal(result.isSound, false, where);
      assert.ok(result.first, where);
      if (at !== undefined) assert.equal(result.first.leafIndex, at, where);
      tried.set(kind, (tried.get(kind) ?? 0) + 1);
    }
  }
  assert.deepEqual([...tried.values()], [60, 60, 60, 60, 60]);
  const untouched = await inside(async db => ({ print: await fingerprint(db), result: await check(db) }));
  assert.deepEqual([untouched.print, untouched.result.isSound], [before.print, true]);
});

test('a whole rewrite is invisible without a checkpoint held elsewhere: that is why partners keep them', async () => {
  const [rewrite] = attacks.rewrite;
  const result = await inside(async db => {
    await rewrite?.({ db, pick, size, signer });
    return verifyIn(db, { known });
  });
  assert.equal(result.isSound, true);
});

test('a held note without a locator still tells that everything was rewritten, or cut', async () => {
  const note = readFileSync(file, 'utf8').split('\nopennrm-locator\n')[0] ?? '';
  const plain = join(folder, 'plain');
  writeFileSync(plain, note);
  assert.equal((await inside(db => check(db, plain))).isSound, true);
  const [rewrite] = attacks.rewrite;
  const rewritten = await inside(async db => {
    await rewrite?.({ db, pick, size, signer });
    return check(db, plain);
  });
  assert.deepEqual([...rewritten.counts.keys()], ['root-differs']);
  const cut = await inside(async db => {
    await attacks.cut[1]?.({ db, pick, size, signer });
    return check(db, plain);
  });
  assert.equal(cut.counts.get('cut'), 1);
});

test('entries that were put in behind the end of the tree, or cut from its tail, are found', async () => {
  const [behind, cut] = await Promise.all([
    inside(async db => {
      const changed = await sql`
        UPDATE ledger.entry SET xid = '5' WHERE entry_id NOT IN (SELECT entry_id FROM ledger.leaf)`.execute(
        db,
      );
      assert.equal(changed.numAffectedRows, 1n);
      return check(db);
    }),
    inside(async db => {
      const gone = await sql`
        DELETE FROM ledger.entry WHERE entry_id NOT IN (SELECT entry_id FROM ledger.leaf)`.execute(db);
      assert.equal(gone.numAffectedRows, 1n);
      return check(db);
    }),
  ]);
  assert.equal(behind.counts.get('entry-behind'), 1);
  assert.equal(cut.counts.get('versions-broken'), 1);
});

/** In a transaction of the superuser that leaves no trace. */
async function inside<T>(act: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
  const undo = new Error('undo');
  let outcome: { value: T } | undefined;
  await superuser
    .transaction()
    .execute(async db => {
      outcome = { value: await act(db) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  assert.ok(outcome);
  return outcome.value;
}

async function check(db: Transaction<Tables>, from = file): Promise<Verification> {
  const held = await openCheckpointFile(from, known);
  assert.ok(held);
  return verifyIn(db, { known, held: [held] });
}

async function fingerprint(db: Transaction<Tables>): Promise<string> {
  const tables = [
    ...dataClasses.map(payloadTable),
    sql.table('ledger.entry'),
    sql.table('ledger.leaf'),
    sql.table('ledger.checkpoint'),
  ];
  const prints = tables.map(
    table =>
      sql`(SELECT coalesce(md5(string_agg(each::text, '|' ORDER BY each::text)), '') FROM ${table} AS each)`,
  );
  const found = await sql<{ print: string }>`SELECT ${sql.join(prints, sql` || `)} AS print`.execute(db);
  return found.rows[0]?.print ?? '';
}
