import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';

const stage = await openStage();
const [sam, priya, alex, robin] = ['Sam Okafor', 'Priya Raman', 'Alex Morgan', 'Robin Achebe'].map(name =>
  stage.person(name),
) as [Person, Person, Person, Person];
/** Of somebody who is treated so, as answers are drawn. */
function refer(as: 'adult' | 'child'): Promise<string> {
  for (;;) {
    const answers = stage.answers({ place: { circumstances: ['none'] } });
    if (answers['age']?.['ageStatus'] === as) return stage.refer(sam, answers);
  }
}
const adult = () => refer('adult');

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const sent = Object.entries({ ...fields, _csrf: csrf, _key: randomUUID() });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const wish = { reason: 'person-withdrew', askedBy: 'person', words: 'She rang us herself, alone.' };
const withdraw = (as: Person, reference: string, fields: Readonly<Record<string, string>> = wish) =>
  post(as, `/referrals/${reference}/withdraw`, fields);
const inQueue = async (view: string, reference: string) =>
  (await get(alex, `/queue?view=${view}`)).body.includes(reference);

test('a referral that was withdrawn leaves every list of work, stays, and says who withdrew it, when and why', async () => {
  const reference = await adult();
  assert.ok(await inQueue('unallocated', reference));
  assert.match((await get(sam, `/referrals/${reference}`)).body, /Withdraw this referral/);
  const done = await withdraw(sam, reference);
  assert.equal(done.statusCode, 303, done.body);
  for (const view of ['unallocated', 'mine', 'allocated', 'second-reading', 'decided'])
    assert.ok(!(await inQueue(view, reference)), view);
  assert.ok(await inQueue('withdrawn', reference));
  const file = (await get(alex, `/cases/${reference}`)).body;
  for (const part of [
    'Withdrawn: nobody decides on it',
    'Sam Okafor, ',
    'The person no longer agrees to be referred',
    'The person themselves',
    'She rang us herself, alone.',
    'Referral withdrawn',
  ])
    assert.ok(file.includes(part), part);
  assert.doesNotMatch(file, /working days? (left|ago)/, 'its clock stopped');
  const { rows } = await sql<{ text: string }>`
    SELECT name || data::text AS text FROM pgboss.job_common WHERE true
    AND data::text LIKE '%something-new%'`.execute(stage.database.superuser);
  assert.ok(rows.length > 0, 'the authority is told that something is new');
  const text = readPdf((await get(sam, `/referrals/${reference}/referral.pdf`)).rawPayload).pages.join('');
  assert.ok(text.replaceAll('\n', ' ').includes('She rang us herself, alone.'), 'copies say so too');
  const own = await get(sam, `/referrals/${reference}`);
  assert.match(own.body, /Nobody decides on it any more/);
  assert.doesNotMatch(own.body, /Withdraw this referral|Correct an answer/);
});

test('nobody takes, gives, decides or withdraws what was withdrawn: not by page, not by API', async () => {
  const reference = await adult();
  await post(alex, `/cases/${reference}/take`, {});
  assert.equal((await withdraw(sam, reference)).statusCode, 303);
  for (const [as, at] of [
    [alex, 'take'],
    [robin, 'allocate'],
    [alex, 'decide'],
    [robin, 'second-reading'],
  ] as const)
    assert.equal((await post(as, `/cases/${reference}/${at}`, {})).statusCode, 403, at);
  assert.equal((await withdraw(sam, reference)).statusCode, 403);
  const api = await stage.app.inject({
    url: `/api/v1/referrals/${reference}`,
    headers: { authorization: `Bearer ${await stage.token(sam)}` },
  });
  assert.deepEqual(
    [
      api.json<{ stage: string }>().stage,
      api.json<{ aim: null }>().aim,
      api.json<{ decision: null }>().decision,
    ],
    ['withdrawn', null, null],
  );
});

test('the database moves a withdrawn case nowhere, whatever a command asks', async () => {
  const reference = await adult();
  await post(alex, `/cases/${reference}/take`, {});
  assert.equal((await withdraw(sam, reference)).statusCode, 303);
  const attempts = [
    sql`UPDATE decisions.queue_item SET state = 'second-reading' WHERE reference = ${reference}`,
    sql`UPDATE decisions.queue_item SET state = 'decided' WHERE reference = ${reference}`,
    sql`UPDATE decisions.queue_item SET allocated_to = ${robin.personId} WHERE reference = ${reference}`,
    sql`UPDATE access.record SET stage = 'decided' WHERE reference = ${reference}`,
    sql`UPDATE access.record SET stage = 'submitted' WHERE reference = ${reference}`,
  ];
  for (const attempt of attempts)
    await assert.rejects(
      stage.run(alex, 'case:view', reference, async work => ok(await attempt.execute(work.db))),
      /withdrawn/,
    );
});

