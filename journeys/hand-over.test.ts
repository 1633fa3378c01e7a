/** Who cannot refer hands over to another team that does, in every pack: with what the person agreed to, and no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packFolders } from '../checks/support/stage.ts';
import { leastPages } from './support/least-pages.ts';
import { openSite, signIn, signOut } from './support/site.ts';

for (const [country, folder] of Object.entries(packFolders)) {
  const site = await openSite({ pack: folder });
  const { pack } = site.stage.composed;
  const senders = site.stage.peopleFor('referral');
  const [sender = assert.fail(country)] = senders;
  const other =
    senders.find(({ team }) => team.id !== sender.team.id) ?? assert.fail(`one team in ${country}`);

  test(`an adult's draft is handed over to another team, which takes it over, in ${country}`, async () => {
    const page = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await signIn(page, sender.name);
    await page.goto('/referrals');
    await page.locator('main form button').first().click();
    await leastPages(page, { pack, today: site.stage.today() }, 'adult');
    const draft = new URL(page.url()).pathname.replace('/check', '');
    await page.goto(`${draft}/hand-over`);
    await page.locator('main select[name="team"]').selectOption(other.team.id);
    // How they agreed is asked once they did.
    for (const name of ['reason', 'consent', 'way'])
      await page.locator(`main input[name="${name}"]`).first().check();
    for (const box of await page.locator('main input[name="classes"]').all()) await box.check();
    await page.locator('main form button').first().click();
    await page.waitForURL('**/hand-overs/*');
    const handOver = new URL(page.url()).pathname;
    await page.goto('/home');
    await signOut(page);

    await signIn(page, other.name);
    await page.goto('/referrals');
    await page.locator(`main a[href="${handOver}"]`).click();
    await page.locator('main form[action$="/accept"] button').click();
    await page.waitForURL(`**/referrals/${pack.referencePrefix}-*`);
    await page.goto('/home');
    await signOut(page);

    await signIn(page, sender.name);
    await page.goto(handOver);
    assert.match(await page.locator('main').innerText(), /They took it over/);
  });
}
