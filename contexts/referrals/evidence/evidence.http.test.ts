import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { openStage } from '../../../checks/support/stage.ts';
import { actAs } from '../../../platform/db/transaction.ts';
import { erasePayloads } from '../../../platform/ledger/erase.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { examineFile, removeUnowned } from '../../../platform/files/jobs.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import { ok } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { KeyProblem } from '../../../platform/seal/keys.ts';
import { testKeys } from '../../../platform/seal/testing.ts';
import { memoryPlace, testFiles } from '../../../platform/testing/files.ts';
import { photograph, told } from '../../../platform/testing/pictures.ts';
import { answerNotice, answerStep, startDraft, submitDraft } from '../public.ts';
import { dropDraftFiles } from './drop.ts';
import { listEvidence } from './queries.ts';
import { sending } from './testing.ts';

const place = memoryPlace();
const stage = await openStage({ files: (database, keys) => testFiles(database, { place, keys }) });
const [sam, priya, alex] = [
  stage.person('Sam Okafor'),
  stage.person('Priya Raman'),
  stage.person('Alex Morgan'),
];
const browser = await stage.signIn(sam);
const world: JobWorld = {
  database: stage.database.app,
  files: stage.files,
  mailer: { send: () => Promise.resolve() },
  pack: stage.composed.pack,
  signInWays: [],
  now: () => Temporal.Now.instant(),
  newId: randomUUID,
};
const attempt = { token: randomUUID(), attempt: 1, signal: new AbortController().signal };

const { draft, add } = sending(stage, sam, browser);

const get = (url: string, { cookie } = browser) => stage.app.inject({ url, headers: { cookie } });
const post = (url: string, fields: Readonly<Record<string, string>> = {}, as = browser) =>
  stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie: as.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: as.csrf, _key: randomUUID(), ...fields }).toString(),
  });
const listed = (reference: string, as = sam) =>
  stage.run(as, 'evidence:view', reference, async (work, { record }) => ok(await listEvidence(work, record)));
const examine = async (reference: string) => {
  for (const { fileId } of await listed(reference)) await examineFile.run(world, { file: fileId }, attempt);
};

test('a photograph is kept sealed as it came, and shown as a copy without place, time and camera', async () => {
  const reference = await draft();
  const original = await photograph();
  assert.ok(original.includes('Zqcamera'), 'the photograph tells of its camera');
  const done = await add(reference, {
    files: [['C:\\private\\yard.jpg', original]],
    fields: { description: 'The yard', exhibit: 'ABC/1' },
  });
  assert.deepEqual([done.status, done.to], [303, `/referrals/${reference}/evidence`]);
  const [file, ...others] = await listed(reference);
  assert.ok(file && others.length === 0);
  assert.equal(file.about.name, 'yard.jpg');
  assert.equal(file.file.sha256, createHash('sha256').update(original).digest('hex'));
  assert.equal((await get(`${done.to}/${file.fileId}/copy`)).statusCode, 404, 'there is no copy yet');
  await examine(reference);
  for (const content of place.held.values())
    for (const word of [...told, 'JFIF']) assert.equal(content.includes(word), false, `${word} is sealed`);

  const copy = await get(`${done.to}/${file.fileId}/copy`);
  assert.equal(copy.statusCode, 200);
  assert.equal(copy.headers['content-type'], 'image/jpeg');
  assert.match(
    String(copy.headers['content-disposition']),
    /^attachment; filename="file-[0-9a-f]{6}\.jpeg"$/,
  );
  assert.match(String(copy.headers['content-security-policy']), /^sandbox; default-src 'none'/);
  const { exif, xmp, iptc, icc, width } = await sharp(copy.rawPayload).metadata();
  assert.deepEqual(
    { exif, xmp, iptc, icc, width },
    { exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, width: 320 },
  );
  for (const word of told) assert.equal(copy.rawPayload.includes(word), false, word);

  const back = await post(`${done.to}/${file.fileId}/original`);
  assert.equal(back.statusCode, 200);
  assert.equal(back.headers['content-type'], 'application/octet-stream');
  assert.deepEqual(back.rawPayload, original);
  const { rows } = await sql<{
    type: string;
  }>`SELECT type FROM ledger.entry JOIN access.record USING (record_id)
    WHERE reference = ${reference} AND type LIKE 'evidence-%' ORDER BY position`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(
    rows.map(({ type }) => type).filter(type => type.endsWith('opened')),
    ['evidence-opened', 'evidence-original-opened'],
  );
});

test('a form without a file, of another session or without permission takes nothing', async () => {
  const reference = await draft();
  assert.match((await add(reference, {})).body, /Choose at least one file/);
  const picture = await photograph();
  const forged = await add(reference, { files: [['a.jpg', picture]], fields: { _csrf: 'forged' } });
  assert.equal(forged.status, 403);
  const other = await add(reference, { files: [['a.jpg', picture]], as: await stage.signIn(priya) });
  assert.equal(other.status, 404);
  assert.deepEqual(await listed(reference), []);
});

