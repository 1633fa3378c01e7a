import { test } from 'node:test';
import assert from 'node:assert/strict';
import { exampleChrome, exampleWords } from '../../testing/page-examples.ts';
import { wordsIn } from '../../text/messages.ts';
import { renderPage } from '../render.ts';
import { page, problemCodes, problemView } from './problem.page.ts';

const words = await exampleWords();

test('every refusal has a page that says what to do next, in every language', () => {
  for (const language of Object.keys(words)) {
    const speaking = wordsIn(words, language);
    for (const code of problemCodes) {
      const view = problemView(speaking, code);
      assert.ok(view.title.length > 5 && view.whatToDo.length > 20, `${code} (${language})`);
      assert.match(renderPage(page, view, exampleChrome(speaking, language, '/x', {})), /<h1/);
    }
  }
  assert.notEqual(problemView(words.en, 'not-found').title, problemView(words.cy, 'not-found').title);
});

test('a reference is shown where there is one, and nothing stands in its place where there is none', () => {
  const shown = (reference?: string) =>
    renderPage(
      page,
      problemView(words.en, 'went-wrong', { reference }),
      exampleChrome(words.en, 'en', '/x', {}),
    );
  assert.match(shown('4f1c2a9e'), /give this reference.*<strong class="nrm-code">4f1c2a9e<\/strong>/);
  assert.doesNotMatch(shown(), /give this reference/);
});

test('who was signed out is led to signing in, everyone else to the start', () => {
  assert.equal(problemView(words.en, 'session-ended').onward.href, '/sign-in');
  assert.equal(problemView(words.en, 'not-found').onward.href, '/');
  const onward = '/referrals/NRM-7KBC-9QXD-R4T';
  assert.equal(problemView(words.en, 'not-a-draft', { onward }).onward.href, onward);
});
