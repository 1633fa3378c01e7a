import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { itemsOf } from '../../../platform/forms/items.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { startDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const step = 'episodes';

const open = async () =>
  (
    await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'child' } }),
    )
  ).reference;
const saved = async (reference: string) =>
  itemsOf(
    (
      await stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
        ok(await findDraftAnswers(work, record.recordId)),
      )
    )[step]?.['list'],
  );
const at = (reference: string, rest = '') => `/referrals/${reference}/steps/${step}${rest}`;
async function send(url: string, fields: Readonly<Record<string, string>>) {
  const payload = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
}
const get = async (url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;
const actionOf = (body: string) => /action="([^"]*\/items\/[^"]+)"/.exec(body)?.[1] ?? assert.fail('no form');
const farm = { types: 'labour-unpaid', where: 'uk', ongoing: 'no' };
const house = { types: 'domestic', where: 'abroad', ongoing: 'not-known' };

/** Adds one by its page, as a browser does; answers its name. */
async function add(reference: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const action = actionOf(await get(at(reference, '/items/new')));
  const answer = await send(action, fields);
  assert.equal(answer.status, 303);
  assert.equal(answer.to, at(reference));
  return action.slice(action.lastIndexOf('/') + 1);
}

test('each of several keeps its answers when another is taken out', async () => {
  const reference = await open();
  const [first, second] = [await add(reference, farm), await add(reference, house)];
  assert.deepEqual(
    (await saved(reference)).map(({ id }) => id),
    [first, second],
  );
  const asks = await get(at(reference, `/items/${first}/remove`));
  assert.match(asks, /Made to work for little or no pay/);
  assert.equal((await send(at(reference, `/items/${first}/remove`), {})).status, 303);
  const [left, ...none] = await saved(reference);
  assert.equal(none.length, 0);
  assert.equal(left?.id, second);
  assert.deepEqual(left?.['types'], ['domestic']);
  assert.equal(formFields(await get(at(reference, `/items/${second}`)))['where'], 'abroad');
});

test('two tabs that each add one add two, and a page that was open for one taken out writes to no other', async () => {
  const reference = await open();
  const tabs = await Promise.all([get(at(reference, '/items/new')), get(at(reference, '/items/new'))]);
  const [one, other] = tabs.map(actionOf);
  assert.notEqual(one, other);
  await send(one ?? '', farm);
  await send(other ?? '', house);
  assert.equal((await saved(reference)).length, 2);
  await send(`${one}/remove`, {});
  await send(one ?? '', { ...farm, where: 'both' });
  const items = await saved(reference);
  assert.deepEqual(
    items.map(item => item['where']),
    ['abroad', 'both'],
    'what was written last counts, and stands in no other’s place',
  );
});

test('one with a fault keeps its sound part under its name, and is led to before sending', async () => {
  const reference = await open();
  const action = actionOf(await get(at(reference, '/items/new')));
  const answer = await send(action, { types: 'fraud', 'started.year': '12' });
  assert.equal(answer.status, 422);
  assert.equal(actionOf(answer.body), action, 'the same one is asked again');
  assert.deepEqual((await saved(reference))[0]?.['types'], ['fraud']);
  const list = await send(at(reference), {});
  assert.equal(list.status, 422);
  assert.ok(list.body.includes(`href="${action}"`), 'the error leads to the one that lacks an answer');
});

test('at least one episode is needed, an empty page adds none, and there are no more than may be', async () => {
  const reference = await open();
  assert.equal((await send(at(reference), {})).status, 422);
  const action = actionOf(await get(at(reference, '/items/new')));
  await send(action, { _leave: 'yes' });
  assert.equal((await saved(reference)).length, 0);
  for (let count = 0; count < 20; count++) await add(reference, farm);
  assert.doesNotMatch(await get(at(reference)), /items\/new/);
  const { statusCode } = await stage.app.inject({
    url: at(reference, '/items/new'),
    headers: { cookie: browser.cookie },
  });
  assert.equal(statusCode, 404, 'nobody fills in a page that cannot be saved');
  const more = await send(at(reference, '/items/one-more'), farm);
  assert.equal(more.status, 422);
  assert.equal((await saved(reference)).length, 20);
});

test('a name that no page gives, and a step that has no items, are not found', async () => {
  const reference = await open();
  for (const url of [
    at(reference, '/items/..%2f'),
    at(reference, '/items/A'),
    at(reference, '/items/x/remove'),
  ])
    assert.equal((await stage.app.inject({ url, headers: { cookie: browser.cookie } })).statusCode, 404, url);
  const other = `/referrals/${reference}/steps/person/items/new`;
  assert.equal((await stage.app.inject({ url: other, headers: { cookie: browser.cookie } })).statusCode, 404);
});
