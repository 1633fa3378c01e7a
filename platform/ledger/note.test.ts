import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCheckpointNote, writeCheckpointNote } from './checkpoint.ts';
import { makeSigningKey, openNote, readSigner, readVerifier, signNote } from './note.ts';

// The key pair and the note of the reference implementation's tests (golang.org/x/mod/sumdb/note).
const goSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const goVerifier = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const goSignature =
  'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';

const keys = makeSigningKey('ledger.example/nrm');
const signer = readSigner(keys.signer);
const known = [readVerifier(keys.verifier)];
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`note: seed ${seed}`);

test('a note is signed byte for byte as by the reference implementation', () => {
  assert.equal(signNote(goText, readSigner(goSigner)), `${goText}\n— PeterNeumann ${goSignature}\n`);
  assert.equal(readSigner(goSigner).verifier, goVerifier);
  assert.equal(openNote(`${goText}\n— PeterNeumann ${goSignature}\n`, [readVerifier(goVerifier)]), goText);
});

test('a checkpoint has the three lines of tlog-checkpoint and comes back as it went', () => {
  const root = Buffer.alloc(32, 7);
  const note = writeCheckpointNote({ size: 20852163, root }, signer);
  assert.deepEqual(note.split('\n').slice(0, 4), [
    'ledger.example/nrm',
    '20852163',
    root.toString('base64'),
    '',
  ]);
  assert.deepEqual(readCheckpointNote(note, known), { origin: 'ledger.example/nrm', size: 20852163, root });
});

test('any altered byte of a checkpoint is refused, and so is a stranger’s signature', () => {
  const note = writeCheckpointNote(
    { size: 7, root: Buffer.alloc(32, 1), locator: Buffer.alloc(32, 2) },
    signer,
  );
  assert.ok(readCheckpointNote(note, known)?.locator);
  const bytes = Buffer.from(note, 'utf8');
  const place = fc.integer({ min: 0, max: bytes.length - 1 });
  const flip = fc.integer({ min: 1, max: 255 });
  fc.assert(
    fc.property(place, flip, (at, mask) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ mask;
      const read = readCheckpointNote(altered.toString('utf8'), known);
      assert.equal(read, undefined);
    }),
    { seed, numRuns: 2_000 },
  );
  assert.equal(readCheckpointNote(note, [readVerifier(goVerifier)]), undefined);
  assert.equal(readCheckpointNote(note, []), undefined);
});

test('a second signature by an unknown witness does no harm, a wrong one by a known key does', () => {
  const text = 'ledger.example/nrm\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
  const note = signNote(text, signer);
  const stranger = readSigner(goSigner);
  const witnessed = note + (signNote(text, stranger).split('\n\n')[1] ?? '');
  assert.equal(openNote(witnessed, known), text);
  const forged = note + (signNote('other\n', signer).split('\n\n')[1] ?? '');
  assert.equal(openNote(forged, known), undefined);
});

test('a key that does not match its own name or kind is refused', () => {
  for (const bad of [
    '',
    'PeterNeumann',
    goVerifier.replace('c74f', 'c74e'),
    goVerifier.replace('Peter', 'Paula'),
  ])
    assert.throws(() => readVerifier(bad), TypeError);
  for (const bad of ['', goVerifier, goSigner.replace('c74f', 'c74e')])
    assert.throws(() => readSigner(bad), TypeError);
  assert.throws(() => makeSigningKey('two words'), TypeError);
});
