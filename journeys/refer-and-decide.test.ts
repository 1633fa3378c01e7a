import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { decide, openFromQueue } from './support/deciding.ts';
import { answer, openSite, signIn, signOut } from './support/site.ts';

const site = await openSite();
const account = '\nI worked every day.  They said I owed them.\n\n<b>“Ŵedi blino”</b> & more';

const person = {
  'Given name': 'Testina',
  'Family name': 'Fictari',
  'What is their gender?': 'Female',
  'What is their nationality?': 'Albanian',
  'Do they need an interpreter?': 'Yes',
};
const episode = {
  'What were they made to do': ['Made to work for little or no pay'],
  'Where did it happen?': 'In the UK',
  'Is it still going on?': 'Not known',
};
const responder = {
  'Your name': 'Sam Okafor',
  'Your role': 'Constable',
  'Your work phone number': '020 7946 0991',
  'Email address of a colleague': 'response@northmoor-police.example',
};
const told = {
  'What happened to the person?': account,
  'How did you take this account?': 'These are their own words',
};
const place = { 'Which county or region': 'Powys', 'Do any of these apply': ['None of these'] };

test('a responder refers an adult, a caseworker decides, the responder sees the outcome', async () => {
  const page = await site.visit();
  await signIn(page, 'Sam Okafor');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, { 'Where in the UK': 'Wales', 'Is the person under 18?': 'No, 18 or over' });
  await answer(page, {});
  await answer(page, {
    'Does the person agree': 'Yes, they agree',
    'I explained what the National': 'yes',
    'I explained the support': 'yes',
    'I explained what each': 'yes',
    'I explained who': 'yes',
  });
  await answer(page, person);
  await answer(page, episode);
  await answer(page, {});
  await answer(page, told);
  await answer(page, place);
  await answer(page, { 'What is the safest way': 'By phone', 'Their phone number': '029 2018 0455' });
  await answer(page, responder);
  const reference = await checkAndSend(page);
  await signOut(page);

  await signIn(page, 'Alex Morgan');
  await openFromQueue(page, reference);
  assert.match(await page.locator('main').innerText(), /Sam Okafor, First responder/);
  const kept = await page
    .getByText('They said I owed them')
    .first()
    .evaluate(element => element.textContent);
  assert.equal(kept, account, 'the account is shown byte for byte');
  await page.getByRole('button', { name: 'Take' }).click();
  await decide(page, { finding: 'Met', outcome: 'Positive' });
  await signOut(page);

  await signIn(page, 'Sam Okafor');
  await page.goto(`/referrals/${reference}`);
  const outcome = await page.locator('main').innerText();
  assert.match(outcome, /Positive reasonable-grounds decision/);
  assert.doesNotMatch(outcome, /Shown by what was said/, 'reasons are the authority’s');
});

test('a child is referred and a negative decision read by a second person, without JavaScript, on a small phone', async () => {
  const page = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await signIn(page, 'Priya Raman');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, {});
  assert.match(await page.locator('main').innerText(), /There is a problem/);
  await answer(page, { 'Where in the UK': 'Scotland', 'Is the person under 18?': 'Yes, under 18' });
  await answer(page, {});
  await answer(page, { 'Which local authority have you told?': 'The Aberdeen City Council' });
  await answer(page, person);
  await answer(page, episode);
  await answer(page, {});
  await answer(page, told);
  await answer(page, place);
  await answer(page, { 'What is the safest way': 'There is no safe way' });
  await answer(page, responder);
  const reference = await checkAndSend(page);
  await signOut(page);

  await signIn(page, 'Alex Morgan');
  await openFromQueue(page, reference);
  await page.getByRole('button', { name: 'Take' }).click();
  await decide(page, { finding: 'Not shown on the evidence', outcome: 'Negative' });
  await page.goto(`/cases/${reference}/second-reading`);
  assert.equal(new URL(page.url()).pathname, `/cases/${reference}`, 'nobody reads their own decision');
  await page.goto('/home');
  await signOut(page);

  await signIn(page, 'Priya Raman');
  await page.goto(`/referrals/${reference}`);
  assert.match(
    await page.locator('main').innerText(),
    /waiting for a decision/,
    'a proposed negative is not told',
  );
  await signOut(page);

  await signIn(page, 'Chris Vale');
  await page.goto(`/cases/${reference}/second-reading`);
  await page.getByRole('radio').first().check();
  await page.getByRole('main').getByRole('button').last().click();
  await signOut(page);

  await signIn(page, 'Priya Raman');
  await page.goto(`/referrals/${reference}`);
  assert.match(await page.locator('main').innerText(), /Negative reasonable-grounds decision/);
  await signOut(page);

  await signIn(page, 'Jo Lindqvist');
  await page.goto(`/trail/${reference}`);
  const trail = await page.locator('main').innerText();
  for (const name of ['Priya Raman', 'Alex Morgan', 'Chris Vale'])
    assert.ok(trail.includes(name), `the trail names ${name}`);
});

test('an adult who does not agree is not referred: a notice that names nobody is sent, and nobody decides on it', async () => {
  const page = await site.visit();
  await signIn(page, 'Sam Okafor');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, { 'Where in the UK': 'England', 'Is the person under 18?': 'No, 18 or over' });
  await answer(page, {});
  await answer(page, { 'Does the person agree': 'No, they do not agree' });
  assert.match(await page.locator('main').innerText(), /does not agree to be referred/);
  await page.getByRole('button', { name: 'Go on to the notice' }).click();
  await answer(page, { 'agree to be identified': 'No, do not say who they are' });
  await answer(page, {});
  await answer(page, { 'What is their gender?': 'Female', 'What is their nationality?': 'Albanian' });
  await answer(page, episode);
  await answer(page, {});
  await page.getByRole('button', { name: 'Send the notice' }).click();
  await page.waitForURL('**/notices/DTN-*');
  const notice = /DTN-[0-9A-Z-]{13}/.exec(page.url())?.[0] ?? '';
  await signOut(page);
  await signIn(page, 'Alex Morgan');
  await page.goto('/notices');
  await page.getByRole('link', { name: notice }).click();
  assert.match(await page.locator('main').innerText(), /Albanian/);
  assert.equal((await page.goto(`/cases/${notice}`))?.status(), 403);
});

async function checkAndSend(page: Page): Promise<string> {
  await page.waitForURL('**/check');
  const read = [await page.locator('main').innerText()];
  const next = page.locator('.govuk-pagination__next a');
  while ((await next.count()) > 0) {
    await next.click();
    read.push(await page.locator('main').innerText());
  }
  assert.ok(read.join('\n').includes('Ŵedi blino'));
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await page.waitForURL('**?sent=now');
  const reference = /NRM-[0-9A-Z-]{13}/.exec(await page.locator('.govuk-panel').innerText())?.[0];
  assert.ok(reference, 'the reference is on the screen at once');
  return reference;
}
