import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, openSite, signIn } from './support/site.ts';

const site = await openSite();

for (const javaScriptEnabled of [false, true])
  test(`when the browser dies after a wrong answer, the others of the page are there, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const page = await site.visit({ javaScriptEnabled });
    await signIn(page, 'Sam Okafor');
    await page.goto('/referrals');
    await page.getByRole('button', { name: 'Start a referral' }).click();
    await answer(page, { 'Where in the UK': 'England', 'Is the person under 18?': 'Yes, under 18' });
    const url = page.url().replace(/steps\/.*/, 'steps/person');
    await page.goto(url);
    await page.getByLabel('Given name').fill('Testina');
    await page.getByLabel('Year').fill('1990');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.getByLabel('Year').inputValue(), '1990', 'what was typed wrongly is shown again');
    assert.match(await page.getByRole('alert').innerText(), /does not fit the answer to “under 18\?”/);
    await page.context().close();

    const again = await site.visit({ javaScriptEnabled });
    await signIn(again, 'Sam Okafor');
    await again.goto(url);
    assert.equal(await again.getByLabel('Given name').inputValue(), 'Testina');
    assert.equal(await again.getByLabel('Year').inputValue(), '1990', 'what is no answer yet is back too');
    await again.getByLabel('Year').fill('');
    await again.getByRole('button', { name: 'Save and come back later' }).click();
    const banner = again.getByRole('alert');
    assert.match(await banner.innerText(), /Your draft is saved/);
    if (javaScriptEnabled)
      assert.ok(
        await banner.evaluate(
          (element: object) => element === Reflect.get(Reflect.get(globalThis, 'document'), 'activeElement'),
        ),
      );
    await again.reload();
    assert.equal(await again.getByRole('alert').count(), 0, 'once');
  });
