import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page as Tab } from 'playwright-core';
import { launchBrowser } from '../../../../platform/testing/browser.ts';
import { exampleChrome, exampleWords } from '../../../../platform/testing/page-examples.ts';
import { type PageServer, servePages } from '../../../../platform/testing/page-server.ts';
import { renderPage } from '../../../../platform/views/render.ts';
import { page } from './opened.page.ts';

const words = await exampleWords();
const view = page.examples['opened']?.(words.en) ?? assert.fail();
const html = renderPage(page, view, exampleChrome(words.en, 'en', '/opened', {}));

let browser: Browser;
let server: PageServer;
before(async () => {
  [browser, server] = await Promise.all([launchBrowser(), servePages(new Map([['/opened', html]]))]);
});
after(async () => {
  await Promise.all([browser?.close(), server?.close()]);
});

async function visit(act: (tab: Tab) => Promise<unknown>, javaScriptEnabled = true): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    const tab = await context.newPage();
    if (javaScriptEnabled) await tab.clock.install();
    await tab.goto(`${server.origin}/opened`);
    await act(tab);
  } finally {
    await context.close();
  }
}
const shows = async (tab: Tab): Promise<boolean> => (await tab.content()).includes('1 Example Street');

test('what was opened goes from the screen with Escape, with another tab, and by itself', async () => {
  const ways: readonly (readonly [string, (tab: Tab) => Promise<unknown>])[] = [
    ['Escape', tab => tab.keyboard.press('Escape')],
    [
      'another tab',
      tab =>
        tab.evaluate(
          `Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
          document.dispatchEvent(new Event('visibilitychange'));`,
        ),
    ],
    ['two minutes', tab => tab.clock.runFor(121_000)],
  ];
  for (const [what, act] of ways)
    await visit(async tab => {
      assert.ok(await shows(tab), what);
      await act(tab);
      assert.equal(await shows(tab), false, what);
      assert.match(await tab.locator('[data-opened]').innerText(), /Hidden/);
    });
});

test('without scripts it is there, in no title and no address, and a button leads away from it', async () => {
  await visit(async tab => {
    assert.ok(await shows(tab));
    assert.doesNotMatch(`${await tab.title()} ${tab.url()}`, /Example Street/);
    const hide = tab.getByRole('button', { name: 'Hide it now' });
    assert.equal(await hide.getAttribute('href'), '/sealed/NRM-7KBC-9QXD-R4T');
  }, false);
});
