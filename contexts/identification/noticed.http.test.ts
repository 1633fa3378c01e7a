import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import { formFields } from '../../platform/testing/form-fields.ts';

const stage = await openStage();
const browser = await stage.signIn(stage.person('Sam Okafor'));
const settings = stage.composed.pack.lists['sign-settings']?.codes.map(({ code }) => code) ?? [];
const met = { setting: settings[0] ?? '', ageStatus: 'not-known' };
const [one = '', other = '', another = ''] =
  stage.composed.pack.signs.groups[0]?.signs.map(({ code }) => code) ?? [];
const how = stage.composed.pack.signs.howKnown[0] ?? '';

async function send(fields: Readonly<Record<string, string | readonly string[]>>) {
  const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  return stage.app.inject({
    method: 'POST',
    url: '/signs/check',
    headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: body.toString(),
  });
}

test('all signs of any setting are on one page that a slow line can take', async () => {
  assert.ok(settings.length >= 10);
  let heaviest = 0;
  for (const setting of settings)
    for (const age of ['adult', 'child', 'not-known']) {
      const page = await send({ setting, ageStatus: age, _asked: 'where' });
      assert.match(page.body, /type="checkbox"/);
      assert.ok(!page.body.includes('govuk-error'));
      heaviest = Math.max(heaviest, page.rawPayload.length);
    }
  console.log(`the heaviest page of signs: ${heaviest} bytes`);
  assert.ok(heaviest <= 60_000, `${heaviest} bytes`);
});

test('how each sign is known is asked of those that were ticked, first without a word of error', async () => {
  const second = await send({ ...met, signs: [one, other] });
  assert.ok(!second.body.includes('govuk-error'), 'nothing was done wrong');
  const asked = formFields(second.body);
  assert.deepEqual(
    Object.keys(asked).filter(name => name.startsWith('signs')),
    ['signs', `signs.${one}`, `signs.${other}`],
  );
  const incomplete = await send({ ...asked, _asked: 'how-known', [`signs.${one}`]: how });
  assert.equal(incomplete.statusCode, 422);
  assert.match(incomplete.body, /govuk-error-summary/);
  const kept = formFields(incomplete.body);
  assert.equal(kept[`signs.${one}`], how, 'what was chosen stays');
  const done = await send({ ...kept, _asked: 'how-known', [`signs.${other}`]: how });
  assert.equal(done.statusCode, 303);
  assert.match(String(done.headers.location), /^\/signs\/[0-9a-f-]{36}$/);
});

test('more signs can be ticked without losing those that were, nor how each is known, and none needs to be', async () => {
  const second = formFields((await send({ ...met, signs: [one, other] })).body);
  const again = await send({ ...second, [`signs.${one}`]: how, _asked: 'more' });
  assert.ok(!again.body.includes('govuk-error'));
  const more = formFields(again.body);
  assert.deepEqual(more['signs'], [one, other]);
  const third = [...more['signs'], another];
  const known = formFields((await send({ ...more, signs: third })).body);
  assert.equal(known[`signs.${one}`], how);
  assert.equal(known[`signs.${another}`], '');
  const without = formFields((await send({ ...more, signs: [other, another] })).body);
  assert.ok(!Object.hasOwn(without, `signs.${one}`), 'what is ticked no more is not asked');
  assert.equal((await send(met)).statusCode, 303);
});

test('where somebody was met and how old they are stand in no address, and are said otherwise without losing a tick', async () => {
  const second = await send({ ...met, signs: [one] });
  for (const body of [second.body, (await send({ ...met, _asked: 'where' })).body])
    for (const [, address = ''] of body.matchAll(/(?:href|action|src)="([^"]*)"/g))
      assert.doesNotMatch(address, /ageStatus|setting=|not-known|signs=/);
  const fields = { ...formFields(second.body), [`signs.${one}`]: how };
  const change = await send({ ...fields, _asked: 'change' });
  assert.match(change.body, new RegExp(`value="${met.setting}" checked`));
  const where = formFields(change.body);
  const back = formFields((await send({ ...where, ageStatus: 'child', _asked: 'where' })).body);
  assert.deepEqual([back['ageStatus'], back['signs'], back[`signs.${one}`]], ['child', one, how]);
  const bare = await stage.app.inject({ url: '/signs/check', headers: { cookie: browser.cookie } });
  assert.equal(bare.statusCode, 200);
  assert.equal((await send({ ageStatus: 'child', _asked: 'where' })).statusCode, 422);
});
