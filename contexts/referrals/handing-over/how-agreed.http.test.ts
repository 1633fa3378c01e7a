import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formatDate } from '../../../platform/text/format.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, priya] = [stage.person('Sam Okafor'), stage.person('Priya Raman')];
const today = stage.today();

async function draftOf(answers: Answers) {
  const opened = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  return opened.reference;
}
const adult = (): Answers =>
  stage.answers({ age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'given' } });
const lacking = (nation: string): Answers => ({
  age: { nation, ageStatus: 'adult' },
  tonight: { urgent: ['none'] },
  consent: { consent: 'without-capacity' },
  capacity: { reasons: 'Markreason', assessedBy: 'Dr Testina Marsh', assessedOn: '2026-11-19' },
  person: { givenName: 'Markname', familyName: 'Testova' },
});
async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return (await stage.app.inject({ url, headers: { cookie } })).body;
}
const consentIn = (draft: string) =>
  stage.run(sam, 'consent:view', draft, async (work, { record }) =>
    ok((await listEntries(work, record.recordId)).filter(({ type }) => type === 'consent-given')),
  );
async function ask(draft: string, fields: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await stage.signIn(sam);
  const payload = new URLSearchParams({
    reason: 'no-capacity',
    team: priya.team.id,
    ...fields,
    _csrf: csrf,
    _key: randomUUID(),
  });
  for (const name of ['identity', 'account']) payload.append('classes', name);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const url = `/referrals/${draft}/hand-over`;
  return stage.app.inject({ method: 'POST', url, headers, payload: payload.toString() });
}
const onDay = (day: typeof today) => ({
  'expiresOn.day': String(day.day),
  'expiresOn.month': String(day.month),
  'expiresOn.year': String(day.year),
});
const agreed = { consent: 'given', way: 'spoken-through-interpreter' };
const heard = { language: 'their-own', interpreter: 'professional', witness: 'somebody' };

test('a consent to a hand-over says in whose language, through whom and before whom, in codes alone', async () => {
  const draft = await draftOf(adult());
  assert.equal((await ask(draft, { ...agreed, ...heard })).statusCode, 303);
  const page = await get(sam, `/consents/${draft}`);
  for (const told of ['The person’s own', 'An interpreter by profession', 'Somebody was there'])
    assert.ok(page.includes(told), told);
  assert.deepEqual(
    (await consentIn(draft)).map(({ payload }) => payload.account ?? {}),
    [{}],
    'the ledger takes no words of a draft',
  );
});

test('it ends on the day that the person named, and on no day that has passed or lies too far', async () => {
  const draft = await draftOf(adult());
  for (const days of [-1, 4000]) {
    const refused = await ask(draft, { ...agreed, ...onDay(today.add({ days })) });
    assert.equal(refused.statusCode, 422);
    assert.match(refused.body, /href="#ask-expiresOn|href="#expiresOn/);
  }
  const last = today.add({ days: 3 });
  assert.equal((await ask(draft, { ...agreed, ...onDay(last) })).statusCode, 303);
  assert.ok((await get(sam, `/consents/${draft}`)).includes(formatDate(last, 'en')));
  const { rows } = await sql<{ until: Date }>`
    SELECT g.until_at AS until FROM access."grant" g JOIN access.record r USING (record_id)
    WHERE r.reference = ${draft} AND g.basis = 'consent'`.execute(stage.database.superuser);
  assert.ok(rows.length > 0);
  const end = last.add({ days: 1 }).toZonedDateTime({ timeZone: stage.composed.pack.timeZone }).toInstant();
  for (const { until } of rows)
    assert.equal(until.toISOString(), new Date(end.epochMilliseconds).toISOString());
});

test('for an adult who lacks capacity those agree to a hand-over whom the law of the nation names, and nobody else', async () => {
  for (const [nation, names, others] of [
    ['ENG', 'best-interests', ['benefit', 'adult-themselves', 'parental-responsibility', '']],
    ['SCT', 'welfare-guardian', ['best-interests', 'adult-themselves']],
  ] as const) {
    const draft = await draftOf(lacking(nation));
    for (const decider of others)
      assert.equal((await ask(draft, { decided: 'given', way: 'spoken', decider })).statusCode, 422, decider);
    const done = await ask(draft, { decided: 'given', way: 'spoken', decider: names });
    assert.equal(done.statusCode, 303, done.body);
    const shown = await get(priya, String(done.headers.location).split('?')[0] ?? '');
    for (const mark of ['Markname', 'Markreason', 'Dr Testina Marsh']) assert.ok(shown.includes(mark), mark);
    const [consent] = await consentIn(draft);
    const { path, decider } = consent?.payload.process ?? {};
    assert.deepEqual([path, decider], ['without-capacity', names]);
  }
});

test('somebody who can decide is handed over by nobody else’s word, by page or program', async () => {
  const draft = await draftOf(adult());
  const { app } = stage;
  const headers = { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': randomUUID() };
  const url = `/api/v1/referrals/${draft}/hand-over`;
  const payload = {
    reason: 'no-capacity',
    team: priya.team.id,
    consent: 'given',
    way: 'spoken',
    classes: ['identity'],
  };
  const wrong = await app.inject({
    method: 'POST',
    url,
    headers,
    payload: { ...payload, decider: 'best-interests' },
  });
  assert.equal(wrong.statusCode, 422);
  headers['idempotency-key'] = randomUUID();
  const right = await app.inject({ method: 'POST', url, headers, payload: { ...payload, ...heard } });
  assert.equal(right.statusCode < 300, true, right.body);
});
