import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { makeId } from '../clock.ts';
import { makeContentKey, openContentKey } from '../../platform/files/keys.ts';
import { keyLength } from '../../platform/seal/box.ts';
import { aboutOf } from '../../platform/seal/envelope.ts';
import { changeKeyFile, keyFile, makeKeyFile, readKeyFile } from '../../platform/seal/key-file.ts';
import type { Wrapped } from '../../platform/seal/keys.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { checkAllKeys, exportKeys, recoverKeys, rotateKeys } from './keys.ts';

const { migrator: db, superuser } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'keys-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'keys', 'sealed-data.keys');
makeKeyFile(file);
const keys = keyFile(file);
const dataKeys = new Map<string, Buffer>();

async function add(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const about = { recordId: makeId(), field: 'place.safeAddress', sealId: makeId() };
    const dataKey = randomBytes(keyLength);
    const { keyId, bytes } = await keys.wrap(dataKey, aboutOf(about));
    await sql`INSERT INTO seal.data_key (seal_id, record_id, field, data_class, key_id, wrapped)
      VALUES (${about.sealId}, ${about.recordId}, ${about.field}, 'location', ${keyId}, ${bytes})`.execute(
      superuser,
    );
    dataKeys.set(about.sealId, dataKey);
  }
}
const rows = () => superuser.selectFrom('seal.data_key').selectAll().execute();
async function allOpen(): Promise<void> {
  const all = await rows();
  assert.equal(all.length, dataKeys.size);
  for (const row of all) {
    const wrapped: Wrapped = { keyId: row.key_id, bytes: row.wrapped };
    const about = aboutOf({ recordId: row.record_id, field: row.field, sealId: row.seal_id });
    assert.deepEqual(await keys.unwrap(wrapped, about), dataKeys.get(row.seal_id));
  }
}

test('the keys of files are wrapped anew with all others, those of copies too', async () => {
  const [original, copy] = [makeId(), makeId()];
  const wrap = async (place: string) => makeContentKey(keys, place);
  const [one, two] = [await wrap(original), await wrap(copy)];
  await sql`INSERT INTO files.file (file_id, record_id, data_class, kind, size, sha256, place, key_id, wrapped, added_at,
      scan, copy, copy_kind, copy_size, copy_place, copy_key_id, copy_wrapped)
    VALUES (${makeId()}, ${makeId()}, 'account', 'jpeg', 1, '', ${original}, ${one.wrapped.keyId}, ${one.wrapped.bytes},
      now(), 'clean', 'made', 'jpeg', 1, ${copy}, ${two.wrapped.keyId}, ${two.wrapped.bytes})`.execute(
    superuser,
  );
  const rotated = await rotateKeys({ db, keys });
  assert.match(rotated.lines.join(), /Wrapped anew: 2 values/);
  const row = await superuser.selectFrom('files.file').selectAll().executeTakeFirstOrThrow();
  const newest = await keys.newest();
  assert.deepEqual([row.key_id, row.copy_key_id], [newest, newest]);
  const opened = (place: string, bytes: Buffer) => openContentKey(keys, place, { keyId: newest, bytes });
  assert.deepEqual(await opened(original, row.wrapped), one.key);
  assert.deepEqual(await opened(copy, row.copy_wrapped ?? assert.fail()), two.key);
  assert.match((await checkAllKeys({ db, keys })).lines.join(), new RegExp(`${newest}: 2 values`));
  await superuser.deleteFrom('files.file').execute();
});

