/** The TypeScript client is what the API says of itself, and refers somebody through a real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createClient, OpenNrmProblem } from '../../clients/typescript/client.ts';
import type { PostReferralsBody } from '../../clients/typescript/operations.generated.ts';
import { systemsOf } from '../../contexts/organisations/clients/testing.ts';
import { openStage, type Person } from '../support/stage.ts';
import { root } from '../test/child.ts';
import { type Description, nameOf, typeOf, writeClient } from './write-client.ts';

const stage = await openStage();
const [femi, iris, priya] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
].map(each => stage.person(each)) as [Person, Person, Person];
await stage.app.listen({ port: 0, host: '127.0.0.1' });
after(() => stage.app.close());
const baseUrl = `http://127.0.0.1:${(stage.app.server.address() as AddressInfo).port}`;
const systems = systemsOf(stage, femi, iris);
const { clientId, secret: clientSecret } = await systems.letIn({ team: priya.team.id });
const credentials = { clientId, clientSecret };

/** As it goes over the line, and what is broken on the way. */
function overheard(breaks: (n: number) => 'before' | 'after' | undefined = () => undefined) {
  const sent: { readonly url: string; readonly key: string | null }[] = [];
  const send: typeof fetch = async (input, init) => {
    const url = String(input);
    if (url.includes('/oauth/')) return fetch(input, init);
    sent.push({ url, key: new Headers(init?.headers).get('idempotency-key') });
    const how = breaks(sent.length);
    if (how === 'before') throw new TypeError('the line broke');
    const answer = await fetch(input, init);
    if (how === 'after') throw new TypeError('the line broke');
    return answer;
  };
  return { sent, send };
}
// The example is drawn from the pack's form, as a program would put it together.
const answers = () => stage.answers() as unknown as PostReferralsBody;

test('the operations of the client are written from the description of the API as it is', async () => {
  const described = (await stage.app.inject('/api/v1/openapi.json')).json<Description>();
  const committed = readFileSync(join(root, 'clients/typescript/operations.generated.ts'), 'utf8');
  assert.equal(writeClient(described), committed, 'write it anew: node checks/client/generate.ts');
  const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => nameOf(method, path)),
  );
  assert.ok(operations.length >= 30);
  for (const name of operations) assert.match(committed, new RegExp(`\\b${name}\\(`));
});

test('a schema is called in TypeScript what it lets through', () => {
  assert.equal(typeOf({ type: 'string', enum: ['a', 'b'] }), '"a" | "b"');
  assert.equal(typeOf({ type: 'array', items: { enum: ['a', 'b'] } }), 'readonly ("a" | "b")[]');
  assert.equal(typeOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }), 'string | null');
  assert.equal(typeOf({ type: ['integer', 'null'] }), 'number | null');
  assert.equal(
    typeOf({ type: 'object', properties: { a: { type: 'number' }, 'b-c': {} }, required: ['a'] }),
    '{\n  readonly a: number;\n  readonly "b-c"?: unknown;\n}',
  );
  assert.equal(typeOf({}), 'unknown');
});

test('a system refers somebody through the client and follows them; a broken line makes nobody twice', async () => {
  const { sent, send } = overheard(n => (n === 1 ? 'before' : n === 2 ? 'after' : undefined));
  const nrm = createClient({ baseUrl, credentials, fetch: send });
  const before = (await nrm.getReferrals()).referrals.length;
  sent.length = 0;
  const { reference } = await nrm.postReferrals({ body: answers() });
  assert.equal(sent.length, 3, 'once lost before it came, once after');
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1, 'with one key');
  const { referrals } = await nrm.getReferrals({ query: { drafts: 'current' } });
  assert.equal(referrals.length, before + 1);
  assert.equal((await nrm.getReferralsByReference({ reference })).stage, 'submitted');
  const again = await nrm
    .postReferralsMessages({
      reference,
      body: { text: 'She has asked for an interpreter.' },
    })
    .catch((error: unknown) => error);
  assert.ok(again instanceof OpenNrmProblem && again.status === 403, 'beyond its scopes');
});

test('what is refused is thrown as what it is, with its fields, and a token that ended is fetched anew', async () => {
  const nrm = createClient({ baseUrl, credentials });
  const refused = await nrm
    .postReferrals({ body: { age: { nation: 'ENG' } } as unknown as PostReferralsBody })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof OpenNrmProblem);
  assert.deepEqual([refused.type, refused.status], ['/problems/invalid', 422]);
  assert.ok(refused.errors.some(({ field }) => field === 'age.ageStatus'));
  const { superuser } = stage.database;
  await superuser
    .updateTable('http.session')
    .set({ ended_at: new Date() })
    .where('person_id', '=', clientId)
    .execute();
  assert.ok((await nrm.getReferrals()).referrals.length > 0);
  const stranger = createClient({ baseUrl, credentials: { ...credentials, clientSecret: 'wrong' } });
  const unknown = await stranger.getReferrals().catch((error: unknown) => error);
  assert.ok(unknown instanceof OpenNrmProblem);
  assert.deepEqual([unknown.status, unknown.type], [401, '/problems/invalid_client']);
});
