import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage, packFolders } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { ok } from '../../../platform/pure/result.ts';
import { startDraft } from '../commands.ts';
import { theForm } from '../forms.ts';
import { findDraftAnswers, saveDraftStep } from '../store.ts';

const stage = await openStage();
const form = theForm(stage.composed.pack);
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const token = await stage.token(sam);

const draft = async (answers: Answers) =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers)))
    .reference;
const adult = { age: { nation: 'ENG', ageStatus: 'adult' } };
const stands = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const get = (url: string) => stage.app.inject({ url, headers: { cookie: browser.cookie } });
const send = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString(),
  });
const agreed = {
  consent: 'given',
  explainedNrm: 'yes',
  explainedSupport: 'yes',
  explainedOutcomes: 'yes',
  explainedSharing: 'yes',
};
const behind = form.steps.slice(form.steps.findIndex(({ id }) => id === 'consent') + 1).map(({ id }) => id);

test('before an adult is asked whether they agree, every page behind that question leads to it, and none can be answered', async () => {
  const reference = await draft(adult);
  const at = `/referrals/${reference}`;
  assert.ok(behind.length > 15 && behind.includes('person') && behind.includes('account'));
  for (const step of behind) {
    const page = await get(`${at}/steps/${step}`);
    assert.deepEqual([page.statusCode, page.headers.location], [303, `${at}/steps/consent`], step);
    const sent = await send(`${at}/steps/${step}`, { givenName: 'Zqearly', statement: 'Zqearly' });
    assert.equal(sent.statusCode, 409, step);
    assert.match(sent.body, /Another question comes first/);
    assert.match(sent.body, new RegExp(`href="${at}/steps/consent"`));
    assert.doesNotMatch(sent.body, /Zqearly/);
  }
  assert.deepEqual(Object.keys(await stands(reference)), ['age']);
  assert.equal((await get(`${at}/steps/tonight`)).statusCode, 200, 'what is urgent is asked before');
});

test('nothing that is typed there is kept, no item is added, no language is chosen and no file is taken', async () => {
  const reference = await draft(adult);
  const at = `/referrals/${reference}`;
  const typed = await send(
    `${at}/steps/person`,
    { _typing: 'yes', givenName: 'Zqtyped' },
    { accept: 'application/json' },
  );
  assert.equal(typed.statusCode, 409);
  const item = `${at}/steps/episodes/items/${randomUUID()}`;
  assert.equal((await get(item)).headers.location, `${at}/steps/consent`);
  assert.equal((await send(item, { places: 'Zqplace' })).statusCode, 409);
  assert.equal((await send(`${at}/steps/person`, { _second: 'ar', _show: 'yes' })).statusCode, 409);
  assert.equal((await get(`${at}/evidence`)).headers.location, `${at}/steps/consent`);
  for (const url of [`${at}/evidence`, `/api/v1${at}/evidence`]) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: browser.csrf, _key: randomUUID() }))
      body.set(name, value);
    body.set('description', 'Zqfile');
    body.set('files', new File(['Zqfile'], 'note.txt', { type: 'text/plain' }));
    const encoded = new Response(body);
    const headers = url.startsWith('/api')
      ? { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
      : { cookie: browser.cookie };
    const sent = await stage.app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    assert.equal(sent.statusCode, 409, `${url} ${sent.body}`);
  }
  assert.deepEqual(Object.keys(await stands(reference)), ['age']);
  await stage.run(sam, 'referral:draft', reference, async (_work, { record }) => {
    for (const table of ['draft_typed', 'draft_file']) assert.equal(await rowsIn(table, record.recordId), 0);
    return ok(true);
  });
});

test('while nobody said whether it is an adult, the question about age comes first', async () => {
  const reference = await draft({});
  const page = await get(`/referrals/${reference}/steps/person`);
  assert.equal(page.headers.location, `/referrals/${reference}/steps/age`);
  assert.equal((await send(`/referrals/${reference}/another`, {})).statusCode, 409);
  for (const ageStatus of ['child', 'not-known']) {
    const child = await draft({ age: { nation: 'SCT', ageStatus } });
    assert.equal((await get(`/referrals/${child}/steps/person`)).statusCode, 200, ageStatus);
  }
});

test('the list of sections and the check say which pages wait, and lead to none of them', async () => {
  const reference = await draft(adult);
  for (const page of ['sections', 'check']) {
    const { body } = await get(`/referrals/${reference}/${page}`);
    assert.match(body, /Not yet/);
    assert.match(body, /steps\/consent"/);
    for (const step of behind) assert.doesNotMatch(body, new RegExp(`steps/${step}"`), `${page} ${step}`);
    assert.doesNotMatch(body, /\/evidence"/);
  }
});

test('who is an adult after all, or has not answered any more, is asked first; nothing that was said is lost', async () => {
  const person = { givenName: 'Zqkept', gender: 'female', nationality: 'gb', interpreter: 'no' };
  const reference = await draft({ age: { nation: 'ENG', ageStatus: 'child' }, person });
  const at = `/referrals/${reference}`;
  assert.match((await get(`${at}/check`)).body, /Zqkept/);
  assert.equal((await send(`${at}/steps/age`, { nation: 'ENG', ageStatus: 'adult' })).statusCode, 303);
  assert.equal((await get(`${at}/steps/person`)).headers.location, `${at}/steps/consent`);
  assert.doesNotMatch((await get(`${at}/check`)).body, /Zqkept/);
  assert.deepEqual((await stands(reference))['person'], person);
  assert.equal((await send(`${at}/steps/consent`, agreed)).statusCode, 303);
  assert.match((await get(`${at}/steps/person`)).body, /Zqkept/);
  await stage.run(sam, 'referral:draft', reference, async (work, { record }) => {
    await saveDraftStep(work, record.recordId, form, 'consent', {});
    return ok(true);
  });
  assert.equal((await get(`${at}/steps/person`)).headers.location, `${at}/steps/consent`);
  assert.deepEqual((await stands(reference))['person'], person);
});

test('a birth date that contradicts the age can be put right before the person is asked', async () => {
  const person = { givenName: 'Testina', birthDate: '2015-03-02' };
  const reference = await draft({ age: { nation: 'ENG', ageStatus: 'child' }, person });
  const at = `/referrals/${reference}/steps`;
  await send(`${at}/age`, { nation: 'ENG', ageStatus: 'adult' });
  assert.equal((await send(`${at}/consent`, { consent: 'refused' })).statusCode, 422);
  assert.equal((await get(`${at}/person`)).statusCode, 200);
});

test('every country that we ship asks who somebody is after consent, and no page takes a name before', async () => {
  const example = await openStage({ pack: packFolders['example'] ?? assert.fail() });
  const who = example.peopleFor('referral')[0] ?? assert.fail('nobody refers');
  const { cookie } = await example.signIn(who);
  const { reference } = await example.run(who, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, { age: { age: 'adult' } }),
  );
  const open = async (step: string) =>
    example.app.inject({ url: `/referrals/${reference}/steps/${step}`, headers: { cookie } });
  assert.doesNotMatch((await open('age')).body, /name="[^"]*name"/);
  for (const step of ['who', 'story', 'contact'])
    assert.equal((await open(step)).headers.location, `/referrals/${reference}/steps/agreement`);
});

async function rowsIn(table: string, recordId: string): Promise<number> {
  const found = await stage.database.superuser
    .selectFrom(`referrals.${table}` as 'referrals.draft_typed')
    .select('record_id')
    .where('record_id', '=', recordId)
    .execute();
  return found.length;
}
