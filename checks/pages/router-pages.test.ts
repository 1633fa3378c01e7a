import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from '../../app/compose.ts';
import { listPageFiles, loadPage } from '../../platform/testing/page-examples.ts';
import { packFolder } from '../support/stage.ts';

const { routes } = await compose(packFolder);
const shown = routes.flatMap(route => {
  if (route.kind === 'page') return [route.page];
  return route.kind === 'form' ? [route.again?.page, route.shows].filter(page => page !== undefined) : [];
});
const tried = await Promise.all(listPageFiles().map(loadPage));

test('every page that the router shows is among those whose every state is tried in a browser', () => {
  assert.ok(shown.length >= 15, `${shown.length} pages`);
  const names = new Set(tried.map(page => page.name));
  assert.deepEqual(
    [...new Set(shown.map(page => page.name))].filter(name => !names.has(name)),
    [],
  );
});

test('every page names the states in which people meet it', () => {
  for (const page of tried) assert.ok(Object.keys(page.examples).length > 0, page.name);
});
