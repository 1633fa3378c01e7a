import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { systemsOf } from '../clients/testing.ts';
import * as webhooks from './commands.ts';
import { sendWebhook, tellSystems } from './jobs.ts';
import { kinds, readAddress, readKinds, tries } from './rules.ts';
import { keyOf, shownKey } from './sign.ts';

const stage = await openStage();
const [femi, iris, priya, sam] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
  'sam.okafor@northmoor-police.example',
].map(each => stage.person(each)) as [Person, Person, Person, Person];
const { letIn, token } = systemsOf(stage, femi, iris);
const { app: db, superuser } = stage.database;

/** What came, and what is answered to it. */
const came: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let answers = 204;
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    came.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(answers, { location: 'http://127.0.0.1:1/' }).end();
  });
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
after(() => receiver.close());
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

const { secret, baseUrl } = stage.settings;
const world: JobWorld = {
  database: db,
  files: stage.files,
  mailer: { send: async () => undefined },
  pack: stage.composed.pack,
  signInWays: [],
  webhooks: { secret, baseUrl, mayReachLoopback: true },
  now: () => Temporal.Now.instant(),
  newId: () => crypto.randomUUID(),
};
const attempt = (number = 1) => ({ token: 't', attempt: number, signal: new AbortController().signal });
async function queued(job: string): Promise<readonly Record<string, string>[]> {
  const { rows } = await sql<{ data: Record<string, string> }>`
    DELETE FROM pgboss.job_common WHERE data ->> 'job' = ${job} RETURNING data -> 'data' AS data`.execute(
    superuser,
  );
  return rows.map(({ data }) => data);
}
/** Runs what was queued, as a worker does. */
async function work(number = 1): Promise<void> {
  for (const { entry = '' } of await queued('organisations.tell-systems'))
    await tellSystems.run(world, { entry }, attempt());
  for (const { delivery = '' } of await queued('organisations.send-webhook'))
    await sendWebhook.run(world, { delivery }, attempt(number));
}
async function hooked(kinds = ['referral-submitted']) {
  const system = await letIn({ team: priya.team.id });
  const webhookId = crypto.randomUUID();
  assert.equal(await webhooks.add(db, { webhookId, clientId: system.clientId, url, kinds }), webhookId);
  after(() => webhooks.end(db, webhookId));
  return { system, webhookId };
}

type Verify = (
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
) => Record<string, unknown> | undefined;
/** The receiver of the guide, as it stands there. */
async function verifier(): Promise<Verify> {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/api.md'), 'utf8');
  const [, code = ''] = /^```js\n([^]*?)^```/m.exec(guide) ?? [];
  const read = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { verify: Verify };
  return read.verify;
}

test('a system is told that something happened, signed, and nothing of what; and fetches it with a token', async () => {
  const { system, webhookId } = await hooked();
  const reference = await stage.refer(priya);
  await work();
  assert.equal(came.length, 1);
  const [{ headers, body } = { headers: {}, body: '' }] = came.splice(0);
  const verify = await verifier();
  const shown = shownKey(keyOf(secret, webhookId, 1));
  const said = verify(headers, body, shown);
  assert.ok(said);
  assert.equal(said['type'], 'referral-submitted');
  assert.doesNotMatch(body, new RegExp(reference));
  assert.deepEqual(Object.keys(said).toSorted(), ['data', 'timestamp', 'type']);
  assert.equal(verify(headers, body.replace('submitted', 'withdrawn'), shown), undefined);
  assert.equal(verify(headers, body, shownKey(keyOf(secret, webhookId, 2))), undefined);
  assert.equal(verify({ ...headers, 'webhook-timestamp': '1700000000' }, body, shown), undefined, 'long ago');
  const at = new URL((said['data'] as { url: string }).url);
  const bearer = await token(system);
  const fetched = await stage.app.inject({
    url: `${at.pathname}${at.search}`,
    headers: { authorization: `Bearer ${bearer}` },
  });
  const list = fetched.json<{ referrals: { reference: string }[] }>();
  assert.deepEqual(
    list.referrals.map(each => each.reference),
    [reference],
  );
  const elsewhere = await stage.app.inject({
    url: `${at.pathname}${at.search}`,
    headers: { authorization: `Bearer ${await stage.token(sam)}` },
  });
  assert.deepEqual(elsewhere.json<{ referrals: unknown[] }>().referrals, []);
  assert.equal((await stage.app.inject(`${at.pathname}${at.search}`)).statusCode, 401);
});

