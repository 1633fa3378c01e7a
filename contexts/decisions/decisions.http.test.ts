import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openStage, type Person } from '../../checks/support/stage.ts';

const stage = await openStage();
const [responder, alex, chris, manager] = ['Sam Okafor', 'Alex Morgan', 'Chris Vale', 'Robin Achebe'].map(
  name => stage.person(name),
) as [Person, Person, Person, Person];
const elsewhere = stage.person('Lee Harker');
const heads = stage.composed.pack.definition.versions[0]?.heads ?? [];

const account = '  They said:\n\n"you   owe us" <and> more';
const refer = () =>
  stage.refer(
    responder,
    stage.answers({
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: {
        consent: 'given',
        explainedNrm: true,
        explainedSupport: true,
        explainedOutcomes: true,
        explainedSharing: true,
      },
      contact: { how: 'phone', phone: '+447700900123' },
      person: { givenName: 'Quillon', familyName: 'Testperson', birthDate: '1990-03-02' },
      account: { statement: account, manner: 'interpreted' },
      place: { circumstances: ['none'] },
    }),
  );

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  const answer = await stage.app.inject({ url, headers: { cookie } });
  return { status: answer.statusCode, to: answer.headers.location, body: answer.body };
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string>> = {}) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, to: answer.headers.location, body: answer.body };
}
const worked = (finding: string, outcome: string): Record<string, string> => ({
  outcome,
  reasons: 'Weighed together.',
  ...Object.fromEntries(
    heads.flatMap(({ code, elements }) => [
      [`${code}.reasons`, 'Looked at.'],
      ...elements.map(element => [`${code}.${element.code}`, finding] as const),
    ]),
  ),
});

test('a case is taken, decided, read second and answered, by its own people alone', async () => {
  const reference = await refer();
  const at = (rest: string) => `/cases/${reference}${rest}`;
  assert.match((await get(alex, '/queue')).body, new RegExp(reference));
  assert.deepEqual(await post(alex, at('/take')).then(({ status, to }) => [status, to]), [303, at('')]);
  assert.match((await get(alex, at('/decide'))).body, /Human trafficking/);
  const barred = await get(chris, at('/decide'));
  assert.deepEqual([barred.status, barred.to], [303, at('')]);

  const sent = await post(alex, at('/decide'), worked('not-shown', 'negative'));
  assert.deepEqual([sent.status, sent.to], [303, at('')]);
  assert.match((await get(alex, at(''))).body, /only after a second reader/);
  assert.equal((await post(alex, at('/second-reading'), { reading: 'agree' })).status, 403);
  const unasked = await post(chris, at('/second-reading'), {});
  assert.equal(unasked.status, 422);
  assert.match(unasked.body, /Select whether you agree/);
  assert.equal((await post(chris, at('/second-reading'), { reading: 'agree', reasons: 'Yes.' })).status, 303);
  const decided = (await get(chris, at(''))).body;
  for (const words of ['Decided by Alex Morgan', 'Read second and agreed by Chris Vale', 'Weighed together.'])
    assert.ok(decided.includes(words), words);
});

test('a decision that is not whole comes back with what was typed and a link to each gap', async () => {
  const reference = await refer();
  await post(alex, `/cases/${reference}/take`);
  const typed = { ...worked('met', ''), reasons: 'Half a thought\n  and more' };
  const back = await post(alex, `/cases/${reference}/decide`, typed);
  assert.equal(back.status, 422);
  assert.match(back.body, /href="#outcome"[^>]*>Select your decision/);
  assert.match(back.body, /Half a thought\n {2}and more/);
  const contrary = await post(alex, `/cases/${reference}/decide`, worked('met', 'negative'));
  assert.match(contrary.body, /does not fit a negative decision/);
});

test('a draft of a decision is kept and comes back', async () => {
  const reference = await refer();
  await post(alex, `/cases/${reference}/take`);
  const saved = await post(alex, `/cases/${reference}/decide/draft`, { reasons: 'To be finished' });
  assert.deepEqual([saved.status, saved.to], [303, `/cases/${reference}`]);
  assert.match((await get(alex, `/cases/${reference}`)).body, /Continue with the decision/);
  assert.match((await get(alex, `/cases/${reference}/decide`)).body, /To be finished/);
});

test('a case file shows the account as it was given and how it was taken, and is itself a recorded sight', async () => {
  const reference = await refer();
  const { body } = await get(chris, `/cases/${reference}`);
  assert.ok(body.includes('&#10;&#10;&quot;you   owe us&quot; &lt;and&gt; more</blockquote>'));
  assert.match(body, /Sam Okafor, First responder/i);
  const sights = await sql<{ body: string }>`
    SELECT trail.body FROM ledger.entry JOIN ledger.payload_trail AS trail USING (entry_id)
    JOIN access.record ON record.record_id = entry.record_id WHERE kind = 'sight' AND type = 'case-seen' AND reference = ${reference}`.execute(
    stage.database.superuser,
  );
  assert.equal(sights.rows.length, 1);
  assert.match(sights.rows[0]?.body ?? '', /"account".*"Chris Vale"|"Chris Vale".*"account"/);
});

