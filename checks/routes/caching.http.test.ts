import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { attemptCookie } from '../../contexts/organisations/entrance/sign-in.ts';
import { cookieName } from '../../platform/http/visit.ts';
import { openStage } from '../support/stage.ts';
import { askEverything } from './ask-everything.ts';

const answers = await askEverything(await openStage());

test('no answer with a record in it is ever cached: every answer of every route says no-store, and has nothing to compare', () => {
  const routes = new Set(answers.map(({ name }) => name));
  assert.ok(routes.size > 75, `${routes.size} routes were asked`);
  const shown = answers.filter(({ status }) => status === 200);
  assert.ok(shown.length > 90, `${shown.length} answers showed something`);
  const kept = answers.filter(
    ({ headers }) =>
      headers['cache-control'] !== 'no-store' ||
      ['etag', 'last-modified', 'expires', 'age'].some(name => headers[name] !== undefined),
  );
  assert.deepEqual([...new Set(kept.map(({ name, status }) => `${name} ${status}`))], []);
});

/** As a search of somebody's browser would go: a word of the field anywhere in a name tells what the site is. */
const field = readFileSync(join(import.meta.dirname, '../../docs/glossary.md'), 'utf8')
  .toLowerCase()
  .match(/[a-z]{4,}/g);
const common = new Set(['session', 'sign', 'language', 'name', 'host', 'that', 'this']);

test('the names of cookies say nothing of the field', () => {
  const told = answers.flatMap(({ headers }) =>
    [headers['set-cookie'] ?? []].flat().map(cookie => String(cookie).split('=')[0] ?? ''),
  );
  const names = new Set([...told, cookieName(true), cookieName(false), attemptCookie, 'language']);
  const words = new Set([...(field ?? []), 'nrm', 'opennrm', 'victim', 'referral', 'traffick', 'slave']);
  assert.ok(words.has('referral') && words.has('consent'), 'the glossary was read');
  for (const name of names)
    for (const word of words)
      assert.ok(common.has(word) || !name.toLowerCase().includes(word), `${name} holds ${word}`);
  const fits = /^(?:__Host-)?(?:session|sign-in|set-up|device|language)$/;
  assert.deepEqual(
    [...names].filter(name => !fits.test(name)),
    [],
  );
});
