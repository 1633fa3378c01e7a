import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { keyLength } from './box.ts';
import { aboutOf, openText, sealText } from './envelope.ts';
import { keyFile, makeKeyFile, readKeyFile } from './key-file.ts';
import { KeyProblem, type KeyService, type Wrapped } from './keys.ts';
import { testKeys } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'seal-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'keys', 'sealed-data.keys');
makeKeyFile(file);

const about = { recordId: 'record', field: 'place.safeAddress', sealId: 'seal' };
const kindOf = (error: unknown): string => (error instanceof KeyProblem ? error.kind : String(error));
const isAltered = (act: () => unknown): boolean => {
  try {
    act();
    return false;
  } catch (error) {
    return kindOf(error) === 'seal-altered';
  }
};
const rejection = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'opened', kindOf);

test('what is sealed opens byte for byte, with its own data key and about its own place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), text => {
      const key = randomBytes(keyLength);
      const box = sealText(key, text, about);
      assert.equal(openText(key, box, about), text);
      assert.ok(
        isAltered(() => openText(randomBytes(keyLength), box, about)),
        'another key',
      );
      for (const name of ['recordId', 'field', 'sealId'] as const)
        assert.ok(
          isAltered(() => openText(key, box, { ...about, [name]: 'other' })),
          `another ${name}`,
        );
    }),
  );
});

test('a byte that was changed, cut off or put in is found, wherever it is', () => {
  const key = randomBytes(keyLength);
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, by) => {
      const box = sealText(key, text, about);
      const altered = Buffer.from(box);
      const place = at % box.length;
      altered[place] = (altered[place] ?? 0) ^ by;
      assert.ok(
        isAltered(() => openText(key, altered, about)),
        'changed',
      );
      assert.ok(
        isAltered(() => openText(key, box.subarray(0, place), about)),
        'cut off',
      );
      assert.ok(
        isAltered(() => openText(key, Buffer.concat([box, Buffer.from([by])]), about)),
        'put in',
      );
    }),
  );
});

test('the ciphertext does not tell how long an address is', () => {
  const key = randomBytes(keyLength);
  const lengths = ['', 'A', 'Flat 2, 1 Example Street', 'x'.repeat(252)].map(
    text => sealText(key, text, about).length,
  );
  assert.equal(new Set(lengths).size, 1);
});

const services: readonly (readonly [string, KeyService])[] = [
  ['in a file', keyFile(file)],
  ['of the tests', testKeys()],
];
for (const [what, keys] of services)
  test(`data keys wrapped by a service ${what} open about their own value alone, also after a rotation`, async () => {
    const dataKey = randomBytes(keyLength);
    const wrapped = await keys.wrap(dataKey, aboutOf(about));
    assert.deepEqual(await keys.unwrap(wrapped, aboutOf(about)), dataKey);
    assert.equal(
      await rejection(keys.unwrap(wrapped, aboutOf({ ...about, recordId: 'other' }))),
      'seal-altered',
    );
    const first = await keys.newest();
    const second = await keys.rotate();
    assert.notEqual(second, first);
    assert.equal(await keys.newest(), second);
    assert.deepEqual(await keys.unwrap(wrapped, aboutOf(about)), dataKey, 'the older key still opens');
    const anew = await keys.rewrap(wrapped, aboutOf(about));
    assert.equal(anew.keyId, second);
    assert.deepEqual(await keys.unwrap(anew, aboutOf(about)), dataKey);
    assert.equal(await rejection(keys.unwrap({ ...anew, keyId: first }, aboutOf(about))), 'seal-altered');
    const altered: Wrapped = { keyId: anew.keyId, bytes: Buffer.concat([anew.bytes, Buffer.from([0])]) };
    assert.equal(await rejection(keys.unwrap(altered, aboutOf(about))), 'seal-altered');
    assert.equal(await rejection(keys.unwrap({ ...anew, keyId: 'k0' }, aboutOf(about))), 'key-missing');
  });

test('the key file and its folder are their owner’s alone, and a rotation by another process counts at once', async () => {
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700);
  const [one, other] = [keyFile(file), keyFile(file)];
  await one.newest();
  const rotated = await other.rotate();
  assert.equal(await one.newest(), rotated);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const before = readKeyFile(file).keys.length;
  makeKeyFile(file);
  assert.equal(readKeyFile(file).keys.length, before, 'a second start makes no other key');
});

test('a key file that is gone, damaged or in other hands seals nothing', async () => {
  const broken = join(folder, 'broken.keys');
  assert.equal(await rejection(keyFile(broken).wrap(randomBytes(keyLength), 'x')), 'keys-unreachable');
  for (const text of ['', '{}', JSON.stringify({ opennrm: 'keys-1', keys: [] })]) {
    writeFileSync(broken, text, { mode: 0o600 });
    assert.equal(await rejection(keyFile(broken).newest()), 'keys-unreachable', text);
  }
  const { keys } = readKeyFile(file);
  const [key] = keys;
  const damaged = {
    opennrm: 'keys-1',
    keys: [{ id: key?.id, madeAt: key?.madeAt, key: randomBytes(32).toString('base64') }],
  };
  writeFileSync(broken, JSON.stringify(damaged));
  assert.equal(
    await rejection(keyFile(broken).newest()),
    'keys-unreachable',
    'a key that is not the one of its name',
  );
});
