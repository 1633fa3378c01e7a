import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { exampleChrome, exampleWords } from '../testing/page-examples.ts';
import { type PageServer, servePages } from '../testing/page-server.ts';
import { page, problemView } from './pages/problem.page.ts';
import { renderPage } from './render.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../text/messages.ts';

const form =
  '<form method="post" action="/step" data-draft="/draft/7"><input type="hidden" name="_csrf" value="t">' +
  '<input type="hidden" name="_key" value="k"><input id="a" name="person.given" aria-label="A"></form>';
const words = await exampleWords();
const html = (language: Language) =>
  renderPage(
    page,
    problemView(wordsIn(words, language), 'not-found'),
    exampleChrome(wordsIn(words, language), language, '/page', {}),
  ).replace('<h1', `${form}<h1`);

interface Sent {
  readonly path: string;
  readonly body: URLSearchParams;
}

let browser: Browser;
let server: PageServer;
before(async () => {
  const pages = new Map([
    ['/page', html('en')],
    ['/cy', html('cy')],
    ['/session/ended', '<title>ended</title>'],
  ]);
  [browser, server] = await Promise.all([launchBrowser(), servePages(pages)]);
});
after(async () => {
  await Promise.all([browser?.close(), server?.close()]);
});

test('nobody is warned while there is time, and the warning comes two minutes before the end', async () => {
  await visit('/page', async tab => {
    await tab.clock.runFor(770_000);
    assert.equal(await tab.locator('dialog').isVisible(), false);
    await tab.clock.runFor(12_000);
    assert.equal(await tab.locator('dialog').isVisible(), true);
    assert.equal(await tab.locator('[data-left]').textContent(), 'You will be signed out in 2 minutes.');
    assert.equal(await focused(tab), 'Stay signed in');
  });
});

test('the time left is said politely, and rarely', async () => {
  await visit('/page', async tab => {
    await tab.clock.runFor(782_000);
    assert.equal(await tab.locator('[data-left]').getAttribute('aria-live'), 'polite');
    const said = new Set<string | null>();
    for (let step = 0; step < 11; step++) {
      said.add(await tab.locator('[data-left]').textContent());
      await tab.clock.runFor(10_000);
    }
    assert.deepEqual(
      [...said],
      ['2 minutes', '60 seconds', '30 seconds'].map(left => `You will be signed out in ${left}.`),
    );
  });
});

test('whoever stays keeps the session, the page and their place in it', async () => {
  await visit('/page', async (tab, sent) => {
    await tab.locator('#a').focus();
    await tab.clock.runFor(782_000);
    await tab.keyboard.press('Enter');
    await tab.locator('dialog').waitFor({ state: 'hidden' });
    const kept = await arrived(sent, '/session/keep');
    assert.equal(kept?.body.get('_csrf'), 'example-token');
    assert.equal(await tab.evaluate('document.activeElement.id'), 'a');
    await tab.clock.runFor(770_000);
    assert.equal(await tab.locator('dialog').isVisible(), false, 'the time starts again');
  });
});

test('the Escape key means to stay, so that a key pressed by chance costs nothing', async () => {
  await visit('/page', async (tab, sent) => {
    await tab.clock.runFor(782_000);
    await tab.keyboard.press('Escape');
    await tab.locator('dialog').waitFor({ state: 'hidden' });
    assert.ok(await arrived(sent, '/session/keep'));
  });
});

test('what was typed is saved as a draft when the warning comes, under a key of its own', async () => {
  await visit('/page', async (tab, sent) => {
    await tab.locator('#a').fill('  Iwan \n');
    await tab.clock.runFor(782_000);
    const draft = await arrived(sent, '/draft/7');
    assert.equal(draft?.body.get('person.given'), '  Iwan ');
    assert.equal(draft?.body.get('_csrf'), 't');
    assert.match(draft?.body.get('_key') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(await tab.locator('#a').inputValue(), '  Iwan ');
  });
});

test('at the end the page with its record is left', async () => {
  await visit('/page', async tab => {
    await tab.clock.runFor(902_000);
    await tab.waitForURL('**/session/ended');
  });
});

test('an answer that the session is over leaves the page too', async () => {
  await visit('/page', async tab => {
    await tab.route('**/session/keep', route => route.fulfill({ status: 401 }));
    await tab.clock.runFor(782_000);
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/session/ended');
  });
});

test('another page of the same visit keeps this one open', async () => {
  await visit('/page', async (tab, _sent, context) => {
    await tab.clock.runFor(782_000);
    assert.equal(await tab.locator('dialog').isVisible(), true);
    const other = await context.newPage();
    await other.goto(`${server.origin}/page`);
    await tab.locator('dialog').waitFor({ state: 'hidden' });
  });
});

test('the warning speaks Welsh, with the form of the number', async () => {
  await visit('/cy', async tab => {
    await tab.clock.runFor(782_000);
    assert.equal(
      await tab.locator('[data-left]').textContent(),
      'Byddwch yn cael eich allgofnodi ymhen 2 funud.',
    );
  });
});

async function visit(
  path: string,
  act: (tab: Tab, sent: Sent[], context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  try {
    const sent: Sent[] = [];
    await context.route(/\/(session\/keep|draft\/7)$/, route => {
      const request = route.request();
      sent.push({
        path: new URL(request.url()).pathname,
        body: new URLSearchParams(request.postData() ?? ''),
      });
      return route.fulfill({ status: 204 });
    });
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(`${server.origin}${path}`);
    await act(tab, sent, context);
  } finally {
    await context.close();
  }
}

/** The page's clock is ours, the way of a request is not. */
async function arrived(sent: readonly Sent[], wanted: string): Promise<Sent | undefined> {
  for (const until = Date.now() + 10_000; Date.now() < until; await pause(20)) {
    const found = sent.find(({ path }) => path === wanted);
    if (found) return found;
  }
  return undefined;
}

const focused = (tab: Tab) => tab.evaluate<string>('document.activeElement.textContent.trim()');
