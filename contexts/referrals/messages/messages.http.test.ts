import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';

const stage = await openStage();
const [sam, priya, alex] = [
  stage.person('Sam Okafor'),
  stage.person('Priya Raman'),
  stage.person('Alex Morgan'),
];
const reference = await stage.refer(sam, stage.answers({ place: { circumstances: ['none'] } }));
const url = `/messages/${reference}`;

async function get(as: typeof sam, at: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url: at, headers: { cookie } });
}
async function write(as: typeof sam, text: string) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ text, _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}

test('both sides write to each other on the case, and who has not answered sees how many wait', async () => {
  assert.equal((await write(alex, 'Is there a report of the hospital?')).statusCode, 303);
  assert.match((await get(sam, `/referrals/${reference}`)).body, /1 waits for your answer/);
  assert.doesNotMatch((await get(alex, `/cases/${reference}`)).body, /for your answer/);
  assert.equal((await write(sam, 'Yes.')).statusCode, 303);
  assert.match((await get(alex, `/cases/${reference}`)).body, /1 waits for your answer/);
  assert.doesNotMatch((await get(sam, `/referrals/${reference}`)).body, /for your answer/);
  const { body } = await get(alex, url);
  assert.ok(body.indexOf('Is there a report') < body.indexOf('>Yes.<'), 'the oldest first');
  assert.ok(body.includes('Sam Okafor'));
});

test('a message is kept byte for byte, by page and by API', async () => {
  const said = '  <b>“ŵ” 你好 é e\u{301}\n\tمرحبا  \n';
  assert.equal((await write(sam, said.replaceAll('\n', '\r\n'))).statusCode, 303);
  const api = `/api/v1/referrals/${reference}/messages`;
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  const sent = await stage.app.inject({
    method: 'POST',
    url: api,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload: { text: said },
  });
  assert.equal(sent.statusCode, 201, sent.body);
  const { messages } = (await stage.app.inject({ url: api, headers })).json<{
    messages: { text: string }[];
  }>();
  assert.deepEqual(
    messages.slice(-2).map(({ text }) => text),
    [said, said],
  );
});

test('an empty message is refused, with what to do', async () => {
  const answer = await write(sam, ' \n ');
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /Write what you want to say/);
});

test('others neither read nor write, and what waits to be mailed holds nothing of it', async () => {
  assert.equal((await get(priya, url)).statusCode, 404);
  assert.equal((await write(priya, 'Hello')).statusCode, 404);
  const { rows } = await sql<{ data: string }>`SELECT data::text AS data FROM pgboss.job_common`.execute(
    stage.database.superuser,
  );
  for (const { data } of rows) assert.ok(!data.includes('hospital') && !data.includes(reference), data);
});

test('a long exchange comes in pages, the newest first, by page and by API, and none is over 60 kB', async () => {
  const long = await stage.refer(sam, stage.answers({ place: { circumstances: ['none'] } }));
  const { cookie, csrf } = await stage.signIn(sam);
  const at = `/messages/${long}`;
  for (let nth = 0; nth < 12; nth++) {
    const text = `Number ${nth}. ${'A & B. '.repeat(1_000)}`;
    const payload = new URLSearchParams({ text, _csrf: csrf, _key: randomUUID() }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await stage.app.inject({ method: 'POST', url: at, headers, payload });
    assert.equal(sent.statusCode, 303);
  }
  const read: string[] = [];
  for (let page: string | undefined = at; page !== undefined; ) {
    const { body } = await get(sam, page);
    assert.ok(Buffer.byteLength(body) < 60_000, `${page}: ${Buffer.byteLength(body)}`);
    read.unshift(...[...body.matchAll(/Number (\d+)\./g)].map(([, nth = '']) => nth));
    if (page !== at) assert.match(body, new RegExp(`href="${at}">The newest messages`));
    page = /href="([^"]+)">Earlier messages/.exec(body)?.[1];
  }
  assert.deepEqual(
    read,
    Array.from({ length: 12 }, (_, nth) => String(nth)),
  );
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  const told: string[] = [];
  let pages = 0;
  for (let before: number | null | undefined; before !== null; pages++) {
    const url = `/api/v1/referrals/${long}/messages${before === undefined ? '' : `?before=${before}`}`;
    const answer = (await stage.app.inject({ url, headers })).json<{
      next: number | null;
      messages: { text: string }[];
    }>();
    told.unshift(...answer.messages.map(({ text }) => /\d+/.exec(text)?.[0] ?? ''));
    before = answer.next;
  }
  assert.deepEqual(told, read);
  assert.ok(pages > 1);
});
