import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { findConsents } from '../../consent/public.ts';
import { theForm } from '../forms.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const [oldPhone, newPhone] = ['+447700900321', '+447700900654'];
const refer = () => stage.refer(sam, { ...stage.answers(), contact: { how: 'phone', phone: oldPhone } });

async function post(url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(sam);
  const sent = Object.entries({ ...fields, _csrf: csrf, _key: randomUUID() });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const correct = (reference: string, fields: Readonly<Record<string, string>>) =>
  post(`/referrals/${reference}/correct/contact`, { ...fields, correctionReason: 'She has another phone.' });
const contactOf = (reference: string) =>
  stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).contact),
  );

test('whoever corrects how to reach the person records the safe contact anew in the same step', async () => {
  const reference = await refer();
  assert.equal((await contactOf(reference))?.known?.address, oldPhone);
  const done = await correct(reference, { how: 'phone', phone: '07700 900654' });
  assert.equal(done.statusCode, 303);
  assert.ok(done.headers.location?.startsWith(`/referrals/${reference}`));
  const contact = await contactOf(reference);
  assert.deepEqual([contact?.known?.address, contact?.isOutdated], [newPhone, false]);
});

const safeOld = {
  how: 'phone',
  phone: oldPhone,
  days: ['mon'],
  from: '10:00',
  to: '12:00',
  voicemail: 'yes',
  letters: 'yes',
  sharedWith: 'Her sister',
  codeWord: 'Lantern',
};
const correctByApi = async (reference: string, answers: object) =>
  stage.app.inject({
    method: 'POST',
    url: `/api/v1/referrals/${reference}/corrections`,
    headers: {
      authorization: `Bearer ${await stage.token(sam)}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    payload: JSON.stringify({ step: 'contact', answers, why: 'She has another phone.' }),
  });

test('what was said of the old number is not said of the new one: until somebody says how it is safe, none counts', async () => {
  const referred = () => stage.refer(sam, { ...stage.answers(), contact: safeOld });
  const reference = await referred();
  const done = await correctByApi(reference, { phone: newPhone });
  assert.equal(done.json<{ contact: string }>().contact, 'outdated', done.body);
  assert.equal((await contactOf(reference))?.isOutdated, true);
  const again = await referred();
  const form = theForm(stage.composed.pack);
  const step = stepOf(form, 'contact') ?? assert.fail();
  const shown = inputsOf(form, step, { contact: safeOld });
  const sent = await post(`/referrals/${again}/correct/contact`, {
    ...shown,
    phone: '07700 900654',
    correctionReason: 'She has another phone.',
  });
  assert.equal(sent.headers.location?.split('?')[0], `/consents/${again}/contact`, sent.body);
  const partly = await referred();
  await correctByApi(partly, { phone: newPhone, voicemail: 'no', letters: 'no' });
  assert.equal((await contactOf(partly))?.isOutdated, true, 'hours and the code word were not asked');
});

test('whoever says of the new number how it is safe records it anew, also where it is the same', async () => {
  const reference = await stage.refer(sam, { ...stage.answers(), contact: safeOld });
  const { how: _, ...anew } = { ...safeOld, phone: newPhone };
  const done = await correctByApi(reference, anew);
  assert.equal(done.json<{ contact: string }>().contact, 'follows', done.body);
  const { known, isOutdated } = (await contactOf(reference)) ?? {};
  assert.deepEqual([known?.address, known?.voicemail, isOutdated], [newPhone, true, false]);
  const noted = await stage.refer(sam, { ...stage.answers(), contact: safeOld });
  await correctByApi(noted, { note: 'Ask for her sister first.' });
  assert.equal((await contactOf(noted))?.isOutdated, false, 'the number stands, with what was said of it');
});

test('an answer that no longer applies makes no safe contact: of another channel the old number is not kept', async () => {
  const reference = await refer();
  await correct(reference, { how: 'email', email: 'safe@person.example' });
  const { known } = (await contactOf(reference)) ?? {};
  assert.deepEqual([known?.channel, known?.address], ['email', 'safe@person.example']);
});

test('where it was recorded apart since, the old one counts no longer, and the way leads to recording it', async () => {
  const reference = await refer();
  const recorded = await post(`/consents/${reference}/contact`, {
    channel: 'phone-call',
    phone: '07700 900321',
    days: ['mon'],
    from: '10:00',
    to: '11:00',
    voicemail: 'no',
    letters: 'no',
    fallback: 'none-safe',
  });
  assert.equal(recorded.statusCode, 303, recorded.body);
  const done = await correct(reference, { how: 'phone', phone: '07700 900654' });
  assert.equal(done.headers.location?.split('?')[0], `/consents/${reference}/contact`);
  const contact = await contactOf(reference);
  assert.deepEqual([contact?.isOutdated, contact?.known?.days], [true, ['mon']]);
  const { cookie } = await stage.signIn(sam);
  const shown = await stage.app.inject({ url: `/consents/${reference}`, headers: { cookie } });
  assert.match(shown.body, /Do not use the old one/);
});

test('in which language to speak, and whether through an interpreter, comes with it and follows a correction', async () => {
  const whole = stage.answers();
  const person = { ...whole['person'], interpreter: 'yes' };
  const reference = await stage.refer(sam, {
    ...whole,
    person: { ...person, language: 'language-tigrinya' },
    contact: { how: 'phone', phone: oldPhone },
  });
  const { cookie } = await stage.signIn(sam);
  const shown = async () =>
    (await stage.app.inject({ url: `/consents/${reference}`, headers: { cookie } })).body.replaceAll(
      /\s+/g,
      ' ',
    );
  assert.match(await shown(), /Language <\/dt> <dd[^>]*> Tigrinya/);
  assert.match(await shown(), /Interpreter <\/dt> <dd[^>]*> Yes/);
  const asked = async () => (await contactOf(reference))?.known?.asked;
  const form = theForm(stage.composed.pack);
  const step = stepOf(form, 'person') ?? assert.fail();
  const inputs = inputsOf(form, step, { person: { ...person, language: 'language-somali' } });
  const done = await post(`/referrals/${reference}/correct/person`, {
    ...inputs,
    correctionReason: 'We asked her.',
  });
  assert.equal(done.statusCode, 303, done.body);
  assert.deepEqual(await asked(), { language: 'language-somali', interpreter: 'yes' });
  assert.equal((await contactOf(reference))?.known?.address, oldPhone);
});

test('a change never announces itself on the old channel: nothing that waits to be sent knows of it', async () => {
  const reference = await refer();
  const jobs = () =>
    sql<{ data: { job: string; data: Record<string, string> } }>`SELECT data FROM pgboss.job_common`.execute(
      stage.database.superuser,
    );
  const before = (await jobs()).rows.length;
  await correct(reference, { how: 'phone', phone: '07700 900654' });
  const { rows } = await jobs();
  assert.equal(rows.length, before + 1, 'the authority hears that something is new');
  for (const { data } of rows) {
    assert.equal(data.job, 'referrals.notify-team');
    assert.doesNotMatch(JSON.stringify(data), /7700|@/);
  }
});
