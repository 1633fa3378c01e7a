import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { checkedAt } from '../../../checks/support/checked.ts';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { theForm } from '../forms.ts';
import { saveDraftStep } from '../store.ts';

const stage = await openStage();
const [gwen, tomos, priya, sam] = [
  stage.person('Gwen Ashby'),
  stage.person('Tomos Reed'),
  stage.person('Priya Raman'),
  stage.person('Sam Okafor'),
];
const marks = { identity: 'Markidentina', account: 'Markaccountina', contact: 'markcontactina' };
const everyClass = Object.keys(marks);
type Fields = Readonly<Record<string, string | string[]>>;

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Fields = {}, key: string = randomUUID()) {
  const { cookie, csrf } = await stage.signIn(as);
  const form = new URLSearchParams({ _csrf: csrf, _key: key });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, each);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload: form.toString() });
}
const lastOf = (location: unknown): string => String(location).split('/').at(-1)?.split('?')[0] ?? '';

const words = `She said: “${marks.account}”.\n  Nobody   paid her.`;
const told: readonly (readonly [string, Fields])[] = [
  ['account', { statement: words, manner: 'verbatim' }],
  ['person', { givenName: marks.identity }],
  ['contact', { how: 'email', email: `${marks.contact}@mail.example` }],
];
async function answer(request: string, step: string, fields: Fields, as = gwen) {
  return post(as, `/requests/${request}/steps/${step}`, fields);
}
/** As far as the check; everything that is asked is answered. */
async function written(as: 'adult' | 'child' | 'refuses'): Promise<string> {
  const begun = await post(gwen, '/requests');
  const request = /ASK-[0-9A-Z-]+/.exec(String(begun.headers.location))?.[0] ?? assert.fail(begun.body);
  const steps: readonly (readonly [string, Fields])[] = [
    ['age', { nation: 'ENG', ageStatus: as === 'child' ? 'child' : 'adult' }],
    ['tonight', { urgent: 'none' }],
    ...(as === 'child'
      ? []
      : [['agreed', { agrees: as === 'adult' ? 'given' : 'refused' }] satisfies [string, Fields]]),
    ...(as === 'refuses' ? [] : told),
  ];
  for (const [step, fields] of steps) {
    const done = await answer(request, step, fields);
    assert.equal(done.statusCode, 303, `${step}: ${done.body}`);
  }
  return request;
}
const agreed = { classes: ['identity', 'account', 'contact'], way: 'spoken' };
async function send(request: string, fields: Fields = {}) {
  return post(gwen, `/requests/${request}/send`, { team: priya.team.id, ...fields });
}
async function sent(as: 'adult' | 'child' | 'refuses', fields: Fields = as === 'adult' ? agreed : {}) {
  const request = await written(as);
  const answered = await send(request, fields);
  assert.equal(answered.statusCode, 303, answered.body);
  return { request, handOver: lastOf(answered.headers.location) };
}
const seenIn = (body: string): readonly string[] =>
  Object.entries(marks).flatMap(([name, mark]) => (body.includes(mark) ? [name] : []));
async function accept(handOver: string) {
  const { body } = await get(priya, `/hand-overs/${handOver}`);
  return post(priya, `/hand-overs/${handOver}/accept`, {
    seen: /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '',
  });
}
/** What the database itself shows a person of the draft's answers, whatever any page does with it. */
async function rowsFor(as: Person, list: 'referral:list' | 'request:list', reference: string) {
  return stage.run(as, list, undefined, async ({ db }) => {
    const { rows } = await sql<{ record_id: string }>`
      SELECT record_id FROM access.record WHERE reference = ${reference}`.execute(stage.database.superuser);
    const found = await db
      .selectFrom('referrals.draft_answer')
      .select('answers')
      .where('record_id', '=', rows[0]?.record_id ?? '')
      .execute();
    return ok(found.map(({ answers }) => answers).join('\n'));
  });
}
/** Everything that the asked team can reach by an address, or by the database. */
async function everything(request: string, handOver: string): Promise<string> {
  const pages = [
    `/hand-overs/${handOver}`,
    `/api/v1/hand-overs/${handOver}`,
    ...[`/referrals/${request}`, `/requests/${request}`].flatMap(base =>
      ['', '/check', '/steps/account', '/steps/person', '/steps/contact', '/ask', '/evidence'].map(
        rest => base + rest,
      ),
    ),
    `/consents/${request}`,
    '/referrals',
    '/requests',
    '/consents',
  ];
  const answers = await Promise.all(pages.map(url => get(priya, url)));
  return [...answers.map(({ body }) => body), await rowsFor(priya, 'referral:list', request)].join('\n');
}

test('whoever may not refer asks who they may turn to, asks a first responder, and refers nobody', async () => {
  const start = await get(gwen, '/requests/start');
  assert.equal(start.statusCode, 200);
  assert.match(start.body, /designated safeguarding lead/);
  assert.match(start.body, /0800 808 3733/);
  for (const url of ['/referrals', '/signs', '/queue', '/search', '/notices', '/team', '/duty', '/consents'])
    assert.equal((await get(gwen, url)).statusCode, 403, url);
  assert.equal((await post(gwen, '/referrals')).statusCode, 403);
  for (const url of ['/requests', '/requests/start'])
    assert.equal((await get(priya, url)).statusCode, 403, `a first responder refers: ${url}`);
});

