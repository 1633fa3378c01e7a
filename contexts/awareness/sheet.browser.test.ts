import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { loadPack } from '../../platform/pack/load.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { launchBrowser } from '../../platform/testing/browser.ts';
import { checkPage } from '../../platform/testing/page-checks.ts';
import { exampleChrome, exampleWords } from '../../platform/testing/page-examples.ts';
import { type PageServer, servePages } from '../../platform/testing/page-server.ts';
import { renderPage } from '../../platform/views/render.ts';
import { page, type SheetView } from './pages/sheet.page.ts';
import { sheetView } from './views.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const chrome = exampleChrome((await exampleWords()).en, 'en', '/', { visitor: undefined });
const today = Temporal.PlainDate.from('2026-03-02');

const sheets: { readonly path: string; readonly view: SheetView }[] = [];
for (const name of ['uk', 'example']) {
  const { information, ...pack } = await loadPack(join(packs, name));
  assert.ok(information, `packs/${name} has no sheet`);
  for (const language of information.languages)
    for (const [at] of information.pages.entries()) {
      const given = { today, exitHref: pack.exitSite };
      const view = sheetView({ ...pack, information }, language, at + 1, given);
      assert.ok(view);
      sheets.push({ path: `/${name}/${language.code}/${at + 1}`, view });
    }
}

let browser: Browser;
let server: PageServer;
before(async () => {
  const rendered = new Map(sheets.map(({ path, view }) => [path, renderPage(page, view, chrome)]));
  [browser, server] = await Promise.all([launchBrowser(), servePages(rendered)]);
});
after(async () => {
  await Promise.all([browser?.close(), server?.close()]);
});

test('every page of the sheet works for everybody, in every language and direction', {
  concurrency: 4,
}, async t => {
  await Promise.all(
    sheets.map(({ path, view }) =>
      t.test(path, async () => {
        const problems = await checkPage(browser, `${server.origin}${path}`, { language: view.lang });
        assert.deepEqual(
          problems.map(({ check, message }) => `${check}: ${message}`),
          [],
        );
      }),
    ),
  );
});

test('a sheet from right to left begins at the right, and its phone numbers run from left to right', async () => {
  const found = sheets.find(({ view }) => view.dir === 'rtl');
  assert.ok(found, 'no language runs from right to left');
  const tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await tab.goto(`${server.origin}${found.path}`);
  const start = (selector: string) =>
    tab.evaluate(`getComputedStyle(document.querySelector('${selector}')).direction`);
  assert.equal(await start('main h1'), 'rtl');
  assert.equal(await start('main .nrm-helplines dd bdi'), 'ltr');
  const margin = await tab.evaluate<number>(
    `document.querySelector('main').getBoundingClientRect().right - (() => { const range = document.createRange();
      range.selectNodeContents(document.querySelector('main h1')); return range.getBoundingClientRect().right; })()`,
  );
  assert.ok(margin < 40, `the heading ends ${margin} pixels from the right`);
  await tab.close();
});
