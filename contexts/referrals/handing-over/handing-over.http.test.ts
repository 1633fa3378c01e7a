import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, bethan, priya] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Priya Raman'),
];
const marks = { identity: 'Markidentina', account: 'Markaccountina', contact: 'markcontactina' };
const agreedToBeReferred = {
  consent: 'given',
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};
const said = (as: 'adult' | 'child' = 'adult') =>
  stage.answers({
    age: { nation: 'ENG', ageStatus: as },
    ...(as === 'adult' && { consent: agreedToBeReferred }),
    person: { givenName: marks.identity, familyName: 'Testova' },
    account: { statement: `They said: ${marks.account}`, manner: 'verbatim' },
    contact: { how: 'email', email: `${marks.contact}@mail.example` },
    place: { safeAddress: 'Hidden House', circumstances: ['none'] },
  });
const draftOf = async (as: 'adult' | 'child' = 'adult') =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, said(as))))
    .reference;

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(
  as: Person,
  url: string,
  fields: Readonly<Record<string, string | string[]>>,
  key?: string,
) {
  const { cookie, csrf } = await stage.signIn(as);
  const form = new URLSearchParams({ _csrf: csrf, _key: key ?? randomUUID() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, each);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload: form.toString() });
}
const refOf = (location: unknown): string => String(location).split('/').at(-1)?.split('?')[0] ?? '';
const agreed = { consent: 'given', way: 'spoken' };

async function ask(draft: string, fields: Readonly<Record<string, string | string[]>> = {}, of = sam) {
  return post(of, `/referrals/${draft}/hand-over`, {
    reason: 'no-capacity',
    team: priya.team.id,
    ...fields,
  });
}
async function asked(fields: Readonly<Record<string, string | string[]>>, as: 'adult' | 'child' = 'adult') {
  const draft = await draftOf(as);
  const answer = await ask(draft, fields);
  assert.equal(answer.statusCode, 303, answer.body);
  return { draft, handOver: refOf(answer.headers.location) };
}
const seenIn = (body: string): readonly string[] =>
  Object.entries(marks).flatMap(([name, mark]) => (body.includes(mark) ? [name] : []));
const seenBy = (body: string): string => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';
const accept = async (handOver: string, of = priya) => {
  const page = await get(of, `/hand-overs/${handOver}`);
  return post(of, `/hand-overs/${handOver}/accept`, { seen: seenBy(page.body) });
};
/** What the database itself shows the asked team of the draft, whatever any page does with it. */
const rowsOf = (draft: string) =>
  stage.run(priya, 'referral:list', undefined, async ({ db }) => {
    const { rows } = await sql<{ record_id: string }>`
      SELECT record_id FROM access.record WHERE reference = ${draft}`.execute(stage.database.superuser);
    const found = await db
      .selectFrom('referrals.draft_answer')
      .select('answers')
      .where('record_id', '=', rows[0]?.record_id ?? '')
      .execute();
    return ok(found.map(({ answers }) => answers).join('\n'));
  });
/** Everything that the asked team can reach by an address, or by the database. */
async function everything(draft: string, handOver: string): Promise<string> {
  const pages = [
    `/hand-overs/${handOver}`,
    `/referrals/${draft}`,
    `/referrals/${draft}/check`,
    `/referrals/${draft}/steps/person`,
    `/referrals/${draft}/evidence`,
    `/consents/${draft}`,
    '/referrals',
    '/consents',
  ];
  const answers = await Promise.all(pages.map(url => get(priya, url)));
  return [...answers.map(({ body }) => body), await rowsOf(draft)].join('\n');
}

test('the team that is asked sees what the person agreed to, and no other class of it', async () => {
  for (const classes of [['identity'], ['account'], ['identity', 'account', 'contact']]) {
    const { draft, handOver } = await asked({ ...agreed, classes });
    assert.deepEqual(seenIn((await get(priya, `/hand-overs/${handOver}`)).body), classes);
    assert.deepEqual(seenIn(await everything(draft, handOver)), classes);
  }
});

test('after the consent is withdrawn the asked team sees nothing, and takes nothing over', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity', 'account', 'contact'] });
  const consents = (await get(sam, `/consents/${draft}`)).body;
  const withdraw = /\/consents\/[^"]+\/withdraw\/[0-9a-f-]+/.exec(consents)?.[0] ?? '';
  const before = seenBy((await get(priya, `/hand-overs/${handOver}`)).body);
  assert.equal((await post(sam, withdraw, {})).statusCode, 303);
  assert.deepEqual(seenIn(await everything(draft, handOver)), []);
  assert.equal((await get(priya, `/referrals/${draft}`)).statusCode, 404);
  const late = await post(priya, `/hand-overs/${handOver}/accept`, { seen: before });
  assert.equal(late.statusCode, 409);
  assert.deepEqual(seenIn((await get(sam, `/referrals/${draft}/check`)).body), Object.keys(marks));
});

