import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { answerStep, startDraft } from '../commands.ts';
import { findDraftAnswers, findDraftAuthors } from '../store.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const browser = await stage.signIn(sam);

const open = async () =>
  (
    await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, {
        age: { nation: 'ENG', ageStatus: 'adult' },
        consent: { consent: 'given' },
      }),
    )
  ).reference;
const draftOf = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const stepUrl = (reference: string, step: string) => `/referrals/${reference}/steps/${step}`;
async function send(url: string, fields: Readonly<Record<string, string | string[]>>, key = randomUUID()) {
  const sent = Object.entries({ _csrf: browser.csrf, _key: key, ...fields });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
}
const get = async (url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;

const sound = {
  givenName: 'Testina',
  familyName: 'Sample',
  gender: 'female',
  nationality: stage.composed.pack.lists['nationalities']?.codes[0]?.code ?? assert.fail(),
  interpreter: 'no',
};
const badDate = { 'birthDate.day': '31', 'birthDate.month': '2', 'birthDate.year': '1990' };

test('Continue with one wrong answer saves the others, and shows what was typed with what to put right', async () => {
  const reference = await open();
  const url = stepUrl(reference, 'person');
  const answer = await send(url, { ...sound, ...badDate });
  assert.equal(answer.status, 422);
  assert.match(answer.body, /href="#birthDate/);
  const again = formFields(answer.body);
  for (const [name, value] of Object.entries({ ...sound, ...badDate }))
    assert.equal(again[name], value, name);
  assert.deepEqual((await draftOf(reference))['person'], sound);
  const later = formFields(await get(url));
  assert.equal(later['givenName'], 'Testina', 'the browser died, and the page was opened again');
  assert.equal(later['birthDate.day'], '31', 'also what is no answer yet');
  const start = await get(`/referrals/${reference}`);
  assert.match(start, new RegExp(`href="${url}"[^>]*>\\s*Continue this referral`), 'and is led to it');
});

test('what is wrong leaves what was saved before as it was', async () => {
  const reference = await open();
  const url = stepUrl(reference, 'person');
  assert.equal((await send(url, { ...sound, 'birthDate.year': '1990' })).status, 303);
  assert.equal((await send(url, { ...sound, givenName: 'Tess', ...badDate })).status, 422);
  assert.deepEqual((await draftOf(reference))['person'], { ...sound, givenName: 'Tess', birthDate: '1990' });
});

test('a birth date that contradicts the answer about age is not saved, whatever else is wrong', async () => {
  const reference = await open();
  const child = { 'birthDate.day': '1', 'birthDate.month': '2', 'birthDate.year': '2015' };
  const answer = await send(stepUrl(reference, 'person'), { ...sound, gender: 'nonsense', ...child });
  assert.equal(answer.status, 422);
  assert.match(answer.body, /href="#gender"/);
  assert.match(answer.body, /date of birth does not fit/);
  const { gender: _gender, ...rest } = sound;
  assert.deepEqual((await draftOf(reference))['person'], rest);
});

test('a page that was sent twice is saved once and answered alike; its key serves no other page', async () => {
  const reference = await open();
  const url = stepUrl(reference, 'person');
  const key = randomUUID();
  const twins = await Promise.all([1, 2].map(() => send(url, { ...sound, ...badDate }, key)));
  assert.deepEqual(
    twins.map(({ status }) => status),
    [422, 422],
  );
  assert.equal((await send(url, { ...sound, givenName: 'Newer' })).status, 303);
  const late = await send(url, { ...sound, ...badDate }, key);
  assert.equal(late.status, 422);
  assert.equal(formFields(late.body)['birthDate.day'], '31');
  assert.equal((await draftOf(reference))['person']?.['givenName'], 'Newer', 'a late repeat changes nothing');
  const other = await send(url, { ...sound, givenName: 'Other' }, key);
  assert.doesNotMatch(other.body, /href="#birthDate/);
  assert.equal((await draftOf(reference))['person']?.['givenName'], 'Newer');
});

test('a page with nothing sound on it, or nothing new, changes neither the answers nor who gave them', async () => {
  const reference = await open();
  const signs = stepUrl(reference, 'signs');
  assert.equal((await send(signs, { signs: 'g01' })).status, 422);
  assert.equal(Object.hasOwn(await draftOf(reference), 'signs'), false, 'the page was not answered');
  await stage.run(bethan, 'referral:draft', reference, (work, permit) =>
    answerStep(work, permit, { step: 'person', body: sound }),
  );
  assert.equal((await send(stepUrl(reference, 'person'), { ...sound, ...badDate })).status, 422);
  const authors = await stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAuthors(work, record.recordId)),
  );
  assert.equal(authors['person']?.personId, bethan.personId);
});

test('a page that is left for later keeps what was answered, asks for nothing more, and says so once', async () => {
  const reference = await open();
  const url = stepUrl(reference, 'person');
  const left = await send(url, { givenName: 'Testina', 'birthDate.year': '1990', _leave: 'yes' });
  assert.deepEqual([left.status, left.to], [303, `/referrals/${reference}`]);
  assert.match(await get(`/referrals/${reference}`), /role="alert"[^]*Your draft is saved/);
  assert.doesNotMatch(await get(`/referrals/${reference}`), /role="alert"/);
  assert.deepEqual((await draftOf(reference))['person'], { givenName: 'Testina', birthDate: '1990' });
  const goOn = /href="([^"]+)"[^>]*>\s*Continue this referral/.exec(
    await get(`/referrals/${reference}`),
  )?.[1];
  assert.equal(goOn, stepUrl(reference, 'tonight'), 'the first page that lacks an answer');
});

test('who leaves a page is told what they typed wrongly, and a page left empty was not answered', async () => {
  const reference = await open();
  const wrong = await send(stepUrl(reference, 'person'), { givenName: 'Testina', ...badDate, _leave: 'yes' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#birthDate/);
  assert.doesNotMatch(wrong.body, /href="#gender/);
  assert.deepEqual((await draftOf(reference))['person'], { givenName: 'Testina' });
  assert.equal((await send(stepUrl(reference, 'signs'), { _leave: 'yes' })).status, 303);
  assert.equal(Object.hasOwn(await draftOf(reference), 'signs'), false);
});
