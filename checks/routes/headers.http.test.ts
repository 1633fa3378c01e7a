import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sandbox } from '../../platform/http/download.ts';
import { openStage } from '../support/stage.ts';
import { askEverything, type Answer } from './ask-everything.ts';

const stage = await openStage({ secure: true });
const answers = await askEverything(stage);

/** The names of the routes of which an answer has a fault, each once. */
const faulty = (isFault: (answer: Answer) => boolean): readonly string[] => [
  ...new Set(answers.filter(isFault).map(({ name, status }) => `${name} ${status}`)),
];

test('every route answers often enough for what follows to mean something', () => {
  const routes = new Set(answers.map(({ name }) => name));
  assert.ok(routes.size > 75, `${routes.size} routes were asked`);
  assert.ok(answers.filter(({ status }) => status === 200).length > 90);
});

test('every answer of every route lets a browser load nothing from elsewhere, show it in no frame and send forms nowhere else', () => {
  const needed = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
  assert.deepEqual(
    faulty(({ headers }) => {
      const policy = String(headers['content-security-policy']);
      const parts = policy.split(';').map(part => part.trim());
      const allowed = parts.flatMap(part => part.split(' ').slice(1));
      if (!needed.every(part => parts.includes(part))) return true;
      if (policy === sandbox) return false;
      return !parts.includes("form-action 'self'") || allowed.some(it => !["'none'", "'self'"].includes(it));
    }),
    [],
  );
});

test('every answer tells a browser to come back by TLS alone, to guess no kind of content and to say nowhere where it was', () => {
  assert.deepEqual(
    faulty(({ headers }) => {
      const [, seconds = '0'] = /max-age=(\d+)/.exec(String(headers['strict-transport-security'])) ?? [];
      return (
        Number(seconds) < 31_536_000 ||
        !String(headers['strict-transport-security']).includes('includeSubDomains') ||
        headers['x-content-type-options'] !== 'nosniff' ||
        headers['referrer-policy'] !== 'no-referrer' ||
        headers['cross-origin-resource-policy'] !== 'same-origin' ||
        headers['cross-origin-opener-policy'] !== 'same-origin'
      );
    }),
    [],
  );
});

test('no answer lets another site read it, and none tells what serves it', () => {
  const telling = [
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'server',
    'x-powered-by',
  ];
  assert.deepEqual(
    faulty(({ headers }) => telling.some(name => headers[name] !== undefined)),
    [],
  );
});

test('every answer with a body says what it is, and text says in which characters', () => {
  const fits =
    /^(?:text\/[a-z]+;(?: version=[\d.]+;)? charset=utf-8|application\/(?:problem\+)?json; charset=utf-8|application\/(?:pdf|x-ndjson; charset=utf-8)|(?:image|audio)\/[a-z0-9]+)/;
  assert.deepEqual(
    faulty(({ headers, body }) => body.length > 0 && !fits.test(String(headers['content-type']))),
    [],
  );
});

test('over TLS every cookie is of this host alone, out of reach of scripts, and comes with no request of another site', async () => {
  const english = await stage.app.inject({ url: '/?lang=cy' });
  const all = [...answers, { headers: english.headers }].flatMap(({ headers }) =>
    [headers['set-cookie'] ?? []].flat().map(String),
  );
  assert.ok(all.length > 3, `${all.length} cookies were set`);
  assert.deepEqual(
    all.filter(
      cookie =>
        !/^__Host-[a-z-]+=/.test(cookie) ||
        /; Domain=/i.test(cookie) ||
        !['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'].every(part => cookie.split('; ').includes(part)),
    ),
    [],
  );
  const back = await stage.app.inject({ url: '/', headers: { cookie: '__Host-language=cy' } });
  assert.match(back.body, /<html[^>]* lang="cy"/);
});

test('a cookie that another host of the domain could have set counts for nothing', async () => {
  const { cookie } = await stage.signIn(stage.person('Sam Okafor'));
  const own = await stage.app.inject({ url: '/referrals', headers: { cookie } });
  assert.equal(own.statusCode, 200);
  const other = { cookie: `${cookie.replace('__Host-', '')}; language=cy` };
  const planted = await stage.app.inject({ url: '/referrals', headers: other });
  assert.equal(planted.statusCode, 303);
  assert.match((await stage.app.inject({ url: '/', headers: other })).body, /<html[^>]* lang="en"/);
});

test('methods that no route has are answered by nothing that works', async () => {
  for (const method of ['TRACE', 'PUT', 'PATCH', 'PROPFIND', 'DELETE'] as const)
    for (const url of ['/', '/referrals', '/api/v1/referrals']) {
      const { statusCode, body } = await stage.app.inject({ method: method as 'PUT', url });
      assert.ok([404, 405].includes(statusCode), `${method} ${url} is answered with ${statusCode}`);
      assert.doesNotMatch(body, /TRACE/);
    }
});