test('at the wish of an adult every consent ends in the same step, and its recipient is told to return what it got', async () => {
  const reference = await adult();
  const given = await post(sam, `/consents/${reference}/record`, {
    answer: 'given',
    purpose: 'support',
    recipient: 'support-provider',
    party: priya.team.id,
    classes: ['identity'],
    decider: 'adult-themselves',
    way: 'spoken',
  });
  assert.equal(given.statusCode, 303, given.body);
  assert.equal((await get(priya, `/referrals/${reference}`)).statusCode, 200);
  assert.equal((await withdraw(priya, reference)).statusCode, 403, 'a recipient withdraws nothing');
  assert.equal((await withdraw(sam, reference)).statusCode, 303);
  assert.equal((await get(priya, `/referrals/${reference}`)).statusCode, 404);
  assert.match((await get(priya, '/consents')).body, new RegExp(reference));
});

test('a referral that is taken back for another reason leaves the consents that were given', async () => {
  const reference = await adult();
  await post(sam, `/consents/${reference}/record`, {
    answer: 'given',
    purpose: 'support',
    recipient: 'support-provider',
    party: priya.team.id,
    classes: ['identity'],
    decider: 'adult-themselves',
    way: 'spoken',
  });
  const done = await withdraw(sam, reference, {
    reason: 'sent-in-error',
    askedBy: 'team',
    words: 'It was sent before it was whole.',
  });
  assert.equal(done.statusCode, 303);
  assert.equal((await get(priya, `/referrals/${reference}`)).statusCode, 200);
});

test('the referral of a child is not withdrawn because consent ended, and the page says so', async () => {
  const reference = await refer('child');
  const shown = (await get(sam, `/referrals/${reference}/withdraw`)).body;
  assert.match(shown, /does not rest on consent/);
  assert.doesNotMatch(shown, /no longer agrees|value="other"/);
  assert.equal((await withdraw(sam, reference)).statusCode, 422);
  assert.equal((await withdraw(sam, reference, { ...wish, reason: 'other' })).statusCode, 422);
  assert.ok(await inQueue('unallocated', reference));
});

test('a duplicate names the referral that stands; whether it is there is not told', async () => {
  const [reference, other] = [await adult(), await adult()];
  const twice = { reason: 'duplicate', askedBy: 'team', words: 'We referred her in March.' };
  for (const wrong of ['', 'NRM-2222-2222-223', reference])
    assert.equal((await withdraw(sam, reference, { ...twice, other: wrong })).statusCode, 422, wrong);
  const done = await withdraw(sam, reference, { ...twice, other: other.toLowerCase() });
  assert.equal(done.statusCode, 303, done.body);
  assert.ok((await get(alex, `/cases/${reference}`)).body.includes(other));
});

test('the authority withdraws at the wish of the person alone, and never once it is decided', async () => {
  const reference = await adult();
  const own = { reason: 'sent-in-error', askedBy: 'team', words: 'We think so.' };
  assert.equal((await withdraw(alex, reference, own)).statusCode, 422);
  assert.equal((await withdraw(sam, reference, { ...wish, askedBy: 'team' })).statusCode, 422);
  const done = await withdraw(alex, reference);
  assert.equal(done.statusCode, 303);
  assert.equal(done.headers.location?.startsWith(`/cases/${reference}`), true);
});

test('the same by the API, once for each key', async () => {
  const reference = await adult();
  const headers = { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': randomUUID() };
  const url = `/api/v1/referrals/${reference}/withdrawal`;
  const send = () => stage.app.inject({ method: 'POST', url, headers, payload: wish });
  const answer = await send();
  assert.equal(answer.statusCode, 201, answer.body);
  assert.equal(answer.json<{ reference: string }>().reference, reference);
  assert.equal((await send()).statusCode, 201);
});

test('the consent to a referral that was withdrawn says nothing of a referral that goes on', async () => {
  for (const fields of [wish, { reason: 'sent-in-error', askedBy: 'team', words: 'We were mistaken.' }]) {
    const reference = await adult();
    const done = await withdraw(sam, reference, fields);
    assert.equal(done.statusCode, 303, done.body);
    const page = (await get(sam, `/consents/${reference}`)).body;
    const own = /\/consents\/[^"]+\/withdraw\/[0-9a-f-]+/.exec(page)?.[0];
    for (const body of [page, ...(own ? [(await get(sam, own)).body] : [])])
      assert.doesNotMatch(body, /Withdrawing consent does not end the referral/);
    if (fields === wish) assert.match(page, /The referral itself was withdrawn/);
  }
});