test('without an adult’s consent the asked team learns that it is asked, and nothing of the person', async () => {
  const { draft, handOver } = await asked({ consent: 'refused' });
  assert.deepEqual(seenIn(await everything(draft, handOver)), []);
  assert.match((await get(priya, '/referrals')).body, /You are asked to refer/);
  assert.equal((await get(priya, `/referrals/${draft}`)).statusCode, 404);
  const taken = await accept(handOver);
  assert.equal(taken.statusCode, 303);
  const own = await get(priya, `/referrals/${refOf(taken.headers.location)}/check`);
  assert.deepEqual(seenIn(own.body), []);
  assert.equal((await get(sam, `/referrals/${draft}/check`)).statusCode, 200, 'the draft is still Sam’s');
});

test('a child’s draft is shown on the pack’s ground, and a colleague has to look again', async () => {
  const { draft, handOver } = await asked({}, 'child');
  assert.deepEqual(seenIn((await get(priya, `/hand-overs/${handOver}`)).body), Object.keys(marks));
  assert.match((await get(bethan, `/consents/${draft}`)).body, /\/consents\/[^"]+\/review\//);
});

test('whoever asks is told that the other team sees what was agreed to, or a child’s ground shows, at once', async () => {
  const done = await ask(await draftOf('child'));
  const page = await stage.app.inject({
    url: String(done.headers.location),
    headers: { cookie: String(done.raw.req.headers.cookie) },
  });
  assert.match(page.body, /It sees here what the person agreed to, or of a child what it needs/);
  assert.doesNotMatch(page.body, /Nothing of the person/);
});

test('whoever takes it over goes on from it under the names of those who wrote it, and asks for consent again', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity', 'account', 'contact'] });
  const taken = await accept(handOver);
  assert.equal(taken.statusCode, 303, taken.body);
  const own = refOf(taken.headers.location);
  // What was carried over is kept aside until the person was asked by those who refer them.
  const before = (await get(priya, `/referrals/${own}/check`)).body;
  assert.deepEqual(seenIn(before), []);
  assert.match(before, /steps\/consent"/);
  const person = `/referrals/${own}/steps/person`;
  assert.equal((await get(priya, person)).headers.location, `/referrals/${own}/steps/consent`);
  const { rows } = await sql<{ author: { name: string }; step: string }>`
    SELECT author, step FROM referrals.draft_answer JOIN access.record USING (record_id) WHERE reference = ${own}`.execute(
    stage.database.superuser,
  );
  assert.deepEqual([...new Set(rows.map(({ author }) => author.name))], ['Sam Okafor']);
  assert.ok(rows.every(({ step }) => step !== 'consent'));
  const explained = Object.keys(agreedToBeReferred).map(name => [name, 'yes']);
  const consent = { ...Object.fromEntries(explained), consent: 'given' };
  assert.equal((await post(priya, `/referrals/${own}/steps/consent`, consent)).statusCode, 303);
  assert.deepEqual(seenIn((await get(priya, `/referrals/${own}/check`)).body), Object.keys(marks));
  // Who handed it over keeps where it stands, and no row of it.
  const left = await sql<{ left: number }>`
    SELECT count(*)::int AS left FROM referrals.draft_answer JOIN access.record USING (record_id) WHERE reference = ${draft}`.execute(
    stage.database.superuser,
  );
  assert.equal(left.rows[0]?.left, 0);
  assert.match((await get(sam, `/hand-overs/${handOver}`)).body, /They took it over/);
  assert.deepEqual(seenIn((await get(sam, `/referrals/${draft}`)).body), []);
  assert.equal((await get(sam, `/referrals/${own}`)).statusCode, 404);
  assert.equal((await accept(handOver)).statusCode, 403, 'it is taken over once');
});

test('who declines says why, sees no more, and the draft is as it was; another team may then be asked', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity', 'account'] });
  const why = await post(priya, `/hand-overs/${handOver}/decline`, {});
  assert.equal(why.statusCode, 422);
  assert.match(why.body, /Select why your team cannot/);
  assert.equal(
    (await post(priya, `/hand-overs/${handOver}/decline`, { reason: 'not-our-area' })).statusCode,
    303,
  );
  assert.deepEqual(seenIn(await everything(draft, handOver)), []);
  assert.match((await get(sam, `/hand-overs/${handOver}`)).body, /outside their area/);
  assert.deepEqual(seenIn((await get(sam, `/referrals/${draft}/check`)).body), Object.keys(marks));
  assert.equal((await ask(draft, { ...agreed, classes: ['identity'] })).statusCode, 303);
});

test('it is taken back until it was answered, and then shown no more', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity'] });
  assert.equal((await post(bethan, `/hand-overs/${handOver}/take-back`, {})).statusCode, 303);
  assert.deepEqual(seenIn(await everything(draft, handOver)), []);
  assert.notEqual((await accept(handOver)).statusCode, 303);
});