test('the team that is asked sees what an adult agreed to, class by class, and nothing else', async () => {
  for (const classes of [['identity'], ['account'], ['account', 'contact'], everyClass]) {
    const { request, handOver } = await sent('adult', { classes, way: 'spoken' });
    assert.deepEqual(seenIn(await everything(request, handOver)), classes);
    assert.match((await get(priya, `/hand-overs/${handOver}`)).body, /They are not a first responder/);
  }
});

test('who the person is, what happened and how to reach them is not asked before an adult agreed', async () => {
  const request = await written('refuses');
  for (const [step, fields] of told) {
    assert.equal((await get(gwen, `/requests/${request}/steps/${step}`)).statusCode, 404, step);
    assert.equal((await answer(request, step, fields)).statusCode, 404, step);
  }
  assert.deepEqual(seenIn(await rowsFor(gwen, 'request:list', request)), []);
});

test('what was told is gone from the request at once when the adult does not agree after all', async () => {
  const request = await written('adult');
  assert.deepEqual(seenIn(await rowsFor(gwen, 'request:list', request)), everyClass);
  assert.equal((await answer(request, 'agreed', { agrees: 'refused' })).statusCode, 303);
  assert.deepEqual(seenIn(await rowsFor(gwen, 'request:list', request)), []);
  assert.equal((await answer(request, 'agreed', { agrees: 'given' })).statusCode, 303);
  assert.deepEqual(seenIn((await get(gwen, `/requests/${request}/check`)).body), []);
});

test('without an adult’s consent the team learns that it is asked, and nothing is kept of the request', async () => {
  const { request, handOver } = await sent('refuses');
  assert.deepEqual(seenIn(await everything(request, handOver)), []);
  assert.equal((await get(gwen, `/requests/${request}/check`)).statusCode, 404);
  assert.equal((await accept(handOver)).statusCode, 303);
});

test('an adult’s classes are asked for: core and database show none that were not agreed to', async () => {
  const request = await written('adult');
  for (const fields of [
    {},
    { classes: ['identity'] },
    { way: 'spoken' },
    { classes: ['process'], way: 'spoken' },
  ])
    assert.equal((await send(request, fields)).statusCode, 422);
  assert.equal((await send(request, { ...agreed, team: gwen.team.id })).statusCode, 422);
  const stray = stage.person('Alex Morgan').team.id;
  assert.equal((await send(request, { ...agreed, team: stray })).statusCode, 422, 'no first responder');
});

