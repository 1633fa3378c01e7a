/** Several files that are sent together: each is told of by itself, by one rule on the page and by the API. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { memoryPlace, testFiles } from '../../../platform/testing/files.ts';
import { photograph } from '../../../platform/testing/pictures.ts';
import { listEvidence } from './queries.ts';
import { sending } from './testing.ts';

const place = memoryPlace();
const stage = await openStage({ files: (database, keys) => testFiles(database, { place, keys }) });
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);

const { draft, add } = sending(stage, sam, browser);
const get = (url: string, { cookie } = browser) => stage.app.inject({ url, headers: { cookie } });
const listed = (reference: string, as = sam) =>
  stage.run(as, 'evidence:view', reference, async (work, { record }) => ok(await listEvidence(work, record)));

test('of several files the sound ones are kept, and the page names each that was added and each that was not, with its reason', async () => {
  const reference = await draft();
  const answer = await add(reference, {
    files: [
      ['one.jpg', await photograph()],
      ['page.jpg', '<!doctype html><script>alert(1)</script>'],
      ['nothing.txt', ''],
      ['notes.html', 'Seen at the yard by somebody fictional.\n'],
      ['big.jpg', Buffer.concat([await photograph(), Buffer.alloc(26_300_000)])],
    ],
  });
  assert.equal(answer.status, 422);
  for (const said of [
    '“page.jpg” was not added. File 2 is of a kind',
    '“nothing.txt” was not added. File 3 is empty',
    '“big.jpg” was not added. File 5 is bigger',
  ])
    assert.ok(answer.body.includes(said), said);
  assert.match(
    answer.body,
    /2 files were added now<\/h2>\s*<ul[^>]*>\s*<li>one\.jpg<\/li>\s*<li>notes\.html<\/li>/,
  );
  const kept = await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM http.write_key t`.execute(
    stage.database.superuser,
  );
  assert.ok(!kept.rows.some(({ row }) => /page\.jpg|one\.jpg/.test(row)), 'no outcome keeps a name');
  assert.deepEqual(
    (await listed(reference)).map(({ file }) => file.kind),
    ['jpeg', 'txt'],
  );
  const { rows } = await sql`SELECT 1 FROM files.unowned`.execute(stage.database.superuser);
  assert.equal(rows.length, 0, 'of what was cut short nothing is left');
});

test('a program that sends several files is answered by the same rule: those that are sound are added, and each of the others is told with its reason', async () => {
  const reference = await draft();
  const token = await stage.token(sam);
  const send = async (files: readonly (readonly [string, Buffer | string])[]) => {
    const form = new FormData();
    for (const [name, bytes] of files)
      form.append('files', new Blob([new Uint8Array(Buffer.from(bytes))]), name);
    const encoded = new Response(form);
    return stage.app.inject({
      method: 'POST',
      url: `/api/v1/referrals/${reference}/evidence`,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
  };
  const mixed = await send([
    ['empty.txt', ''],
    ['yard.jpg', await photograph()],
    ['page.jpg', '<!doctype html><script>alert(1)</script>'],
  ]);
  assert.equal(mixed.statusCode, 207, mixed.body);
  const told = mixed.json<{ files: string[]; notAdded: { number: number; reason: string }[] }>();
  assert.deepEqual(
    told.notAdded.map(({ number, reason }) => [number, reason]),
    [
      [1, 'empty'],
      [3, 'not-taken'],
    ],
  );
  assert.deepEqual(
    (await listed(reference)).map(({ fileId }) => fileId),
    told.files,
  );
  const all = await send([['more.jpg', await photograph()]]);
  assert.equal(all.statusCode, 201);
  assert.deepEqual(all.json<{ notAdded: unknown[] }>().notAdded, []);
  const none = await send([['empty.txt', '']]);
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /files\.1/);
  assert.equal((await listed(reference)).length, 2);
});

test('where no scanner is configured a new file says at once that it was not scanned, and waits for nobody', async () => {
  const reference = await draft();
  await add(reference, { files: [['yard.jpg', await photograph()]] });
  assert.deepEqual(
    (await listed(reference)).map(({ file }) => file.scan),
    ['not-scanned'],
  );
  assert.match((await get(`/referrals/${reference}/evidence`)).body, /Not scanned for viruses/);
});
