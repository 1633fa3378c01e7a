import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { payloadClasses } from '../pure/classes.ts';
import { testDatabase } from '../testing/database.ts';
import { append, recordSight } from './append.ts';
import { openCheckpointFile, writeCheckpointFile } from './checkpoint-file.ts';
import { erasePayloads } from './erase.ts';
import { makeSigningKey, readSigner, readVerifier } from './note.ts';
import { listEntries } from './read.ts';
import { sequenceAll, signCheckpoint } from './sequencer.ts';
import { asViewer, fileCase, someEntry, someViewer, sequenceEverything } from './testing.ts';
import { verify } from './verify.ts';

const { app, migrator, superuser } = await testDatabase();
const keys = makeSigningKey('test.example/ledger');
const [signer, known] = [readSigner(keys.signer), [readVerifier(keys.verifier)]];
const ada = someViewer();
const folder = mkdtempSync(join(tmpdir(), 'opennrm-ledger-'));
after(() => rmSync(folder, { recursive: true }));

const held = async (name: string) => {
  const opened = await openCheckpointFile(join(folder, name), known);
  assert.ok(opened);
  return opened;
};

test('an empty ledger is sound', async () => {
  await signCheckpoint(app, signer);
  const result = await verify(migrator, { known });
  assert.deepEqual([result.isSound, result.entries, result.checkpoints.stored], [true, 0, 1]);
});

test('an untouched ledger is sound, against every checkpoint, and says how much is not anchored yet', async () => {
  for (let n = 0; n < 30; n += 1) {
    const record = await fileCase(app, ada, [someEntry('a', payloadClasses.slice(1)), someEntry('b')]);
    await asViewer(app, ada, work => recordSight(work, [record.recordId], 'seen', ['process']));
    if (n % 10 === 0) {
      await sequenceEverything(app);
      await signCheckpoint(app, signer);
    }
  }
  await sequenceEverything(app);
  await writeCheckpointFile(migrator, signer, join(folder, 'early'));
  await fileCase(app, ada);
  await sequenceEverything(app);
  await fileCase(app, ada, [someEntry(), someEntry()]);
  const seen: number[] = [];
  const result = await verify(migrator, {
    known,
    held: [await held('early')],
    onProgress: done => seen.push(done),
  });
  assert.deepEqual(
    { ...result, counts: [...result.counts] },
    {
      isSound: true,
      entries: 91,
      notInTree: 2,
      notAnchored: 3,
      erased: 0,
      checkpoints: { held: 1, stored: 4 },
      first: undefined,
      counts: [],
    },
  );
  assert.equal(seen.at(-1), 91);
});

test('a checkpoint file begins with a note that other tools read, and does not overwrite an older one', async () => {
  const text = readFileSync(join(folder, 'early'), 'utf8');
  assert.match(
    text,
    /^test\.example\/ledger\n90\n[A-Za-z0-9+/=]{44}\nopennrm-locator [A-Za-z0-9+/=]{44}\n\n— test\.example\/ledger \S+\n\nopennrm-locator\n/,
  );
  await assert.rejects(writeCheckpointFile(migrator, signer, join(folder, 'early')), TypeError);
});

test('a checkpoint file that was altered is not believed', async () => {
  const text = readFileSync(join(folder, 'early'), 'utf8');
  writeFileSync(join(folder, 'forged'), text.replace('\n90\n', '\n91\n'));
  assert.equal(await openCheckpointFile(join(folder, 'forged'), known), undefined);
  const lines = text.trimEnd().split('\n');
  const whole = lines.at(-1) ?? '';
  const other = `${whole.startsWith('A') ? 'B' : 'A'}${whole.slice(1)}`;
  for (const [name, last] of [
    ['cut', ''],
    ['changed', other],
    ['longer', `${whole}\nAAAA`],
  ] as const) {
    writeFileSync(join(folder, name), `${[...lines.slice(0, -1), last].join('\n')}\n`);
    const result = await verify(migrator, { known, held: [await held(name)] });
    assert.equal(result.counts.get('checkpoint-unreadable'), 1, name);
  }
});

test('a lawful erasure destroys payload and salt, is told in the ledger, and leaves the ledger sound', async () => {
  const record = await fileCase(app, ada, [
    someEntry('a', ['identity', 'health']),
    someEntry('b', ['health']),
  ]);
  await sequenceEverything(app);
  await writeCheckpointFile(migrator, signer, join(folder, 'before-erasure'));
  const entries = await asViewer(app, ada, work => listEntries(work, record.recordId));
  const erased = entries.map(({ entryId }) => ({ entryId, classes: ['health'] as const }));
  await assert.rejects(
    asViewer(app, ada, work => erasePayloads(work, record, erased, 'retention')),
    /permission denied/,
  );
  await asViewer(migrator, ada, work => erasePayloads(work, record, erased, 'retention'));
  const left = await sql`SELECT 1 FROM ledger.payload_health WHERE record_id = ${record.recordId}`.execute(
    superuser,
  );
  assert.equal(left.rows.length, 0);
  for (const isSequenced of [false, true]) {
    if (isSequenced) await sequenceEverything(app);
    const result = await verify(migrator, { known, held: [await held('before-erasure')] });
    assert.deepEqual([result.isSound, result.erased], [true, 2]);
  }
  const after = await asViewer(app, ada, work => listEntries(work, record.recordId));
  assert.deepEqual(
    after.map(entry => [entry.type, Object.keys(entry.payload)]),
    [
      ['a', ['process', 'identity']],
      ['b', ['process']],
      ['payloads-erased', ['process']],
    ],
  );
  const last = after.at(-1);
  assert.ok(last);
  await assert.rejects(
    asViewer(migrator, ada, work =>
      erasePayloads(
        work,
        { ...record, version: 3 },
        [{ entryId: last.entryId, classes: ['process'] }],
        'none',
      ),
    ),
    TypeError,
  );
});

test('verification goes on beside writers and the sequencer, and sees one moment', async () => {
  const deadline = Date.now() + 60_000;
  let [written, verified] = [0, 0];
  const goesOn = () => (written < 30 || verified < 5) && Date.now() < deadline;
  const write = async () => {
    while (goesOn()) {
      const record = await fileCase(app, ada);
      await asViewer(app, ada, work => append(work, record, [someEntry('more')]));
      await sequenceAll(app, 10);
      written += 1;
    }
  };
  const check = async () => {
    while (goesOn()) {
      const result = await verify(migrator, { known, held: [await held('early')] });
      assert.equal(result.isSound, true, JSON.stringify([...result.counts]));
      verified += 1;
    }
  };
  await Promise.all([write(), write(), check()]);
  assert.ok(written >= 30 && verified >= 5, `${written} ${verified}`);
});
