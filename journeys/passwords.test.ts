import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { secretOn } from '../contexts/organisations/passwords/testing.ts';
import { codeOf, stepAt } from '../contexts/organisations/passwords/totp.ts';
import { digestOf } from '../platform/http/session.ts';
import { Temporal } from '../platform/pure/time.ts';
import { openSite, type Site } from './support/site.ts';

const email = 'priya.raman@harbour-light.example';
const password = 'teapot gravel swim';

test('without scripts, on a phone, somebody opens their link, sets up a password and an app, and comes in with both', async () => {
  const site = await openSite();
  const page = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await page.goto(`/open/${await sendLink(site)}`);
  await fits(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('link', { name: 'Choose a password' }).click();
  await fits(page);
  const secret = secretOn(await page.content());
  await page.getByLabel('A new password').fill('password1234');
  await page.getByLabel('The same again').fill('password1234');
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret));
  await page.getByRole('button', { name: 'Save' }).click();
  await fits(page);
  assert.match(await page.getByRole('alert').innerText(), /among the first that anybody would try/);
  await page.getByLabel('A new password').fill(password);
  await page.getByLabel('The same again').fill(password);
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret));
  await page.getByRole('button', { name: 'Save' }).click();
  await fits(page);
  const codes = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  assert.equal(codes.length, 8);
  await signIn(page, codeAt(secret, 1));
  assert.match(page.url(), /\/home$/);
  await page.context().clearCookies();
  // The phone is lost.
  await signIn(page, codes[0] ?? '');
  assert.match(page.url(), /\/home$/);
});

const codeAt = (secret: Buffer, later = 0) => codeOf(secret, stepAt(Temporal.Now.instant()) + later);

async function fits(page: Page): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(Number(width) <= 320, `${page.url()} is ${String(width)} wide`);
}

async function signIn(page: Page, code: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in with a password and a code' }).click();
  await fits(page);
  await page.getByLabel('Your work email address').fill(email);
  await page.getByLabel('Your password').fill(password);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** As if it had come by mail. */
async function sendLink({ stage }: Site): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await sql`INSERT INTO organisations.set_up (set_up_id, account, link_digest, link_ends_at)
    VALUES (gen_random_uuid(), ${email}, ${digestOf(secret)}, now() + interval '1 day')`.execute(
    stage.database.superuser,
  );
  return secret;
}
