import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { makeSigningKey, readSigner } from '../../platform/ledger/note.ts';
import { fileCase, someEntry, someViewer, sequenceEverything } from '../../platform/ledger/testing.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { verifyLedger, writeCheckpoint } from './ledger.ts';

const { app, migrator, superuser } = await testDatabase();
const signer = readSigner(makeSigningKey('test.example/ledger').signer);
const ada = someViewer();
const folder = mkdtempSync(join(tmpdir(), 'opennrm-cli-'));
const file = join(folder, 'held');
after(() => rmSync(folder, { recursive: true }));
for (let n = 0; n < 20; n += 1) await fileCase(app, ada, [someEntry('a'), someEntry('b')]);

test('a checkpoint covers everything that is committed, and is not written over an older one', async () => {
  await sequenceEverything(app);
  const written = await writeCheckpoint({ db: migrator, signer, file });
  assert.equal(written.status, 0);
  assert.match(written.lines[0] ?? '', /covers 40 entries; root [0-9a-f]{64}\.$/);
  assert.equal((await writeCheckpoint({ db: migrator, signer, file })).status, 1);
  assert.equal(
    (await writeCheckpoint({ db: migrator, signer, file: join(folder, 'no', 'folder') })).status,
    1,
  );
});

test('an untouched ledger is sound with status 0, and the tail is counted', async () => {
  await fileCase(app, ada);
  await sequenceEverything(app);
  await fileCase(app, ada);
  const sound = await verifyLedger({ db: migrator, signer, checkpoint: file });
  assert.deepEqual([sound.status, sound.lines[0]], [0, 'The ledger is sound.']);
  assert.match(
    sound.lines.join('\n'),
    /41 entries in the tree, 1 not in it yet[^]*Not yet anchored in .*: 2 entries/,
  );
  const alone = await verifyLedger({ db: migrator, signer });
  assert.match(alone.lines.join('\n'), /a rewrite of everything would not be seen/);
});

test('a checkpoint that is missing, or signed by a stranger, is refused with status 1', async () => {
  const stranger = readSigner(makeSigningKey('test.example/stranger').signer);
  for (const wrong of [
    { signer: stranger, checkpoint: file },
    { signer, checkpoint: join(folder, 'none') },
  ])
    assert.equal((await verifyLedger({ db: migrator, ...wrong })).status, 1);
});

test('an altered entry is named with status 1', async () => {
  const target = await sql<{ entry_id: string }>`
    SELECT entry_id FROM ledger.leaf WHERE leaf_index = 33`.execute(superuser);
  const id = target.rows[0]?.entry_id ?? '';
  const changed = await sql`
    UPDATE ledger.entry SET at = at - interval '1 day' WHERE entry_id = ${id}`.execute(superuser);
  assert.equal(changed.numAffectedRows, 1n);
  const bad = await verifyLedger({ db: migrator, signer, checkpoint: file });
  assert.equal(bad.status, 1);
  assert.match(
    bad.lines[1] ?? '',
    new RegExp(`^First: place 33 entry ${id} \\(b\\): the entry and its leaf do not fit`),
  );
});
