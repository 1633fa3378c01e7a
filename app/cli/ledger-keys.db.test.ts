import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeSigningKey, readSigner, readVerifier } from '../../platform/ledger/note.ts';
import { fileCase, someViewer, sequenceEverything } from '../../platform/ledger/testing.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { verifyLedger, writeCheckpoint } from './ledger.ts';
import { writeKey } from './ledger-key.ts';

const { app, migrator: db } = await testDatabase();
const [old, fresh, stranger] = [1, 2, 3].map(() => readSigner(makeSigningKey('test.example/ledger').signer));
assert.ok(old && fresh && stranger);
const ada = someViewer();
const folder = mkdtempSync(join(tmpdir(), 'opennrm-keys-'));
after(() => rmSync(folder, { recursive: true }));
const before = join(folder, 'before');
const grow = async () => {
  await fileCase(app, ada);
  await sequenceEverything(app);
};
const labelOf = ({ verifier }: typeof old): string => verifier.split('+').slice(0, 2).join('+');

test('after a change of keys the newest signs, and what an older, listed key signed still verifies', async () => {
  const listed = { db, signer: fresh, older: [readVerifier(old.verifier)] };
  await grow();
  assert.equal((await writeCheckpoint({ db, signer: old, file: before })).status, 0);
  await grow();
  const written = await writeCheckpoint({ ...listed, file: join(folder, 'after') });
  assert.deepEqual([written.status, written.lines[2]], [0, `It is signed by ${fresh.verifier}`]);
  for (const checkpoint of [before, join(folder, 'after')]) {
    const sound = await verifyLedger({ ...listed, checkpoint });
    assert.deepEqual([sound.status, sound.lines[0]], [0, 'The ledger is sound.']);
  }
});

test('what an unlisted key signed is refused in one line, which names the key and says what to do', async () => {
  const refuses = async (by: typeof old, outcome: ReturnType<typeof verifyLedger>) => {
    const { status, lines } = await outcome;
    assert.deepEqual([status, lines.length], [1, 1]);
    assert.ok(
      lines[0]?.includes(`A checkpoint was signed by the key ${labelOf(by)}, which is not known here.`),
    );
    assert.match(lines[0] ?? '', / add its public key to NRM_LEDGER_OLDER_KEYS; .+\.$/);
  };
  // Of the two stored ones the first was signed by the old key, the last by the fresh one.
  await refuses(old, verifyLedger({ db, signer: fresh }));
  const older = [readVerifier(fresh.verifier)];
  await refuses(old, verifyLedger({ db, signer: stranger, older }));
  await refuses(fresh, writeCheckpoint({ db, signer: stranger, file: join(folder, 'not-signed') }));
  const foreign = join(folder, 'foreign');
  const both = [...older, readVerifier(old.verifier)];
  assert.equal((await writeCheckpoint({ db, signer: stranger, older: both, file: foreign })).status, 0);
  await refuses(stranger, verifyLedger({ db, signer: fresh, older: both, checkpoint: foreign }));
});

test('a new signing key is for its owner alone, and is not written over another', () => {
  const [key, none] = [join(folder, 'new.key'), join(folder, 'no', 'folder')];
  const made = writeKey('nrm.example', key);
  assert.equal(made.status, 0);
  assert.equal(readSigner(readFileSync(key, 'utf8')).verifier, made.lines[1]);
  assert.equal(statSync(key).mode & 0o777, 0o600);
  for (const [name, where] of [
    ['nrm.example', key],
    ['nrm.example', none],
    ['two words', join(folder, 'other.key')],
  ] as const)
    assert.deepEqual([writeKey(name, where).status, writeKey(name, where).lines.length], [1, 1]);
});
