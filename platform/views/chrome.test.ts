import { test } from 'node:test';
import assert from 'node:assert/strict';
import { exampleChrome, exampleWords } from '../testing/page-examples.ts';
import type { ChromeFacts } from './chrome.ts';
import { pagination } from './components.ts';
import type { PageView } from './page.ts';
import { page, problemView } from './pages/problem.page.ts';
import { renderPage } from './render.ts';

const words = await exampleWords();
const shown = (
  facts: Partial<ChromeFacts> = {},
  view: Partial<PageView> = {},
  language: 'en' | 'cy' = 'en',
) =>
  renderPage(
    page,
    { ...problemView(words[language], 'not-found'), ...view },
    exampleChrome(words[language], language, '/page', facts),
  );

test('a page says its language, and offers the other in its own name', () => {
  assert.match(shown(), /<html lang="en"/);
  assert.match(shown(), /<a [^>]*href="\/page\?lang=cy"[^>]*lang="cy"[^>]*>Cymraeg/);
  assert.match(shown({}, {}, 'cy'), /<html lang="cy"/);
  assert.match(shown({}, {}, 'cy'), /<a [^>]*href="\/page\?lang=en"[^>]*lang="en"[^>]*>English/);
});

test('the title says first that there are errors', () => {
  const title = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1];
  assert.equal(title(shown()), 'Page not found – OpenNRM');
  assert.equal(title(shown({}, { errors: [] })), 'Page not found – OpenNRM');
  assert.equal(
    title(shown({}, { errors: [{ text: 'Enter a name', href: '#name' }] })),
    'Error: Page not found – OpenNRM',
  );
  assert.match(
    shown({}, { errors: [{ text: 'Enter a name', href: '#name' }] }),
    /<a href="#name">Enter a name<\/a>/,
  );
});

test('the evaluation setting says on every page that everyone in it is fictional', () => {
  assert.match(shown(), /everyone in here is fictional/);
  assert.doesNotMatch(shown({ evaluation: false }), /everyone in here is fictional/);
});

test('signing out and staying signed in are forms that carry their token', () => {
  const forms = [...shown().matchAll(/<form method="post" action="([^"]+)"[^]*?<\/form>/g)];
  assert.deepEqual(
    forms.map(form => form[1]),
    ['/sign-out', '/session/keep', '/sign-out'],
  );
  for (const [form] of forms) assert.match(form, /name="_csrf" value="example-token"/);
});

test('who is not signed in sees nobody’s name, no sign-out and no session to end', () => {
  assert.doesNotMatch(shown({ visitor: undefined }), /<form|<dialog|Robin Example/);
});

test('only pages that ask for it can be left in a hurry', () => {
  assert.match(shown({}, { quickExit: true }), /href="https:\/\/www\.example\.org\/"/);
  assert.doesNotMatch(shown(), /example\.org/);
});

test('nothing in a page is inline or from another site', () => {
  for (const html of [shown(), shown({ flash: 'Done' }, { quickExit: true })]) {
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    assert.doesNotMatch(html, /(src|<link[^>]*href)="(https?:)?\/\//);
  }
});

test('neither GOV.UK’s name nor the crown is on any page', () => {
  assert.doesNotMatch(shown().replace(/govuk-[\w-]+/g, ''), /GOV\.UK|crown/i);
});

test('a list that fits one page has no links to others', () => {
  assert.equal(pagination(words.en, {}), undefined);
  assert.equal(pagination(words.cy, { next: '/queue?page=2' })?.next?.href, '/queue?page=2');
});
