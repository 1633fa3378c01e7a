import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { startDraft, submitDraft } from '../contexts/referrals/public.ts';
import { launchBrowser } from '../platform/testing/browser.ts';
import { answer, openSite, signIn, signOut } from './support/site.ts';

const site = await openSite();

async function begin(page: Page, step: string): Promise<string> {
  await signIn(page, 'Sam Okafor');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, { 'Where in the UK': 'England', 'Is the person under 18?': 'Yes, under 18' });
  const url = new URL(page.url()).pathname.replace(/steps\/.*/, `steps/${step}`);
  await page.goto(url);
  return url;
}

/** The processes that this one started. */
const children = (): readonly number[] =>
  readdirSync('/proc/self/task')
    .flatMap(task => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '))
    .filter(Boolean)
    .map(Number);

test('when the browser is killed while somebody types, at most two seconds of typing are lost', async t => {
  // A browser of its own: it is killed as a whole, as a phone that runs out of battery is.
  const before = children();
  const browser = await launchBrowser();
  const started = children().filter(pid => !before.includes(pid));
  const page = await (await browser.newContext({ baseURL: site.url })).newPage();
  const url = await begin(page, 'account');
  const box = page.locator('textarea').first();
  const name = (await box.getAttribute('name')) ?? '';
  await box.focus();
  const typed: { readonly text: string; readonly at: number }[] = [];
  const began = Date.now();
  let text = '';
  for (let word = 0; Date.now() - began < 9_000; word++) {
    await page.keyboard.type(`word${word} `);
    text = await box.inputValue();
    typed.push({ text, at: Date.now() });
    await pause(40);
  }
  const killedAt = Date.now();
  assert.equal(started.length, 1);
  // With its whole group: nothing of it may send a last request.
  for (const pid of started) process.kill(-pid, 'SIGKILL');
  await pause(1_500);

  const again = await site.visit();
  await signIn(again, 'Sam Okafor');
  await again.goto(url);
  const kept = await again.locator(`textarea[name="${name}"]`).inputValue();
  const firstLost = typed.find(each => each.text.trim().length > kept.trim().length);
  const lostSeconds = firstLost ? (killedAt - firstLost.at) / 1000 : 0;
  t.diagnostic(
    `typed ${text.length} characters in ${((killedAt - began) / 1000).toFixed(1)} s; kept ${kept.length}; lost “${text.slice(kept.length)}”, ${lostSeconds.toFixed(2)} s of typing`,
  );
  assert.ok(text.startsWith(kept.trimEnd()), 'what is kept is what was typed');
  assert.ok(kept.length > 0 && lostSeconds <= 2, `${lostSeconds} s of typing were lost`);
});

test('a quiet line says when it was saved, no fault is told while typing, and what is half typed is there again', async () => {
  const page = await site.visit();
  const url = await begin(page, 'person');
  await page.getByLabel('Given name').pressSequentially('Testina');
  await page.getByLabel('Day').fill('31');
  await page.getByLabel('Month').fill('2');
  const told = page.locator('.nrm-saved');
  await told.filter({ hasText: /^Saved at \d/ }).waitFor();
  assert.equal(await told.getAttribute('aria-live'), 'polite');
  await pause(1_500);
  assert.equal(await page.locator('.govuk-error-message, .govuk-error-summary').count(), 0);
  await page.goto(url);
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Testina');
  assert.equal(await page.getByLabel('Day').inputValue(), '31');
  await page.getByText('What you typed here before is back').waitFor();
});

test('a failed save says so and is tried again; whoever continues while one is under way is not asked about themselves', async () => {
  const page = await site.visit();
  const url = await begin(page, 'person');
  let fails = true;
  await page.route(`**${url}`, async route => {
    const isTyping = route.request().postData()?.includes('_typing=yes');
    if (isTyping && fails) return route.abort();
    if (isTyping) await pause(600);
    return route.continue();
  });
  await page.getByLabel('Given name').pressSequentially('Testina');
  const told = page.locator('.nrm-saved');
  await told.filter({ hasText: 'Not saved' }).waitFor();
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Testina');
  fails = false;
  await told.filter({ hasText: /^Saved at/ }).waitFor();
  for (const letters of ['a', 'b', 'c', 'd']) {
    await page.getByLabel('Given name').pressSequentially(letters);
    await pause(300);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForLoadState();
  await page.getByRole('alert').waitFor();
  assert.doesNotMatch(await page.locator('h1').first().innerText(), /Two versions/);
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Testinaabcd');
});

test('who was signed out is told, keeps what stands on the page, and goes on after signing in in another tab', async () => {
  const page = await site.visit();
  await begin(page, 'person');
  await page.getByLabel('Given name').pressSequentially('Tes');
  const told = page.locator('.nrm-saved');
  await told.filter({ hasText: /^Saved at/ }).waitFor();
  const other = await page.context().newPage();
  await other.goto('/home');
  await signOut(other);
  await page.getByLabel('Given name').pressSequentially('tina');
  await told.filter({ hasText: 'You have been signed out' }).waitFor();
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Testina');
  await signIn(other, 'Sam Okafor');
  await told.filter({ hasText: /^Saved at/ }).waitFor();
});

test('two who type on one page keep both, and the second to continue is asked', async () => {
  const [sam, bethan] = [await site.visit(), await site.visit({ javaScriptEnabled: false })];
  const url = await begin(sam, 'person');
  await signIn(bethan, 'Bethan Lloyd');
  await bethan.goto(url);
  await sam.getByLabel('Given name').pressSequentially('Sams');
  await sam
    .locator('.nrm-saved')
    .filter({ hasText: /^Saved at/ })
    .waitFor();
  await bethan.getByLabel('Given name').fill('Bethans');
  await bethan.getByRole('button', { name: 'Save and come back later' }).click();
  await bethan.waitForLoadState();
  // What Sam only typed replaced nothing and asked nobody; Sam is asked, on going on.
  await sam.getByRole('button', { name: 'Continue' }).click();
  await sam.getByRole('heading', { name: 'Two versions of this page' }).waitFor();
  await sam.getByRole('button', { name: 'Keep all that is saved' }).click();
  await sam.waitForLoadState();
  await bethan.goto(url);
  assert.equal(await bethan.getByLabel('Given name').inputValue(), 'Bethans');
  await bethan.getByText('Sam Okafor is in this draft too').waitFor();
});

test('who types while a colleague sends the referral is told by whom, when, and where late words may go; all they typed stays to be copied', async () => {
  const { stage } = site;
  const sam = stage.person('Sam Okafor');
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, stage.answers()),
  );
  const bethan = await site.visit({ viewport: { width: 320, height: 640 } });
  await signIn(bethan, 'Bethan Lloyd');
  await bethan.goto(`/referrals/${reference}/steps/account`);
  const box = bethan.locator('textarea').first();
  await box.fill('He came back in the evening.');
  const told = bethan.locator('.nrm-saved');
  await told.filter({ hasText: /^Saved at/ }).waitFor();
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  await box.pressSequentially(' With two others.');
  await told.filter({ hasText: 'by Sam Okafor' }).waitFor();
  await told.getByRole('link', { name: 'Write it to the authority in a message' }).waitFor();
  assert.match(await box.inputValue(), /evening\. With two others\.$/);
  if (process.env['LOOK'])
    await bethan.screenshot({ path: `${process.env['LOOK']}/typing.png`, fullPage: true });
  await bethan.getByRole('button', { name: 'Continue' }).click();
  await bethan.getByRole('heading', { name: 'This referral was sent without what you typed' }).waitFor();
  const kept = bethan.locator('textarea').first();
  assert.match(await kept.inputValue(), /evening\. With two others\.$/);
  assert.equal(await kept.getAttribute('readonly'), 'readonly');
  if (process.env['LOOK'])
    await bethan.screenshot({ path: `${process.env['LOOK']}/late.png`, fullPage: true });
});
