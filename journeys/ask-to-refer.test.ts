/** Somebody who may not refer asks a first responder to, in every pack: on a phone, without scripts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packFolders } from '../checks/support/stage.ts';
import { leastPages } from './support/least-pages.ts';
import { openSite, signIn, signOut } from './support/site.ts';

for (const [country, folder] of Object.entries(packFolders)) {
  const site = await openSite({ pack: folder });
  const { pack } = site.stage.composed;
  const [asker] = site.stage.peopleFor('asking');
  const [responder] = site.stage.peopleFor('referral');
  const requests = pack.consent.handOver?.requests ?? assert.fail(country);
  const form = pack.forms[requests.form] ?? assert.fail(country);
  const given = { pack, today: site.stage.today() };

  for (const age of ['adult', 'child'] as const)
    test(`${age === 'adult' ? 'an adult who agrees' : 'a child'} is brought to a first responder by who may not refer, in ${country}`, async () => {
      const page = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
      const fits = async () => {
        const width = await page
          .locator('html')
          .evaluate((element: { readonly scrollWidth: number }) => element.scrollWidth);
        assert.ok(width <= 320, `${page.url()} is ${width} wide`);
      };
      await signIn(page, asker?.name ?? '');
      await page.goto('/requests');
      await page.locator('main a.govuk-button').click();
      await fits();
      assert.match(await page.locator('main').innerText(), new RegExp(pack.nations[0]?.emergency ?? '-'));
      await page.locator('main form[action="/requests"] button').click();
      await leastPages(page, given, age, 'given', form);
      assert.match(page.url(), /\/check$/);
      await fits();
      await page.locator('main a.govuk-button').click();
      await fits();
      await page.locator('main select[name="team"]').selectOption(responder?.team.id ?? '');
      for (const box of await page.locator('main input[name="classes"]').all()) await box.check();
      const ways = page.locator('main input[name="way"]');
      if ((await ways.count()) > 0) await ways.first().check();
      await page.locator('main form button').first().click();
      await page.waitForURL('**/hand-overs/*');
      await fits();
      const handOver = new URL(page.url()).pathname;
      await page.goto('/home');
      await signOut(page);

      await signIn(page, responder?.name ?? '');
      await page.goto('/referrals');
      await page.locator(`main a[href="${handOver}"]`).click();
      await page.locator('main form[action$="/accept"] button').click();
      await page.waitForURL(`**/referrals/${pack.referencePrefix}-*`);
      await page.goto('/home');
      await signOut(page);

      await signIn(page, asker?.name ?? '');
      await page.goto('/requests');
      await fits();
      await page.locator(`main a[href="${handOver}"]`).click();
      assert.match(await page.locator('main').innerText(), /They took it over/);
    });
}
