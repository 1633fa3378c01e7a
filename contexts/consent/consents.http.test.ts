import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../checks/support/stage.ts';
import { openConsentStage, tellRecord } from './testing.ts';

const stage = await openConsentStage();
const [sam, bethan, haven] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Haven desk'),
];

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ method: 'GET', url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const body = new URLSearchParams({ _csrf: csrf, _key: randomUUID() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
}

const agreed = {
  answer: 'given',
  purpose: 'support',
  recipient: 'support-provider',
  party: haven.team.id,
  classes: ['identity', 'contact'],
  decider: 'adult-themselves',
  way: 'spoken',
  language: 'Tigrinya',
};
const sharing = {
  purpose: 'support',
  recipient: 'support-provider',
  party: haven.team.id,
  classes: ['identity'],
};
const only = (html: string, pattern: RegExp): string => {
  const found = pattern.exec(html)?.[1];
  assert.ok(found, `${pattern.source} is nowhere on the page`);
  return found;
};

/** Whom the mails are for that were asked for since the last look. */
let seen = 0;
async function told(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; data: { team: string; except?: string } }>`
    SELECT data ->> 'job' AS name, data -> 'data' AS data FROM pgboss.job_common
    WHERE data ->> 'job' LIKE 'consent.%' ORDER BY created_on`.execute(stage.database.superuser);
  const since = rows.slice(seen);
  seen = rows.length;
  return since.map(({ data }) =>
    data.except ? `colleagues of ${data.team} but ${data.except}` : `recipient ${data.team}`,
  );
}

test('a refusal lets nobody see anything, and does not say that it does', async () => {
  const { reference } = await tellRecord(stage, sam);
  const done = await post(sam, `/consents/${reference}/record`, { ...agreed, answer: 'refused' });
  assert.equal(done.statusCode, 303, done.body);
  const shown = (await get(sam, `/consents/${reference}`)).body;
  assert.match(shown, /Refused\. Nothing is shared\./);
  assert.doesNotMatch(shown, /Lets them see/);
  assert.equal((await get(haven, `/referrals/${reference}`)).statusCode, 404);
});

test('a consent is recorded, shown with what it lets whom see, and withdrawn in one step', async () => {
  const { reference } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  assert.match((await get(sam, base)).body, /No safe contact is recorded/);
  assert.match((await get(sam, `${base}/record`)).body, /Recipients \(fictional\), Haven/);
  assert.equal((await get(haven, base)).statusCode, 404);
  const done = await post(sam, `${base}/record`, agreed);
  assert.equal(done.statusCode, 303, done.body);
  const shown = (await get(sam, base)).body;
  assert.match(shown, /who they are and how to reach them safely/);
  assert.match(shown, /Tigrinya/);
  assert.equal((await get(haven, `/referrals/${reference}`)).statusCode, 200);
  assert.equal((await get(haven, base)).statusCode, 403);
  const id = only(shown, /\/withdraw\/([0-9a-f-]{36})/);
  const asks = (await get(sam, `${base}/withdraw/${id}`)).body;
  assert.match(asks, /cannot be made unread/);
  assert.equal((await post(sam, `${base}/withdraw/${id}`, {})).statusCode, 303);
  assert.equal((await get(haven, `/referrals/${reference}`)).statusCode, 404);
  assert.match((await get(sam, base)).body, /They were asked to return or destroy/);
  assert.match(
    (await get(haven, '/consents')).body,
    new RegExp(`${reference}[\\s\\S]*Return or destroy every copy`),
  );
  assert.equal((await post(sam, `${base}/withdraw/${id}`, {})).statusCode, 409);
});

