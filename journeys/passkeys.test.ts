import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { sql } from 'kysely';
import { found, sendLink, somebodyCounts } from '../contexts/organisations/public.ts';
import { asService } from '../platform/db/transaction.ts';
import type { Message } from '../platform/mail/mailer.ts';
import { Temporal } from '../platform/pure/time.ts';
import { openSite, signOut, type Site } from './support/site.ts';

const organisation = (name: string, ...people: readonly string[]) => ({
  name: `${name} of Northland`,
  domains: [`${name.toLowerCase()}.example`],
  teams: [{ name: 'Accounts', purpose: 'administration' as const }],
  administrators: people.map(person => ({
    name: `${person} Fictional`,
    email: `${person.toLowerCase()}@${name.toLowerCase()}.example`,
  })),
});

test('the first people come in by a link that works once, make passkeys, confirm each other and sign in with them', async () => {
  const site = await openSite({ cast: told => ({ ...told, organisations: [] }) });
  await begin(site);
  const visits = await Promise.all(
    ['kim@watch.example', 'ash@watch.example', 'robin@refuge.example'].map(async email => {
      const page = await site.visit();
      await addAuthenticator(page);
      await page.goto(`/open/${await linkOf(site, email)}`);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.waitForURL('**/founding');
      await page.getByRole('link', { name: 'Choose how you sign in' }).click();
      await page.getByRole('button', { name: 'Make a passkey' }).click();
      await page.waitForURL('**/set-up/done');
      return page;
    }),
  );
  const [kim] = visits as [Page, Page, Page];
  await signInWithPasskey(kim);
  assert.match(await kim.getByRole('main').innerText(), /not known here|nobody|no account/i);
  for (const page of visits) await confirmAll(page);
  await signInWithPasskey(kim);
  await kim.waitForURL('**/home');
  await signOut(kim);
  await signInWithPasskey(kim);
  await kim.waitForURL('**/home');
});

async function confirmAll(page: Page): Promise<void> {
  await page.goto('/founding');
  for (;;) {
    const button = page.getByRole('button', { name: 'I know them: confirm' });
    if ((await button.count()) === 0) return;
    await Promise.all([page.waitForURL('**/founding'), button.first().click()]);
    await page.waitForLoadState('load');
  }
}

async function signInWithPasskey(page: Page): Promise<void> {
  await page.goto('/sign-in');
  const before = page.url();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(url => url.href !== before);
}

/** A device with a passkey store of its own, whose holder is always there and always proves that it is them. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function begin({ stage }: Site): Promise<void> {
  const isSomebodyHere = await asService(stage.database.app, 'directory', somebodyCounts);
  await asService(stage.database.app, 'founding', db =>
    found(
      {
        db,
        jobs: { add: () => Promise.resolve() },
        now: Temporal.Now.instant(),
        newId: () => crypto.randomUUID(),
        isSomebodyHere,
      },
      [organisation('Watch', 'Kim', 'Ash'), organisation('Refuge', 'Robin')],
      'administrator',
    ),
  );
}

/** The secret of the link that somebody is sent, out of the mail. */
async function linkOf({ stage }: Site, email: string): Promise<string> {
  const sent: Message[] = [];
  const { rows } = await sql<{ id: string }>`
    SELECT person_id AS id FROM organisations.person WHERE email = ${email}`.execute(
    stage.database.superuser,
  );
  const world = {
    database: stage.database.app,
    files: stage.files,
    mailer: { send: async (message: Message) => void sent.push(message) },
    pack: stage.composed.pack,
    signInWays: ['passkey'] as const,
    now: () => Temporal.Now.instant(),
    newId: () => crypto.randomUUID(),
  };
  const attempt = { token: 't', attempt: 1, signal: new AbortController().signal };
  await sendLink.run(world, { founder: rows[0]?.id ?? '' }, attempt);
  const [message] = sent;
  assert.ok(message?.template === 'one-time-link');
  return message.secret;
}
