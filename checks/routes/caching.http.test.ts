import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { attemptCookie } from '../../contexts/organisations/entrance/sign-in.ts';
import { startDraft } from '../../contexts/referrals/public.ts';
import { plainRoutes } from '../../platform/http/plain.ts';
import { cookieName } from '../../platform/http/visit.ts';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const all = [sam, stage.person('Alex Morgan'), stage.person('Jo Lindqvist')];
const sent = await stage.refer(sam);
const { reference: draft } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
  startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'given' } }),
);
const refused = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
  startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'refused' } }),
);
const references = [sent, draft, refused.reference, 'NRM-2222-2222-222'];

interface Answer {
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}
const answers: Answer[] = [];

const filled = (path: string, reference: string): string =>
  path
    .replace(':reference', reference)
    .replace('/notice/steps/:step', '/notice/steps/notice')
    .replace(':step/items', 'episodes/items')
    .replace('sealed/:step', 'sealed/place')
    .replace(':step', 'account')
    .replace(':item', 'new')
    .replace(/:[a-z]+/g, randomUUID());

async function askEverything(): Promise<void> {
  const people = await Promise.all(
    all.map(async person => ({
      ...(await stage.signIn(person)),
      token: await stage.token(person),
    })),
  );
  const asking = [undefined, ...people];
  const { routes, publicRoutes } = stage.composed;
  const own = routes.map(
    route =>
      [
        route.kind === 'page' || (route.kind === 'api' && route.method === 'GET') ? 'GET' : 'POST',
        route.path,
      ] as const,
  );
  const open = publicRoutes.map(({ method, path }) => [method, path] as const);
  const plain = Object.keys(plainRoutes).map(path => ['GET', path] as const);
  for (const [method, path] of [...own, ...open, ...plain]) {
    // What ends a session, or leaves by another's hand, would end the asking.
    if (path.startsWith('/sign-out') || path === '/session/position') continue;
    for (const reference of path.includes(':reference') ? references : ['']) {
      for (const as of asking) {
        const url = filled(path, reference);
        const { statusCode, headers } = await stage.app.inject({
          method,
          url,
          headers: {
            ...(as &&
              (url.startsWith('/api/') ? { authorization: `Bearer ${as.token}` } : { cookie: as.cookie })),
            ...(method === 'POST' && {
              'content-type': 'application/x-www-form-urlencoded',
              'idempotency-key': randomUUID(),
            }),
          },
          ...(method === 'POST' && {
            payload: new URLSearchParams({ _csrf: as?.csrf ?? '', _key: randomUUID() }).toString(),
          }),
        });
        answers.push({ name: `${method} ${path}`, status: statusCode, headers });
      }
    }
  }
}
await askEverything();

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
  const fits = /^(?:__Host-session|session|sign-in|set-up|language)$/;
  assert.deepEqual(
    [...names].filter(name => !fits.test(name)),
    [],
  );
});