test('nobody is told of what their team is not shown, of other kinds, or of what they did themselves', async () => {
  const { system } = await hooked(['referral-submitted']);
  came.length = 0;
  await stage.refer(sam);
  await work();
  assert.equal(came.length, 0, 'another team’s');
  const own = await stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${await token(system)}`, 'idempotency-key': crypto.randomUUID() },
    payload: stage.answers(),
  });
  assert.equal(own.statusCode, 201);
  await work();
  // Another test’s system of the same team may have heard of it; this one did not.
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM organisations.webhook_delivery
    JOIN organisations.webhook USING (webhook_id) WHERE client_id = ${system.clientId}`.execute(superuser);
  assert.equal(rows[0]?.n, 0);
});

test('what is rolled back tells nobody, and a job that runs twice tells once', async () => {
  // Any kind that is written down without more.
  const kind =
    kinds.find(each => !stage.composed.projections.has(each)) ?? assert.fail('each has a projection');
  const { webhookId } = await hooked([...kinds]);
  const reference = await stage.refer(priya);
  await queued('organisations.tell-systems');
  const write = (fails: boolean) =>
    stage.run(priya, 'referral:view', reference, async (work, { record }) => {
      await append(work, record, [{ type: kind, payload: { process: {} } }]);
      if (fails) throw new Error('taken back');
      return { ok: true as const, value: undefined };
    });
  await assert.rejects(write(true), /taken back/);
  assert.equal((await queued('organisations.tell-systems')).length, 0);
  await write(false);
  const [{ entry = '' } = {}] = await queued('organisations.tell-systems');
  for (let time = 0; time < 3; time += 1) await tellSystems.run(world, { entry }, attempt());
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM organisations.webhook_delivery
    WHERE webhook_id = ${webhookId}`.execute(superuser);
  assert.equal(rows[0]?.n, 1);
  came.length = 0;
  const deliveries = await queued('organisations.send-webhook');
  for (const { delivery = '' } of [...deliveries, ...deliveries])
    await sendWebhook.run(world, { delivery }, attempt());
  const ids = came.map(({ headers }) => headers['webhook-id']);
  assert.equal(new Set(ids).size, ids.length, 'each once');
});

test('what does not arrive is tried again, the last time marked as failed and shown, and no redirect is followed', async () => {
  const { webhookId } = await hooked();
  await stage.refer(priya);
  for (const { entry = '' } of await queued('organisations.tell-systems'))
    await tellSystems.run(world, { entry }, attempt());
  const { rows } = await sql<{ id: string }>`SELECT delivery_id AS id FROM organisations.webhook_delivery
    WHERE webhook_id = ${webhookId}`.execute(superuser);
  const delivery = rows[0]?.id ?? '';
  came.length = 0;
  for (const status of [500, 302]) {
    answers = status;
    await assert.rejects(async () => sendWebhook.run(world, { delivery }, attempt()));
  }
  await sendWebhook.run(world, { delivery }, attempt(tries));
  answers = 204;
  assert.equal(came.length, 3);
  assert.equal((await webhooks.list(db)).find(each => each.webhookId === webhookId)?.failed, 1);
  await sendWebhook.run(world, { delivery }, attempt());
  assert.equal(came.length, 3, 'given up is given up');
  assert.equal(sendWebhook.retries, tries - 1);
});

test('two secrets sign while one takes the other’s place, and none lies in the database', async () => {
  const { webhookId } = await hooked();
  assert.equal(await webhooks.renew(db, webhookId), 2);
  await stage.refer(priya);
  came.length = 0;
  await work();
  const verify = await verifier();
  const heard = came.find(({ headers, body }) =>
    verify(headers, body, shownKey(keyOf(secret, webhookId, 1))),
  );
  assert.ok(heard, 'the older secret');
  assert.ok(verify(heard.headers, heard.body, shownKey(keyOf(secret, webhookId, 2))), 'the newer one');
  assert.equal(await webhooks.end(db, webhookId), true);
  assert.equal(await webhooks.end(db, webhookId), false);
});

test('an address is https and tells nothing, and a system could fetch what it is told of', async () => {
  assert.equal(readAddress('https://casebook.example/hook', false), 'https://casebook.example/hook');
  for (const wrong of [
    'http://casebook.example',
    'http://127.0.0.1/',
    'https://me:it@casebook.example',
    'ftp://x',
    'x',
  ])
    assert.equal(readAddress(wrong, false), undefined, wrong);
  assert.equal(readAddress('http://casebook.example', true), undefined);
  assert.equal(readKinds('referral-submitted,case-seen'), undefined);
  const without = await letIn({ team: priya.team.id, scopes: ['referral:view'] });
  const add = (clientId: string) =>
    webhooks.add(db, { webhookId: crypto.randomUUID(), clientId, url, kinds: ['message-sent'] });
  assert.equal(await add(without.clientId), undefined);
  assert.equal(await add(crypto.randomUUID()), undefined);
  assert.equal(await add('none'), undefined);
});
