/** Ways in that are none: the wrong kind of session, a form that is not ours, another method. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { actorAs } from './cast.ts';
import { fingerprints, send } from './matrix.ts';
import { type Question, questions } from './requests.ts';
import type { Told } from './telling.ts';
import { openWorld, type Signed } from './world.ts';

const world = await openWorld();
const { app } = world.stage;
const told = await world.tell('draft', { moves: true });
const allocated = await world.tell('allocated');
const sam = await world.sign(actorAs('responder', 'referrer'));
const alex = await world.sign(actorAs('caseworker', 'decider'));

const isOpen = ({ name }: Question): boolean =>
  !/^(GET|POST) \/(referrals|signs|queue|search|cases|trail|home|session\/keep|api\/v1\/referrals)/.test(
    name,
  );
const { routes } = world.stage.composed;
const ofFiles = routes.filter(({ kind }) => kind === 'upload' || kind === 'download').map(({ path }) => path);
const isOfFiles = (name: string): boolean => ofFiles.some(path => name.split(' [')[0] === `POST ${path}`);
const closed = questions.filter(question => !isOpen(question));
const forResponders = (name: string): boolean => /\/(referrals|signs|home|session)/.test(name);
/** Somebody who may, and a record with which they may. */
const insider = (name: string): readonly [Signed, Told] =>
  forResponders(name) ? [sam, told] : [alex, allocated];

test('a token is no browser’s session, and a browser’s session is no token', async () => {
  assert.ok(closed.length >= 45, `${closed.length} questions`);
  for (const question of closed) {
    const [as, record] = insider(question.name);
    const sent = question.ask(world, record, as);
    const isApi = sent.url.startsWith('/api/');
    const swapped: Signed = { ...as, token: as.cookie?.split('=')[1], cookie: `session=${as.token ?? ''}` };
    const answer = await send(app, sent, swapped);
    const asksForPage = question.name.startsWith('GET') && !isApi;
    // A form is refused before anybody looks whose it is: its token belongs to another session. Of a file not a byte is
    // taken or given before it is known who asks.
    const refused = isApi || isOfFiles(question.name) ? 401 : 403;
    assert.equal(answer.statusCode, asksForPage ? 303 : refused, question.name);
    if (asksForPage) assert.match(String(answer.headers.location), /^\/sign-in\?/);
  }
});

test('a form that did not come from this session’s pages is refused, and changes nothing', async () => {
  const forms = closed.filter(({ name }) => name.startsWith('POST') && !name.includes('/api/'));
  assert.ok(forms.length >= 18, `${forms.length} forms`);
  const before = await fingerprints(world, [told, allocated]);
  for (const question of forms) {
    const [as, record] = insider(question.name);
    for (const csrf of ['', 'forged', as === sam ? alex.csrf : sam.csrf]) {
      const answer = await send(app, question.ask(world, record, as), { ...as, csrf });
      assert.equal(answer.statusCode, 403, `${question.name} with “${csrf}”`);
    }
  }
  assert.deepEqual(await fingerprints(world, [told, allocated]), before);
});

test('HEAD tells no more than that there is something to get', async () => {
  for (const question of closed.filter(({ name }) => name.startsWith('GET'))) {
    const [as, record] = insider(question.name);
    const { url } = question.ask(world, record, as);
    const headers = url.startsWith('/api/')
      ? { authorization: `Bearer ${as.token ?? ''}` }
      : { cookie: as.cookie ?? '' };
    const [got, head, stranger] = [
      await app.inject({ url, headers }),
      await app.inject({ method: 'HEAD', url, headers }),
      await app.inject({ method: 'HEAD', url }),
    ];
    assert.equal(head.statusCode, got.statusCode, question.name);
    assert.equal(head.body, '', question.name);
    assert.ok([303, 401].includes(stranger.statusCode), question.name);
  }
});

test('a write that is sent twice happens once, and another’s key is not one’s own', async () => {
  const key = randomUUID();
  const sent = { url: '/referrals', form: {}, key };
  const [first, second] = [await send(app, sent, sam), await send(app, sent, sam)];
  assert.equal(first.statusCode, 303);
  assert.equal(second.headers.location, first.headers.location);
  const other = await send(app, sent, await world.sign(actorAs('responder', 'other-organisation')));
  assert.equal(other.statusCode, 303);
  assert.notEqual(other.headers.location, first.headers.location);
});

test('no method reaches a route that has none of that name', async () => {
  let tried = 0;
  for (const question of closed)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const [as, record] = insider(question.name);
      const { url } = question.ask(world, record, as);
      const answer = await app.inject({
        method,
        url,
        headers: { cookie: as.cookie ?? '', authorization: `Bearer ${as.token ?? ''}` },
      });
      assert.equal(answer.statusCode, 404, `${method} ${url}`);
      tried += 1;
    }
  assert.ok(tried >= 180, `${tried} requests`);
});