test('what is wrong or missing in a consent is said beside it, and nothing is recorded', async () => {
  const { reference } = await tellRecord(stage, sam);
  const at = `/consents/${reference}/record`;
  const wrong = await post(sam, at, { ...agreed, classes: ['location'], recipient: 'solicitor' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Choose a recipient that fits the purpose/);
  const child = await post(sam, at, { ...agreed, decider: 'child-themselves' });
  assert.match(child.body, /href="#competence"/);
  assert.match(child.body, /href="#guardian"/);
  const without = await post(sam, at, { ...agreed, decider: 'best-interests' });
  for (const field of ['assessedBy', 'decision', 'decidedBy', 'safeguarding'])
    assert.match(without.body, new RegExp(`href="#${field}"`));
  assert.doesNotMatch((await get(sam, `/consents/${reference}`)).body, /Support and safe accommodation/);
});

test('sharing without consent is asked by one, decided by another, and at once only where it is urgent', async () => {
  const { reference } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  await told();
  const asking = { ...sharing, ground: 'crime', reasons: 'They were followed home.' };
  assert.match(
    (await post(sam, `${base}/override`, { ...asking, atOnce: 'yes' })).body,
    /another person decides/,
  );
  assert.equal((await post(sam, `${base}/override`, asking)).statusCode, 303);
  assert.doesNotMatch((await get(sam, base)).body, /\/decide\//);
  assert.match((await get(sam, base)).body, /Somebody else of your team decides/);
  assert.deepEqual(await told(), [`colleagues of ${sam.team.id} but ${sam.personId}`]);
  const id = only((await get(bethan, base)).body, /\/decide\/([0-9a-f-]{36})/);
  const at = `${base}/decide/${id}`;
  assert.match((await get(bethan, at)).body, /They were followed home/);
  const verdict = { agrees: 'agree', reasons: 'Needed to prevent it.' };
  assert.match((await post(sam, at, verdict)).body, /Another person must do this/);
  assert.equal((await post(bethan, at, verdict)).statusCode, 303);
  assert.deepEqual(await told(), [`recipient ${haven.team.id}`]);
  assert.match((await get(haven, '/referrals')).body, /Another team shared this with yours/);
  assert.doesNotMatch((await get(sam, '/referrals')).body, /Another team shared this with yours/);
  assert.equal((await get(haven, `/referrals/${reference}`)).statusCode, 200);

  const urgent = { ...sharing, ground: 'danger-to-life', reasons: 'A threat to their life.', atOnce: 'yes' };
  assert.equal((await post(sam, `${base}/override`, urgent)).statusCode, 303);
  assert.deepEqual(
    new Set(await told()),
    new Set([`colleagues of ${sam.team.id} but ${sam.personId}`, `recipient ${haven.team.id}`]),
  );
  const review = only((await get(bethan, base)).body, /\/review\/([0-9a-f-]{36})/);
  const ended = await post(bethan, `${base}/review/${review}`, {
    agrees: 'refuse',
    reasons: 'Not needed: the danger is over.',
  });
  assert.equal(ended.statusCode, 303);
});

test('who asked and opens the decision by its address sees who may decide, and no form', async () => {
  const { reference } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  const asking = { ...sharing, ground: 'crime', reasons: 'They were followed home.' };
  await post(sam, `${base}/override`, asking);
  const id = only((await get(bethan, base)).body, /\/decide\/([0-9a-f-]{36})/);
  const at = `${base}/decide/${id}`;
  const own = (await get(sam, at)).body;
  assert.match(own, /Who may do it/);
  assert.match(own, /<li>Bethan Lloyd<\/li>/);
  assert.doesNotMatch(own, /<li>Sam Okafor<\/li>/);
  assert.doesNotMatch(own, /name="agrees"/);
  assert.match((await get(bethan, at)).body, /name="agrees"/);
  assert.equal(
    (await get(bethan, `${base}/review/${id}`)).statusCode,
    303,
    'there is nothing to look at again',
  );
  await post(bethan, at, { agrees: 'agree', reasons: 'Needed to prevent it.' });
  assert.equal((await get(bethan, at)).statusCode, 303, 'what was decided is asked of nobody');
});

test('reasons to share without consent are as long as the pack says, of who asks, decides and looks again', async () => {
  const { reference } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  const asking = { ...sharing, ground: 'danger-to-life', reasons: 'Danger.', atOnce: 'yes' };
  const short = /Say why in at least 20 characters/;
  assert.match((await post(sam, `${base}/override`, asking)).body, short);
  assert.match(
    (await post(sam, `${base}/override`, { ...asking, reasons: `Danger.${' '.repeat(20)}` })).body,
    short,
  );
  assert.equal(
    (await post(sam, `${base}/override`, { ...asking, reasons: 'Danger to their life' })).statusCode,
    303,
  );
  const id = only((await get(bethan, base)).body, /\/review\/([0-9a-f-]{36})/);
  const verdict = { agrees: 'agree', reasons: 'Right.' };
  assert.match((await post(bethan, `${base}/review/${id}`, verdict)).body, short);
});

test('for an adult without capacity those may decide whom the law of the nation names, and no others are offered', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  const inNation = (nation: string) =>
    stage.database.superuser
      .updateTable('access.record')
      .set({ nation })
      .where('record_id', '=', recordId)
      .execute();
  const decided = {
    ...agreed,
    decider: 'welfare-guardian',
    assessedBy: 'Dr Example',
    decision: 'It keeps them safe.',
    decidedBy: 'A guardian',
    safeguarding: 'Told.',
  };
  await inNation('ENG');
  assert.doesNotMatch((await get(sam, `${base}/record`)).body, /value="welfare-guardian"/);
  assert.match((await get(sam, `${base}/record`)).body, /value="best-interests"/);
  assert.match((await post(sam, `${base}/record`, decided)).body, /By the law of the nation of this case/);
  await inNation('SCT');
  assert.match((await get(sam, `${base}/record`)).body, /value="welfare-guardian"/);
  assert.doesNotMatch((await get(sam, `${base}/record`)).body, /value="best-interests"/);
  assert.equal((await post(sam, `${base}/record`, decided)).statusCode, 303);
});

test('a recipient is offered neither files to add nor another exact address, whatever it was shown', async () => {
  const reference = await stage.refer(sam);
  const classes = ['identity', 'account', 'contact', 'location'];
  const shared = await post(sam, `/consents/${reference}/record`, { ...agreed, classes });
  assert.equal(shared.statusCode, 303, /govuk-error-summary[\s\S]{0,600}/.exec(shared.body)?.[0]);
  const [whole, files] = [`/referrals/${reference}`, `/referrals/${reference}/evidence`];
  assert.match((await get(sam, whole)).body, /\/sealed\//);
  const seen = await get(haven, whole);
  assert.equal(seen.statusCode, 200);
  assert.doesNotMatch(seen.body, /\/sealed\//);
  assert.match((await get(sam, files)).body, /type="file"/);
  const shown = await get(haven, files);
  assert.equal(shown.statusCode, 200);
  assert.doesNotMatch(shown.body, /type="file"/);
});

test('the team that referred is not told to ask itself', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  const untimed = {
    channel: 'phone-call',
    phone: '020 7946 0018',
    days: ['mon'],
    letters: 'no',
    voicemail: 'no',
  };
  const base = `/consents/${reference}`;
  const fallback = { fallback: 'somebody', fallbackName: 'Ada', fallbackHow: 'Ring' };
  await post(sam, `${base}/contact`, { ...untimed, from: '10:00', to: '12:00', ...fallback });
  // As the referral's form leaves it: nobody said when.
  await sql`UPDATE ledger.payload_process SET body = jsonb_set(body::jsonb, '{reach}', '"no-times"')::text
    WHERE record_id = ${recordId} AND body::jsonb ? 'reach'`.execute(stage.database.superuser);
  await post(sam, `${base}/record`, agreed);
  const ask = /Ask the team that referred/;
  assert.doesNotMatch((await get(sam, base)).body, ask);
  assert.match((await get(sam, base)).body, /When it is safe to reach this person was not said/);
  assert.match((await get(haven, `/referrals/${reference}`)).body, ask);
});

test('safe contact is recorded and shown, and that nobody is safe is said loudly', async () => {
  const { reference } = await tellRecord(stage, sam);
  const base = `/consents/${reference}`;
  const contact = {
    channel: 'phone-call',
    phone: '020 7946 0018',
    days: ['mon', 'tue'],
    from: '10:00',
    to: '12:00',
    voicemail: 'no',
    letters: 'no',
    fallback: 'somebody',
    fallbackName: 'Ada of the harbour house',
    fallbackHow: 'Ring the house',
  };
  const wrong = await post(sam, `${base}/contact`, { ...contact, days: [] });
  assert.equal(wrong.statusCode, 422);
  assert.equal((await post(sam, `${base}/contact`, contact)).statusCode, 303);
  const shown = (await get(sam, base)).body;
  assert.match(shown, /020 7946 0018|\+44/);
  assert.doesNotMatch(shown, /govuk-warning-text/);
  const none = await post(sam, `${base}/contact`, { channel: 'none', letters: 'no', fallback: 'none-safe' });
  assert.equal(none.statusCode, 303, none.body);
  assert.match((await get(sam, base)).body, /Nobody is safe to reach this person through/);
});