test('a rotation wraps every data key anew and opens no value, while new values are sealed', async () => {
  await add(430);
  const before = await keys.newest();
  const told: number[] = [];
  const [outcome] = await Promise.all([
    rotateKeys({ db, keys }, { onProgress: done => void told.push(done) }),
    add(60),
  ]);
  assert.equal(outcome.status, 0, outcome.lines.join('\n'));
  assert.match(outcome.lines.join('\n'), /^New key: k[0-9a-f]{16}\. Wrapped anew: \d+ values\./);
  assert.ok(told.length >= 430 && told.every((done, at) => done === at + 1), 'a bar that only grows');
  const newest = await keys.newest();
  assert.notEqual(newest, before);
  // Written with the older key while the rotation passed by: a second pass finds them.
  assert.equal((await rotateKeys({ db, keys }, { resume: true })).status, 0);
  assert.ok((await rows()).every(row => row.key_id === newest));
  await allOpen();
});

test('a rotation that was interrupted goes on where it ended', async () => {
  await add(150);
  const interrupted = new Error('interrupted');
  const stopping = rotateKeys(
    { db, keys },
    {
      onProgress: done => {
        if (done === 100) throw interrupted;
      },
    },
  );
  await assert.rejects(stopping, interrupted);
  await allOpen();
  const newest = await keys.newest();
  const left = (await rows()).filter(row => row.key_id !== newest).length;
  assert.ok(left > 0 && left < dataKeys.size, `${left} left`);
  const outcome = await rotateKeys({ db, keys }, { resume: true });
  assert.match(
    outcome.lines[0] ?? '',
    new RegExp(`^The newest key is ${newest}\\. Wrapped anew: ${left} values\\.$`),
  );
  await allOpen();
});

test('a copy brings back a key that was lost; until then it is said which, and everything else goes on', async () => {
  await add(3);
  const passphraseFile = join(folder, 'passphrase');
  const copy = join(folder, 'keys.copy');
  writeFileSync(passphraseFile, 'short');
  assert.equal(exportKeys(file, copy, passphraseFile).status, 1);
  writeFileSync(passphraseFile, 'seven small boats came in at dusk\n');
  assert.equal(exportKeys(file, copy, passphraseFile).status, 0);
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  for (const { key } of readKeyFile(file).keys)
    assert.ok(!readFileSync(copy, 'utf8').includes(key.toString('base64')), 'no key stands in the copy');
  assert.equal(exportKeys(file, copy, passphraseFile).status, 1, 'a copy is never written over');

  const lost = await keys.newest();
  await rotateKeys({ db, keys }, { resume: true });
  await keys.rotate();
  changeKeyFile(file, ring => ({ keys: ring.keys.filter(({ id }) => id !== lost) }));
  const checked = await checkAllKeys({ db, keys });
  assert.equal(checked.status, 1);
  assert.match(
    checked.lines.join('\n'),
    new RegExp(`${lost}: ${dataKeys.size} values, and the key is NOT there`),
  );
  const tried = await rotateKeys({ db, keys }, { resume: true });
  assert.equal(tried.status, 1);
  assert.match(
    tried.lines.join('\n'),
    new RegExp(`${dataKeys.size} values under key ${lost} could not be wrapped`),
  );
  await add(1);

  const wrong = join(folder, 'other-passphrase');
  writeFileSync(wrong, 'seven small boats went out at dawn\n');
  assert.match(recoverKeys(file, copy, wrong).lines.join(), /its passphrase is another/);
  assert.match(recoverKeys(file, copy, passphraseFile).lines.join(), /^Recovered: 1 of \d/);
  assert.equal((await checkAllKeys({ db, keys })).status, 0);
  await allOpen();

  rmSync(file);
  assert.equal((await checkAllKeys({ db, keys })).status, 1, 'no file at all');
  assert.equal(recoverKeys(file, copy, passphraseFile).status, 0);
  const again = await checkAllKeys({ db, keys });
  assert.match(
    again.lines.join('\n'),
    /1 value, and the key is NOT there/,
    'the key made after the copy is gone',
  );
});

test('keys that a service keeps are copied and recovered there', () => {
  assert.match(exportKeys(undefined, 'x', 'y').lines.join(), /kept by a service/);
  assert.match(recoverKeys(undefined, 'x', 'y').lines.join(), /kept by a service/);
});
