import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { securityHeaders } from '../http/headers.ts';
import { launchBrowser } from './browser.ts';
import { checkPage, type PageProblem } from './page-checks.ts';
import { servePages } from './page-server.ts';

interface Fault {
  readonly head?: string;
  readonly main?: string;
  readonly title?: string;
  readonly language?: string;
  readonly policy?: boolean;
  readonly check: PageProblem['check'];
  readonly says: RegExp;
}

/** Each page has one fault; what the checks must say of it. */
const faults: Readonly<Record<string, Fault>> = {
  'a picture without words': { main: '<img src="/a.svg">', check: 'axe', says: /image-alt/ },
  'faint text': { head: '<style>p { color: #999 }</style>', check: 'axe', says: /color-contrast/ },
  'the wrong language': { language: 'cy', check: 'language', says: /lang is "cy"/ },
  'two elements with one id': { main: '<p id="b">1</p><p id="b">2</p>', check: 'html', says: /no-dup-id/ },
  'a second first-level heading': { main: '<h1>Again</h1>', check: 'html', says: /2 first-level headings/ },
  'focus that does not show': {
    head: '<style>a:focus { outline: none }</style>',
    check: 'keyboard',
    says: /focus does not show on a/,
  },
  'an order of its own': {
    main:
      '<a href="/c">C</a> <a href="/d">D</a><script>const order = ["/a", "/d", "/b", "/c"]; document.onkeydown = event => {' +
      'const next = order[order.indexOf(event.target.getAttribute("href")) + 1]; if (!next) return; event.preventDefault();' +
      'document.querySelector(`[href="${next}"]`).focus() }</script>',
    check: 'keyboard',
    says: /leaves the order of the page before a "Second"/,
  },
  'a trap for the keyboard': {
    main: '<input name="trap" aria-label="Trap"><script>document.querySelector("[name=trap]").onkeydown = e => e.preventDefault()</script><a href="/d">After</a>',
    check: 'keyboard',
    says: /does not reach a "After"/,
  },
  'something over what has the focus': {
    head: '<style>header { position: fixed; inset: 0 0 auto 0; height: 500px; background: #fff }</style>',
    main: '<a href="/c">Beneath</a>',
    check: 'keyboard',
    says: /covers a "Beneath"/,
  },
  'content that scripts add': {
    main: '<script>document.querySelector("main").append(Object.assign(document.createElement("p"), { textContent: "More" }))</script>',
    check: 'no-scripts',
    says: /only with scripts: p More/,
  },
  'a control that needs scripts': {
    main: '<button type="button">Do it</button>',
    check: 'no-scripts',
    says: /does nothing: button/,
  },
  'a page too wide for a phone': {
    main: '<p style="width: 400px">Wide</p>',
    check: 'narrow',
    says: /pixels wide on a screen of 320: .*p "Wide"/,
  },
  'text that widening cuts off': {
    head: '<style>.tight { overflow: hidden; width: 6em; height: 1.2em; white-space: nowrap }</style>',
    main: '<p class="tight">Twelve letters</p>',
    check: 'narrow',
    says: /with widened text, p.tight .* is cut off/,
  },
  'a part that only a mouse scrolls': {
    head: '<style>.wide { overflow-x: auto } .wide p { width: 900px }</style>',
    main: '<div class="wide"><p>Wide</p></div>',
    check: 'narrow',
    says: /scrolls sideways/,
  },
  'an error that leads nowhere': {
    title: 'Error: A page',
    main: '<div class="govuk-error-summary"><a href="#gone">Put it right</a></div>',
    check: 'form',
    says: /leads nowhere/,
  },
  'an error that the title keeps to itself': {
    main: '<div class="govuk-error-summary" id="s"><a href="#s">Put it right</a></div>',
    check: 'form',
    says: /error prefix/,
  },
  'a form without its token': {
    main: '<form method="post" action="/send"><button type="submit">Send</button></form>',
    check: 'form',
    says: /without its token: \/send/,
  },
  'a script that fails': { main: '<script>gone()</script>', check: 'loading', says: /gone is not defined/ },
  'a script that the policy refuses': {
    main: '<script>let a;</script>',
    policy: true,
    check: 'loading',
    says: /inline script/,
  },
  'a file from another site': {
    head: '<link rel="stylesheet" href="http://127.0.0.2:9/a.css">',
    check: 'loading',
    says: /another site/,
  },
};

const page = ({ head = '', main = '', title = 'A page', language = 'en' }: Partial<Fault>) =>
  `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>${head}</head>` +
  `<body><header><a href="/a">First</a> <a href="/b">Second</a></header><main><h1>A page</h1><p>Words</p>${main}</main></body></html>`;

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

test('a sound page passes', async () => {
  assert.deepEqual(await tried({ policy: true }), []);
});

test('each fault of a page is found', { concurrency: 3 }, async t => {
  await Promise.all(
    Object.entries(faults).map(([name, fault]) =>
      t.test(name, async () => {
        const problems = await tried(fault);
        const found = problems.some(
          ({ check, message }) => check === fault.check && fault.says.test(message),
        );
        assert.ok(found, JSON.stringify(problems, null, 1));
      }),
    ),
  );
});

async function tried(fault: Partial<Fault>): Promise<readonly PageProblem[]> {
  const server = await servePages(new Map([['/page', page(fault)]]), fault.policy ? securityHeaders : {});
  try {
    return await checkPage(browser, `${server.origin}/page`, { language: 'en' });
  } finally {
    await server.close();
  }
}
