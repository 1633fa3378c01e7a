import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { ok } from '../../../platform/pure/result.ts';
import { startDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const draft = async (answers: Answers) =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers)))
    .reference;
const stands = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const get = (url: string) => stage.app.inject({ url, headers: { cookie: browser.cookie } });
const send = (url: string, fields: Readonly<Record<string, string>>) =>
  stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString(),
  });
const born = (year: string) => ({ 'birthDate.day': '2', 'birthDate.month': '3', 'birthDate.year': year });
const emptyDate = { 'birthDate.day': '', 'birthDate.month': '', 'birthDate.year': '' };
const adult = { nation: 'ENG', ageStatus: 'adult' };
const person = { givenName: 'Zqkept', gender: 'female', nationality: 'gb', interpreter: 'no' };
const child = () =>
  draft({ age: { nation: 'ENG', ageStatus: 'child' }, person: { ...person, birthDate: '2015-03-02' } });
const differs = /The date of birth does not fit/;

test('whoever says that a child is an adult after all is asked at once about a date of birth that does not fit', async () => {
  const reference = await child();
  const at = `/referrals/${reference}/steps`;
  const saved = await send(`${at}/age`, adult);
  assert.equal(saved.headers.location, `${at}/person`);
  const page = (await get(`${at}/person`)).body;
  assert.match(page, differs);
  assert.match(page, /value="2015"/);
  assert.match(page, new RegExp(`href="${at}/age"`));
  const same = await send(`${at}/person`, born('2015'));
  assert.equal(same.statusCode, 422);
  assert.match(same.body, new RegExp(`href="${at}/age"`));
});

test('before somebody agreed that page asks for the date of birth alone, and shows nothing else of who they are', async () => {
  const reference = await child();
  const at = `/referrals/${reference}`;
  await send(`${at}/steps/age`, adult);
  for (const page of ['steps/person', 'steps/consent', 'check', 'sections'])
    assert.doesNotMatch((await get(`${at}/${page}`)).body, /Zqkept|name="givenName"/, page);
  const whole = await send(`${at}/steps/person`, { ...born('1990'), givenName: 'Zqother' });
  assert.equal(whole.statusCode, 409, 'a page that was open whole is not taken in part');
  const fixed = await send(`${at}/steps/person`, born('1990'));
  assert.equal(fixed.statusCode, 303);
  assert.deepEqual((await stands(reference))['person'], { ...person, birthDate: '1990-03-02' });
  assert.equal((await get(`${at}/steps/person`)).headers.location, `${at}/steps/consent`);
  const emptied = await child();
  await send(`/referrals/${emptied}/steps/age`, adult);
  await send(`/referrals/${emptied}/steps/person`, emptyDate);
  assert.deepEqual((await stands(emptied))['person'], person);
});

test('a refusal that waits for age and birth date leads to both, and is recorded once either is put right', async () => {
  const reference = await child();
  const at = `/referrals/${reference}/steps`;
  await send(`${at}/age`, adult);
  const refuse = () => send(`${at}/consent`, { consent: 'refused' });
  const waiting = await refuse();
  assert.equal(waiting.statusCode, 422, 'no child is taken for an adult who refused');
  for (const body of [waiting.body, (await get(`${at}/consent`)).body])
    for (const step of ['age', 'person']) assert.match(body, new RegExp(`href="${at}/${step}"`), step);
  await send(`${at}/person`, born('1990'));
  assert.doesNotMatch((await get(`${at}/consent`)).body, differs);
  assert.equal((await refuse()).headers.location, `/referrals/${reference}/without-consent`);

  const after = await child();
  const there = `/referrals/${after}/steps`;
  await send(`${there}/age`, adult);
  assert.equal((await send(`${there}/age`, { nation: 'ENG', ageStatus: 'child' })).statusCode, 303);
  assert.match((await get(`${there}/person`)).body, /Zqkept/);
});

test('whoever gives a date of birth that does not fit the age finds the way to the age beside it', async () => {
  const reference = await draft({ age: { nation: 'ENG', ageStatus: 'child' } });
  const at = `/referrals/${reference}/steps`;
  assert.ok(!(await get(`${at}/person`)).body.includes('Change the answer about age'));
  const told = await send(`${at}/person`, { ...person, ...born('1990') });
  assert.equal(told.statusCode, 422);
  assert.match(told.body, new RegExp(`href="${at}/age"[^>]*>Change the answer about age`));
});