test('the case of another authority, or one that nobody has, is not found, and neither tells of the other', async () => {
  const reference = await refer();
  for (const path of ['', '/decide', '/second-reading']) {
    const hidden = await get(elsewhere, `/cases/${reference}${path}`);
    const absent = await get(elsewhere, `/cases/NRM-2222-2222-222${path}`);
    assert.equal(hidden.status, 404);
    const bare = (body: string) => body.replaceAll(/NRM-[\w-]+/g, '').replaceAll(/value="[^"]*"/g, '');
    assert.equal(bare(hidden.body), bare(absent.body));
  }
  for (const path of ['/take', '/allocate', '/decide', '/decide/draft', '/second-reading'])
    assert.equal((await post(elsewhere, `/cases/${reference}${path}`)).status, 404);
});

test('search finds a case by reference, name, birth date and phone, for its own authority alone', async () => {
  const reference = await refer();
  for (const q of [
    reference,
    reference.toLowerCase().replaceAll('-', ' '),
    'Quillon',
    'testperson quillon',
    '2 3 1990',
  ]) {
    assert.ok((await post(chris, '/search', { q })).body.includes(`/cases/${reference}`), q);
    assert.ok(!(await post(elsewhere, '/search', { q })).body.includes(`/cases/${reference}`), q);
  }
  assert.match(
    (await post(chris, '/search', { q: 'Nobodyatall' })).body,
    /No cases found[^]*another spelling/,
  );
  assert.equal((await get(chris, '/search')).body.includes('cases found'), false);
  assert.equal((await get(responder, '/search')).status, 403);
});

test('what cannot be looked for is told beside the box, in both languages, without repeating it', async () => {
  const long = 'Quillon '.repeat(625);
  for (const [q, en, cy] of [
    ['  ', /Enter a reference, a name, a date of birth or a phone number/, /Rhowch gyfeirnod, enw/],
    [long, /must be 200 characters or less/, /200 nod neu lai/],
    ['?!', /using letters and numbers/, /gan ddefnyddio llythrennau/],
    ['Quillon 31/2/1990', /must be a real date/, /ddyddiad go iawn/],
    ['a b c d e f g h i j k l m n', /up to 12 names/, /hyd at 12 o enwau/],
  ] as const)
    for (const [url, message] of [
      ['/search', en],
      ['/search?lang=cy', cy],
    ] as const) {
      const { status, body } = await post(chris, url, { q });
      assert.equal(status, 422);
      const summary = /govuk-error-summary__list[^]*?<\/ul>/.exec(body)?.[0] ?? '';
      assert.match(summary, new RegExp(`href="#q"[^>]*>[^<]*${message.source}`));
      assert.match(/id="q-error"[^]*?<\/p>/.exec(body)?.[0] ?? '', message);
      if (q.trim() !== '') assert.ok(!summary.includes(q.trim()));
    }
});

test('further matches are asked for by a form, so that no term stands in an address', async () => {
  for (let place = 0; place < 27; place += 1) await refer();
  const first = await post(chris, '/search', { q: 'testperson 1990' });
  assert.match(first.body, /Showing 1 to 25/);
  assert.doesNotMatch(first.body, /Back to the first page/);
  const after = /name="after" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
  const second = await post(chris, '/search', { q: 'testperson 1990', after });
  assert.match(second.body, /Showing 26 to \d+/);
  assert.match(second.body, /Back to the first page/);
  for (const { body } of [first, second]) assert.doesNotMatch(body, /(href|action)="[^"]*(testperson|1990)/i);
  const [one, other] = [first, second].map(({ body }) => new Set(body.match(/\/cases\/NRM-[\w-]+/g)));
  assert.equal(one?.size, 25);
  assert.ok(other && other.size > 0 && [...other].every(each => !one.has(each)));
  for (const odd of ['x', 'exact_1_', `exact_25_${'0'.repeat(36)}`])
    assert.match((await post(chris, '/search', { q: 'testperson', after: odd })).body, /Showing 1 to 25/);
});

test('a manager allocates, and is told where nobody was chosen; a caseworker is not asked', async () => {
  const reference = await refer();
  assert.match((await get(manager, `/cases/${reference}`)).body, /Give this case to/);
  assert.doesNotMatch((await get(alex, `/cases/${reference}`)).body, /Give this case to/);
  const unchosen = await post(manager, `/cases/${reference}/allocate`, { to: '' });
  assert.equal(unchosen.status, 422);
  assert.match(unchosen.body, /Select a colleague from the list/);
  assert.equal((await post(manager, `/cases/${reference}/allocate`, { to: alex.personId })).status, 303);
  assert.match((await get(alex, '/queue?view=mine')).body, new RegExp(reference));
});

test('a case is shown as it was known on a day, with nothing to do', async () => {
  const reference = await refer();
  const before = await get(chris, `/cases/${reference}?on=2020-01-01`);
  assert.match(before.body, /at the end of 1 January 2020/);
  assert.ok(!before.body.includes('Quillon'));
  assert.doesNotMatch(before.body, /Take this case/);
  const wrong = await get(chris, `/cases/${reference}?on.day=30&on.month=2&on.year=2020`);
  assert.match(wrong.body, /There is a problem[^]*must be a real date/);
});

test('odd addresses open the beginning of the queue', async () => {
  for (const query of [
    'view=nothing',
    'view=mine&after=x',
    'after=2026-02-30_x',
    `after=${'x'.repeat(500)}`,
    'view=a&view=b',
  ])
    assert.equal((await get(chris, `/queue?${query}`)).status, 200, query);
});