test('a child’s request is shown on the pack’s ground, and a colleague looks again', async () => {
  const { request, handOver } = await sent('child');
  assert.deepEqual(seenIn((await get(priya, `/hand-overs/${handOver}`)).body), everyClass);
  const consents = (await get(tomos, `/consents/${request}`)).body;
  const review = /\/consents\/[^"]+\/review\/[0-9a-f-]+/.exec(consents)?.[0] ?? assert.fail(consents);
  assert.equal((await get(tomos, review)).statusCode, 200);
});

test('a team takes it over as a draft of its own, byte for byte, and asks anew for consent; whoever asked keeps nothing', async () => {
  const { request, handOver } = await sent('adult');
  const taken = await accept(handOver);
  assert.equal(taken.statusCode, 303, taken.body);
  const own = lastOf(taken.headers.location);
  // Kept aside until the person was asked by those who refer them.
  const check = (await get(priya, `/referrals/${own}/check`)).body;
  assert.deepEqual(seenIn(check), []);
  assert.deepEqual(seenIn(await rowsFor(priya, 'referral:list', own)), everyClass);
  assert.ok((await rowsFor(priya, 'referral:list', own)).includes(JSON.stringify(words).slice(1, -1)));
  assert.match(check, /\/steps\/consent/, 'it is asked again');
  assert.doesNotMatch((await get(priya, `/referrals/${own}/steps/consent`)).body, /value="given" checked/);
  assert.equal((await rowsFor(gwen, 'request:list', request)).length, 0);
  const left = [`/requests/${request}/check`, `/requests/${request}/steps/person`, `/referrals/${own}`];
  for (const url of left) assert.equal((await get(gwen, url)).statusCode, 404, url);
  const where = await get(gwen, `/hand-overs/${handOver}`);
  assert.deepEqual(seenIn(where.body), []);
  assert.match(where.body, /They took it over/);
  assert.match(where.body, /Not yet/);
});

test('whoever asked learns that a referral was sent, and nothing else of it', async () => {
  const { handOver } = await sent('adult');
  const own = lastOf((await accept(handOver)).headers.location);
  const answers = stage.answers({ age: { nation: 'ENG', ageStatus: 'adult' } });
  await stage.run(priya, 'referral:draft', own, async (work, { record }) => {
    for (const [step, held] of Object.entries(answers))
      await saveDraftStep(work, record.recordId, theForm(work.pack), step, held);
    return ok(undefined);
  });
  const _base = await checkedAt(async url => (await get(priya, url)).body, `/referrals/${own}/check`);
  const submitted = await post(priya, `/referrals/${own}/submit`, { _base });
  assert.equal(submitted.statusCode, 303, submitted.body);
  const where = await get(gwen, `/hand-overs/${handOver}`);
  assert.match(where.body, /Was a referral sent\?[\s\S]*Yes, /);
  assert.ok(!where.body.includes(own));
  assert.equal((await get(gwen, `/referrals/${own}`)).statusCode, 404);
});

for (const [name, close] of [
  [
    'declined',
    (handOver: string) => post(priya, `/hand-overs/${handOver}/decline`, { reason: 'no-capacity' }),
  ],
  ['taken back', (handOver: string) => post(gwen, `/hand-overs/${handOver}/take-back`)],
] as const)
  test(`once it is ${name} the asked team is shown nothing any more, and it can be asked elsewhere`, async () => {
    const { request, handOver } = await sent('adult');
    assert.equal((await close(handOver)).statusCode, 303);
    assert.deepEqual(seenIn(await everything(request, handOver)), []);
    assert.equal((await accept(handOver)).statusCode, 403);
    assert.deepEqual(seenIn((await get(gwen, `/requests/${request}/check`)).body), everyClass);
    assert.match((await get(gwen, '/requests')).body, new RegExp(request));
    if (name === 'declined')
      assert.match((await get(gwen, `/hand-overs/${handOver}`)).body, /They have nobody who can do it now/);
    assert.equal((await send(request, { ...agreed, team: sam.team.id })).statusCode, 303);
  });

test('once the person withdraws nothing is shown, and nothing can be taken over', async () => {
  const { request, handOver } = await sent('adult');
  const consents = (await get(gwen, `/consents/${request}`)).body;
  const withdraw = /\/consents\/[^"]+\/withdraw\/[0-9a-f-]+/.exec(consents)?.[0] ?? assert.fail(consents);
  const { body } = await get(priya, `/hand-overs/${handOver}`);
  const seen = /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';
  assert.equal((await post(gwen, withdraw)).statusCode, 303);
  assert.deepEqual(seenIn(await everything(request, handOver)), []);
  assert.equal((await post(priya, `/hand-overs/${handOver}/accept`, { seen })).statusCode, 409);
});

test('while a team is asked nobody changes, sends or deletes the request', async () => {
  const { request } = await sent('adult');
  assert.equal((await get(gwen, `/requests/${request}/steps/person`)).statusCode, 404);
  assert.equal((await answer(request, 'person', { givenName: 'Other' }, tomos)).statusCode, 409);
  assert.equal((await send(request, agreed)).statusCode, 404);
  assert.equal((await post(gwen, `/requests/${request}/delete`)).statusCode, 409);
});

test('a request that is deleted leaves no word of it', async () => {
  const request = await written('adult');
  assert.equal((await post(tomos, `/requests/${request}/delete`)).statusCode, 303);
  assert.equal((await rowsFor(gwen, 'request:list', request)).length, 0);
  assert.doesNotMatch((await get(gwen, '/requests')).body, new RegExp(request));
});

test('nobody else finds a request, and the ledger holds codes of it alone', async () => {
  const { request, handOver } = await sent('adult');
  for (const url of ['', '/check', '/steps/person', '/ask'].map(rest => `/requests/${request}${rest}`))
    assert.equal((await get(sam, url)).statusCode, 404, url);
  assert.equal((await get(sam, `/hand-overs/${handOver}`)).statusCode, 404);
  const { rows } = await sql<{ type: string; held: string }>`
    SELECT entry.type, string_agg(payload.body, '') AS held FROM ledger.entry AS entry
    JOIN access.record AS record USING (record_id)
    JOIN (SELECT entry_id, body FROM ledger.payload_process UNION ALL SELECT entry_id, body FROM ledger.payload_account
      UNION ALL SELECT entry_id, body FROM ledger.payload_identity UNION ALL SELECT entry_id, body FROM ledger.payload_contact)
      AS payload USING (entry_id)
    WHERE record.reference IN (${request}, ${handOver}) GROUP BY entry.type`.execute(
    stage.database.superuser,
  );
  assert.ok(rows.length >= 3);
  for (const { type, held } of rows) assert.deepEqual(seenIn(held), [], type);
});

test('sent twice it is asked once', async () => {
  const request = await written('adult');
  const key = randomUUID();
  const fields = { team: priya.team.id, ...agreed };
  const twice = [
    await post(gwen, `/requests/${request}/send`, fields, key),
    await post(gwen, `/requests/${request}/send`, fields, key),
  ];
  assert.deepEqual(
    twice.map(({ headers }) => headers.location),
    [twice[0]?.headers.location, twice[0]?.headers.location],
  );
});
