import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from '../../app/compose.ts';
import { exampleWords, listPageFiles, loadPage } from '../../platform/testing/page-examples.ts';
import { packFolder } from '../support/stage.ts';

const { routes } = await compose(packFolder);
const messages = routes.flatMap(route => (route.kind === 'form' ? (route.says?.messages ?? []) : []));
const pages = await Promise.all(listPageFiles().map(loadPage));
const words = await exampleWords();

test('whatever a route says once is tried on a page, and nothing else is', () => {
  assert.ok(messages.length >= 7, `${messages.length} messages`);
  assert.deepEqual(
    [...new Set(messages)].sort(),
    [...new Set(pages.flatMap(({ said }) => said ?? []))].sort(),
  );
});

test('what is said once has words in each language, and no place for anything of a record', () => {
  for (const message of messages) {
    assert.notEqual(words.en(message), words.cy(message), message);
    assert.match(message, /^[a-z][a-z0-9.-]{0,99}$/);
    // A message with places to fill in throws where nothing fills them.
    for (const text of [words.en(message), words.cy(message)]) assert.doesNotMatch(text, /[{}]/);
  }
});
