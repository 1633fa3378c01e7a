/** The main job, end to end, in every pack: what the pages ask is read from its form, what they say from its words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { packFolders } from '../checks/support/stage.ts';
import { leastPages } from './support/least-pages.ts';
import { decide, openFromQueue } from './support/deciding.ts';
import { openSite, signIn, signOut } from './support/site.ts';

/** Of an alphabet that the core does not speak. */
const letters: Readonly<Record<string, RegExp>> = { qmr: /\p{Script=Cyrillic}{4}/u };

for (const [country, folder] of Object.entries(packFolders)) {
  const site = await openSite({ pack: folder });
  const { pack } = site.stage.composed;
  const [sender, colleague] = site.stage.peopleFor('referral');
  const [decider, reader] = site.stage.peopleFor('identification-decision');
  const readTwice = pack.rules.some(
    ({ id, value }) => id === 'second_check' && JSON.stringify(value).includes('positive'),
  );
  // What the country calls its decision stands in the place of the core's words.
  const called = pack.messages.en['decisions.outcome.positive']?.replace(/^Positive /, '') ?? 'decision';
  // Whoever refers reads the country's second language, whoever decides its first.
  const spoken = pack.languages.at(-1) ?? 'en';
  const names = [sender, colleague, decider, reader].map(person => person?.name ?? assert.fail(country));
  const [sends = '', , decides = '', reads = ''] = names;

  for (const age of ['adult', 'child'] as const)
    test(`${age === 'adult' ? 'an adult' : 'a child'} is referred and decided on, in ${country}`, async () => {
      const page = await site.visit(
        age === 'adult' ? {} : { javaScriptEnabled: false, viewport: { width: 320, height: 640 } },
      );
      await signIn(page, sends);
      await page.goto(`/referrals?lang=${spoken}`);
      assert.equal(await page.locator('html').getAttribute('lang'), spoken);
      await page.locator('main form button').first().click();
      await leastPages(page, { pack, today: site.stage.today() }, age);
      assert.match(await page.locator('main').innerText(), letters[spoken] ?? /\p{L}/u);
      await page.locator('main form[action$="/submit"] button').click();
      await page.waitForURL('**?sent=now');
      const reference =
        new RegExp(`${pack.referencePrefix}-[0-9A-Z-]{13}`).exec(page.url())?.[0] ?? assert.fail();
      await page.goto('/home?lang=en');
      await signOut(page);

      await signIn(page, decides);
      await openFromQueue(page, reference);
      await page.getByRole('button', { name: 'Take' }).click();
      await decide(page, { finding: 'Met', outcome: 'Positive', called });
      await signOut(page);
      if (readTwice) await secondReading(page, reads, reference);

      await signIn(page, sends);
      await page.goto(`/referrals/${reference}`);
      const outcome = await page.locator('main').innerText();
      assert.ok(outcome.includes(`Positive ${called}`), outcome);
      assert.doesNotMatch(outcome, /Shown by what was said/, 'reasons are the authority’s');
    });

  test(`who does not agree is not referred, in ${country}: advice, or a notice where the law has one`, async () => {
    const page = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await signIn(page, sends);
    await page.goto('/referrals');
    await page.locator('main form button').first().click();
    await leastPages(page, { pack, today: site.stage.today() }, 'adult', 'refused');
    assert.match(page.url(), /\/without-consent$/);
    const text = await page.locator('main').innerText();
    const numbers = pack.nations[0]?.contacts.filter(contact => contact.for !== 'child') ?? [];
    for (const { phone } of numbers) assert.ok(text.includes(phone), `${phone} is not told`);
    const hasDuty = pack.rules.some(({ id }) => id === 'dtn.duty');
    assert.equal(/Go on to the notice/.test(text), hasDuty);
  });
}

async function secondReading(page: Page, reads: string, reference: string): Promise<void> {
  await signIn(page, reads);
  await page.goto(`/cases/${reference}/second-reading`);
  await page.getByRole('radio').first().check();
  await page.getByRole('main').getByRole('button').last().click();
  await signOut(page);
}