test('one team is asked at a time, not one’s own and none that is not there, and nothing is sent meanwhile', async () => {
  const { draft } = await asked({ consent: 'refused' });
  const again = await ask(draft, { consent: 'refused' });
  assert.equal(again.statusCode, 422);
  assert.match(again.body, /A team is asked already/);
  const sent = await post(sam, `/referrals/${draft}/submit`, {});
  assert.equal(sent.statusCode, 422);
  assert.match(sent.body, /Take that back before you send it/);
  const other = await draftOf();
  for (const team of [sam.team.id, randomUUID(), ''])
    assert.equal((await ask(other, { consent: 'refused', team })).statusCode, 422, team);
});

test('a draft that changed since it was looked at is looked at again before it is taken over', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity'] });
  const seen = seenBy((await get(priya, `/hand-overs/${handOver}`)).body);
  const changed = await post(sam, `/referrals/${draft}/steps/tonight`, { urgent: 'danger' });
  assert.equal(changed.statusCode, 303);
  assert.equal((await post(priya, `/hand-overs/${handOver}/accept`, { seen })).statusCode, 409);
  assert.equal((await accept(handOver)).statusCode, 303);
});

test('an adult who refuses is not handed over, and the notice that is owed stays with who met them', async () => {
  const draft = await draftOf();
  const refused = await post(sam, `/referrals/${draft}/steps/consent`, { consent: 'refused' });
  assert.equal(refused.statusCode, 303);
  assert.notEqual((await ask(draft, { ...agreed, classes: ['identity'] })).statusCode, 303);
  assert.doesNotMatch((await get(sam, `/referrals/${draft}`)).body, /\/hand-over"/);
});

test('once the person refuses to be referred nobody is asked any more, and nothing is shown', async () => {
  const { draft, handOver } = await asked({ ...agreed, classes: ['identity', 'account', 'contact'] });
  const refused = await post(sam, `/referrals/${draft}/steps/consent`, { consent: 'refused' });
  assert.equal(refused.statusCode, 303);
  assert.match((await get(priya, `/hand-overs/${handOver}`)).body, /Taken back by those who asked/);
  assert.deepEqual(seenIn(await everything(draft, handOver)), []);
  assert.equal((await get(priya, `/referrals/${draft}`)).statusCode, 404);
});

test('sent twice it is asked once', async () => {
  const draft = await draftOf();
  const key = randomUUID();
  const fields = { reason: 'no-capacity', team: priya.team.id, consent: 'refused' };
  const [one, two] = [
    await post(sam, `/referrals/${draft}/hand-over`, fields, key),
    await post(sam, `/referrals/${draft}/hand-over`, fields, key),
  ];
  assert.equal(one.headers.location, two.headers.location);
});

test('nobody else finds a hand-over, and the ledger holds codes of it alone', async () => {
  const { handOver } = await asked({ ...agreed, classes: ['identity', 'account', 'contact'] });
  for (const name of ['Alex Morgan', 'Max Trent', 'Lee Harker'])
    assert.equal((await get(stage.person(name), `/hand-overs/${handOver}`)).statusCode, 404, name);
  const { rows } = await sql<{ all: string }>`
    SELECT string_agg(entry::text || coalesce(process.body, '') || coalesce(account.body, ''), ' ') AS all
    FROM ledger.entry LEFT JOIN ledger.payload_process AS process USING (entry_id)
      LEFT JOIN ledger.payload_account AS account USING (entry_id)`.execute(stage.database.superuser);
  assert.deepEqual(seenIn(rows[0]?.all ?? ''), []);
});

test('a team is asked only while it says that it takes that, and only of an organisation that may refer today', async () => {
  const draft = await draftOf();
  const offered = async () => (await get(sam, `/referrals/${draft}/hand-over`)).body.includes(priya.team.id);
  assert.ok(await offered());
  assert.equal((await post(priya, '/team', { takes: 'no' })).statusCode, 303);
  assert.equal(await offered(), false);
  assert.equal((await ask(draft, { consent: 'refused' })).statusCode, 422);
  assert.equal((await post(priya, '/team', { takes: 'yes' })).statusCode, 303);
  const become = (code: string | null) =>
    sql`UPDATE organisations.organisation SET first_responder = ${code} WHERE organisation_id = ${priya.organisation.id}`.execute(
      stage.database.superuser,
    );
  for (const code of [null, 'labour-abuse-authority', 'bawso']) {
    await become(code);
    assert.equal(await offered(), false, `${code}: not on the list of today in England`);
  }
  await become(null);
  assert.equal(
    (await post(priya, '/team', { takes: 'yes' })).statusCode,
    409,
    'who may not refer takes none',
  );
  await become('medaille-trust');
  assert.ok(await offered());
});
