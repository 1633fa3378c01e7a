import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { hashPassword, isPassword, needsMore } from './hash.ts';

test('a password is kept as Argon2id of at least 19 MiB, two passes, one lane, with a salt of its own', async () => {
  const [one, other] = [await hashPassword('four words of mine'), await hashPassword('four words of mine')];
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.notEqual(one.split('$')[4], other.split('$')[4]);
  const [salt = '', tag = ''] = one.split('$').slice(4);
  const expected = argon2Sync('argon2id', {
    message: 'four words of mine',
    nonce: Buffer.from(salt, 'base64'),
    memory: 19_456,
    passes: 2,
    parallelism: 1,
    tagLength: 32,
  });
  assert.equal(Buffer.from(expected).toString('base64').replaceAll('=', ''), tag);
});

test('a password counts exactly as it was typed: no case, space or character less (ASVS 5.0 V6.2.8)', async () => {
  const typed = ` Four wórds, of mine ${'x'.repeat(120)} `;
  const kept = await hashPassword(typed);
  assert.ok(await isPassword(typed, kept));
  for (const other of [typed.trim(), typed.toLowerCase(), typed.slice(0, 72), typed.normalize('NFD'), ''])
    assert.ok(!(await isPassword(other, kept)));
  assert.ok(!(await isPassword('', undefined)), 'an account without one has none, not an empty one');
});

test('what was made with less is known by its own parameters, and told apart', async () => {
  const weak = await hashPassword('four words of mine', { memory: 4_096, passes: 1, parallelism: 1 });
  assert.ok(await isPassword('four words of mine', weak));
  assert.deepEqual([needsMore(weak), needsMore(await hashPassword('x'))], [true, false]);
  await assert.rejects(isPassword('x', '$argon2id$v=19$m=1'), /a form that we do not write/);
});