test('files of a draft go with it when it is sent, are seen by who decides, and never tell of those who may not', async () => {
  const reference = await draft();
  await add(reference, { files: [['a.jpg', await photograph()]], fields: { description: 'The van' } });
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  await examine(reference);
  const [file] = await listed(reference);
  assert.equal(file?.about.description, 'The van');
  const asAlex = await stage.signIn(alex);
  const list = await get(`/referrals/${reference}/evidence`, asAlex);
  assert.equal(list.statusCode, 200);
  assert.match(list.body, /The van/);
  const url = `/referrals/${reference}/evidence/${file?.fileId}`;
  assert.equal((await get(`${url}/copy`, asAlex)).statusCode, 200);
  assert.equal((await get(`${url}/copy`, await stage.signIn(priya))).statusCode, 404);
  assert.equal((await add(reference, { files: [['b.txt', 'Later.']] })).status, 303, 'late evidence');
  assert.equal((await listed(reference, alex)).length, 2);
  assert.equal((await post(`${url}/withdraw`)).statusCode, 303);
  assert.equal((await get(`${url}/copy`, asAlex)).statusCode, 404, 'it was withdrawn');
  assert.equal((await listed(reference, alex)).length, 1);
});

test('a file that is removed from a draft is gone for good, content and all', async () => {
  const reference = await draft();
  const before = place.held.size;
  await add(reference, { files: [['a.jpg', await photograph()]] });
  await examine(reference);
  assert.equal(place.held.size, before + 2, 'the original and its copy');
  const [file] = await listed(reference);
  assert.equal((await post(`/referrals/${reference}/evidence/${file?.fileId}/withdraw`)).statusCode, 303);
  await removeUnowned.run(world, {}, attempt);
  assert.equal(place.held.size, before);
  const { rows } = await sql`SELECT 1 FROM files.file JOIN access.record USING (record_id)
    WHERE reference = ${reference}`.execute(stage.database.superuser);
  assert.equal(rows.length, 0);
});

test('a draft that ends takes its files with it', async () => {
  const reference = await draft();
  await add(reference, {
    files: [
      ['a.jpg', await photograph()],
      ['b.txt', 'Seen from the road.'],
    ],
  });
  const before = place.held.size;
  await stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await dropDraftFiles(work, record.recordId)),
  );
  await removeUnowned.run(world, {}, attempt);
  assert.equal(place.held.size, before - 2);
  assert.deepEqual(await listed(reference), []);
});

test('where somebody refuses to be named, the files of the draft go at once and no more are taken', async () => {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'given' } }),
  );
  await add(reference, { files: [['a.txt', 'Testina, by the road.']] });
  assert.equal((await listed(reference)).length, 1);
  await stage.run(sam, 'referral:draft', reference, (work, permit) =>
    answerStep(work, permit, { step: 'consent', body: { consent: 'refused' } }),
  );
  await stage.run(sam, 'referral:draft', reference, (work, permit) =>
    answerNotice(work, permit, { step: 'identified', body: { identified: 'refused' } }),
  );
  assert.deepEqual(await listed(reference), []);
  const { rows } = await sql`SELECT 1 FROM files.file JOIN access.record USING (record_id)
    WHERE reference = ${reference}`.execute(stage.database.superuser);
  assert.equal(rows.length, 0);
  assert.equal((await add(reference, { files: [['b.txt', 'Again.']] })).status, 409);
});

test('where the key of a file is lost nothing of it is given out, and it opens again once the key is back', async () => {
  const reference = await draft();
  await add(reference, { files: [['a.txt', 'Seen from the road.']] });
  await examine(reference);
  const [file] = await listed(reference);
  const url = `/referrals/${reference}/evidence/${file?.fileId}/original`;
  const { ring } = stage.keys;
  stage.keys.ring = testKeys().ring;
  const answer = await post(url);
  assert.equal(answer.statusCode, 409);
  assert.equal(answer.headers['content-disposition'], undefined);
  stage.keys.ring = ring;
  await stage.keys.rotate();
  assert.equal((await post(url)).body, 'Seen from the road.');
});

test('where the key service does not answer no file is taken, and none is left behind', async t => {
  const reference = await draft();
  const before = place.held.size;
  t.mock.method(stage.keys, 'wrap', () => Promise.reject(new KeyProblem('keys-unreachable')));
  const done = await add(reference, { files: [['a.txt', 'Seen from the road.']] });
  t.mock.restoreAll();
  assert.equal(done.status, 503);
  assert.equal(place.held.size, before);
  assert.deepEqual(await listed(reference), []);
});

test('erasing what a payload says of a file takes the file with it, key, content and copy', async () => {
  const reference = await stage.refer(sam);
  await add(reference, { files: [['yard.jpg', await photograph()]] });
  await examine(reference);
  await removeUnowned.run(world, {}, attempt);
  const before = place.held.size;
  const { record_id: recordId, version } = await stage.database.superuser
    .selectFrom('access.record')
    .select(['record_id', 'version'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  await stage.database.migrator.transaction().execute(async db => {
    await actAs(db, sam);
    await sql`SELECT set_config('nrm.purpose', ${sam.purpose}, true)`.execute(db);
    await stage.run(sam, 'evidence:view', reference, async work => {
      const entry = (await listEntries(work, recordId)).find(({ type }) => type === 'evidence-added');
      const erased = [{ entryId: entry?.entryId ?? assert.fail(), classes: ['account' as const] }];
      await erasePayloads({ ...work, db }, { recordId, version }, erased, 'retention');
      return ok(undefined);
    });
  });
  const { rows } = await sql`SELECT 1 FROM files.file WHERE record_id = ${recordId}`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(rows, []);
  assert.deepEqual(await listed(reference), []);
  await removeUnowned.run(world, {}, attempt);
  assert.equal(place.held.size, before - 2);
});
