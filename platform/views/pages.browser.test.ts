import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../testing/browser.ts';
import { checkPageIn, closeWindows, openWindows, type Windows } from '../testing/page-checks.ts';
import {
  exampleWords,
  listPageFiles,
  loadPage,
  type PageExample,
  renderExamples,
} from '../testing/page-examples.ts';
import { type PageServer, servePages } from '../testing/page-server.ts';
import type { ChromeFacts } from './chrome.ts';
import type { Words } from './page.ts';
import { page as problem, problemView } from './pages/problem.page.ts';

/** Tried at the same time: two cores are shared by the browser and the checks. */
const atOnce = 4;

const words = await exampleWords();
const files = listPageFiles();
const loaded = await Promise.allSettled(files.map(loadPage));
const pages = loaded.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
const visitedByNobody: Partial<ChromeFacts> = { visitor: undefined, evaluation: false };
const leaving = (some: Words) => ({
  ...problemView(some, 'not-found'),
  quickExit: true,
  back: { href: '/', text: some('problem.start') },
  errors: [{ text: some('refusal.invalid.title'), href: '#main-content' }],
});
const examples: readonly PageExample[] = [
  ...pages.flatMap(page => renderExamples(page, words)),
  // The same frame as those see it who are not signed in, may have to leave at once, or have just done something.
  ...renderExamples({ ...problem, name: 'signed-out', examples: { page: leaving } }, words, visitedByNobody),
  ...renderExamples(
    { ...problem, name: 'done', examples: { page: some => problemView(some, 'invalid') } },
    words,
    { flash: 'OK' },
  ),
];

const rendered = new Map<string, string>();
let browser: Browser;
let server: PageServer;
/** One pair for each that is tried at the same time. */
let free: Windows[] = [];
before(async () => {
  [browser, server] = await Promise.all([launchBrowser(), servePages(rendered)]);
  free = await Promise.all(Array.from({ length: atOnce }, () => openWindows(browser, server.origin)));
});
after(async () => {
  await Promise.all(free.map(closeWindows));
  await Promise.all([browser?.close(), server?.close()]);
});

test('there are pages, and each has examples in both languages', () => {
  assert.ok(files.length >= 4, `only ${files.length} pages were found`);
  for (const [index, result] of loaded.entries()) {
    assert.equal(
      result.status,
      'fulfilled',
      `${files[index]}: ${result.status === 'rejected' && result.reason}`,
    );
  }
  for (const page of pages) {
    const states = Object.keys(page.examples).length + (page.said?.length ?? 0);
    assert.ok(states > 0, `${page.name} has no examples`);
    assert.equal(renderExamples(page, words).length, states * 2);
  }
});

test('every example of every page works for everybody', { concurrency: atOnce }, async t => {
  await Promise.all(
    examples.map(({ name, path, language, render }) =>
      t.test(name, async () => {
        rendered.set(path, render());
        const windows = free.pop() ?? (await openWindows(browser, server.origin));
        const problems = await checkPageIn(windows, `${server.origin}${path}`, { language });
        // A page that could not be tried takes its windows with it: what it left there is not for the next.
        free.push(windows);
        assert.deepEqual(
          problems.map(({ check, message }) => `${check}: ${message}`),
          [],
        );
      }),
    ),
  );
});
