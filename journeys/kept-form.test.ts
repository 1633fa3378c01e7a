import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { answer, openSite, signIn } from './support/site.ts';

const site = await openSite();

test('what was typed when the session had ended is there again after signing in, and nowhere readable meanwhile', async () => {
  const page = await site.visit({ javaScriptEnabled: false });
  await signIn(page, 'Sam Okafor');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, { 'Where in the UK': 'England', 'Is the person under 18?': 'Yes, under 18' });
  await page.goto(page.url().replace(/steps\/.*/, 'steps/person'));
  await page.getByLabel('Given name').fill('Keptina');
  await sql`UPDATE http.session SET last_seen_at = now() - interval '16 minutes'`.execute(
    site.stage.database.superuser,
  );
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/sign-in*');
  const { rows } = await sql<{ row: string }>`SELECT kept_form::text AS row FROM http.kept_form`.execute(
    site.stage.database.superuser,
  );
  assert.equal(rows.length, 1);
  assert.doesNotMatch(rows[0]?.row ?? '', /Keptina|4b657074696e61/i);

  await page.getByRole('button', { name: 'Sign in as Sam Okafor' }).click();
  await page.waitForURL('**/steps/person?kept=yes');
  assert.equal(await page.getByLabel('Given name').inputValue(), 'Keptina');
  assert.match(await page.locator('main').innerText(), /signed out for safety/);
});

test('somebody else who signs in at the same browser gets nothing of it', async () => {
  const page = await site.visit({ javaScriptEnabled: false });
  await signIn(page, 'Sam Okafor');
  await page.goto('/referrals');
  await page.getByRole('button', { name: 'Start a referral' }).click();
  await answer(page, { 'Where in the UK': 'England', 'Is the person under 18?': 'Yes, under 18' });
  await page.goto(page.url().replace(/steps\/.*/, 'steps/person'));
  await page.getByLabel('Given name').fill('Keptina');
  await sql`UPDATE http.session SET last_seen_at = now() - interval '16 minutes'`.execute(
    site.stage.database.superuser,
  );
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/sign-in*');
  await page.getByRole('button', { name: 'Sign in as Priya Raman' }).click();
  assert.doesNotMatch(await page.content(), /Keptina/);
  const { rows } = await sql`SELECT 1 FROM http.kept_form`.execute(site.stage.database.superuser);
  assert.equal(rows.length, 0);
});
