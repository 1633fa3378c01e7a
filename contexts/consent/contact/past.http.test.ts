import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Person } from '../../../checks/support/stage.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { openConsentStage } from '../testing.ts';

const stage = await openConsentStage();
const [sam, alex, haven] = ['Sam Okafor', 'Alex Morgan', 'Haven desk'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];
const whole = stage.answers();
const refer = (at?: Instant) =>
  stage.refer(
    sam,
    {
      ...whole,
      contact: {
        how: 'phone',
        phone: '+447700900321',
        days: ['wed'],
        from: '03:00',
        to: '05:00',
        voicemail: 'no',
        letters: 'no',
        sharedWith: 'Cousin Quill',
        codeWord: 'Lantern',
        note: 'Ask for Wren',
        fallback: 'somebody',
        fallbackName: 'Ada of the harbour house',
        fallbackHow: 'Ring the house.',
      },
      consent: { ...whole['consent'], consent: 'given' },
      age: { ...whole['age'], nation: 'ENG', ageStatus: 'adult' },
    },
    at,
  );

async function call(as: Person, url: string, json: object) {
  const headers = { authorization: `Bearer ${await stage.token(as)}`, 'idempotency-key': randomUUID() };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload: json });
  assert.equal(answer.statusCode, 201, answer.body);
}
const correct = (reference: string, answers: object) =>
  call(sam, `/api/v1/referrals/${reference}/corrections`, { step: 'contact', answers, why: 'He reads it.' });
async function share(reference: string) {
  await call(sam, `/api/v1/referrals/${reference}/consents`, {
    answer: 'given',
    purpose: 'support',
    recipient: 'support-provider',
    party: haven.team.id,
    classes: ['identity', 'contact'],
    decider: 'adult-themselves',
    way: 'spoken',
  });
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
async function read(as: Person, url: string): Promise<string> {
  const headers = url.startsWith('/api/')
    ? { authorization: `Bearer ${await stage.token(as)}` }
    : { cookie: (await stage.signIn(as)).cookie };
  const answer = await stage.app.inject({ url, headers });
  assert.equal(answer.statusCode, 200, `${url}: ${answer.body.slice(0, 300)}`);
  if (url.endsWith('.pdf')) return flat(readPdf(answer.rawPayload).pages.join(' '));
  return flat(answer.body);
}
/** What stands under “now”, up to the next heading. */
const now = (text: string): string =>
  /How it is safe to reach them now(.*?)(?:<h[23]|What the form said|$)/.exec(text)?.[1] ??
  assert.fail(text.slice(0, 2000));

/** What somebody would call by, write by or be believed by. */
const ways = /7700 ?900 ?321|Wednesday|03:00|Lantern|Cousin Quill|Ask for Wren/;

/** Everything that says how the person is reached now, by whom it is read. */
async function toldAsNow(reference: string): Promise<readonly (readonly [string, string])[]> {
  const api = (rest: string) => `/api/v1/referrals/${reference}/${rest}`;
  const official = JSON.parse(await read(sam, api('official'))) as { contact: object; fields: object };
  const csv = await read(sam, `/referrals/${reference}/official.csv`);
  return [
    ...(await Promise.all(
      [sam, alex, haven].map(async as => [`api ${as.name}`, await read(as, api('contact'))] as const),
    )),
    ['official', JSON.stringify([official.contact, official.fields])],
    ['official.csv', csv.split(' field,')[0] ?? ''],
    ['a recipient’s page', now(await read(haven, `/referrals/${reference}/shared`))],
    ['the case', now(await read(alex, `/cases/${reference}`))],
    ['the copy', now(await read(sam, `/referrals/${reference}/referral.pdf`))],
  ];
}

test('a safe contact that was corrected and not recorded anew is told to nobody as how to reach the person now', async () => {
  const reference = await refer();
  await share(reference);
  for (const [where, told] of await toldAsNow(reference)) assert.match(told, ways, `before: ${where}`);
  await correct(reference, { how: 'email', email: 'new@person.example', note: 'He reads her phone' });
  const after = await toldAsNow(reference);
  for (const [where, told] of after) {
    assert.doesNotMatch(told, ways, where);
    // Whom to turn to was said of no number, and was not corrected.
    assert.match(told, /Ada of the harbour house/, where);
  }
});

test('a safe contact that ran out is told to nobody as how to reach the person now; whom to turn to is', async () => {
  const reference = await refer(Temporal.Now.instant().subtract({ hours: 24 * 100 }));
  await share(reference);
  for (const [where, told] of await toldAsNow(reference)) {
    assert.doesNotMatch(told, ways, where);
    assert.match(told, /Ada of the harbour house/, where);
  }
});

test('whom to turn to is told no more once that was corrected too', async () => {
  const reference = await refer();
  await share(reference);
  await correct(reference, { phone: '+447700900777', fallback: 'none-safe' });
  for (const [where, told] of await toldAsNow(reference)) assert.doesNotMatch(told, /Ada of/, where);
});

test('on the page of consents what counts no longer stands under a heading that says so', async () => {
  const reference = await refer();
  const page = () => read(sam, `/consents/${reference}`);
  const old = 'What was recorded before: do not use it';
  assert.ok(!(await page()).includes(old));
  await correct(reference, { how: 'email', email: 'new@person.example' });
  const shown = await page();
  assert.ok(shown.indexOf(old) > 0 && shown.indexOf(old) < shown.indexOf('321'), shown);
});
