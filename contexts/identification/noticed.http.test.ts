import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import { formFields } from '../../platform/testing/form-fields.ts';

const stage = await openStage();
const browser = await stage.signIn(stage.person('Sam Okafor'));
const settings = stage.composed.pack.lists['sign-settings']?.codes.map(({ code }) => code) ?? [];
const url = (setting = settings[0] ?? '', age = 'not-known') =>
  `/signs/check?setting=${setting}&ageStatus=${age}`;
const [one = '', other = ''] = stage.composed.pack.signs.groups[0]?.signs.map(({ code }) => code) ?? [];
const how = stage.composed.pack.signs.howKnown[0] ?? '';

async function send(fields: Readonly<Record<string, string | readonly string[]>>) {
  const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  return stage.app.inject({
    method: 'POST',
    url: url(),
    headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: body.toString(),
  });
}

test('all signs of any setting are on one page that a slow line can take', async () => {
  assert.ok(settings.length >= 10);
  let heaviest = 0;
  for (const setting of settings)
    for (const age of ['adult', 'child', 'not-known']) {
      const page = await stage.app.inject({ url: url(setting, age), headers: { cookie: browser.cookie } });
      assert.equal(page.statusCode, 200);
      heaviest = Math.max(heaviest, page.rawPayload.length);
    }
  console.log(`the heaviest page of signs: ${heaviest} bytes`);
  assert.ok(heaviest <= 60_000, `${heaviest} bytes`);
});

test('how each sign is known is asked of those that were ticked, first without a word of error', async () => {
  const second = await send({ signs: [one, other] });
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

test('more signs can be ticked without losing those that were, and none needs to be', async () => {
  const again = await send({ _asked: 'more', signs: [one, other] });
  assert.ok(!again.body.includes('govuk-error'));
  assert.deepEqual(formFields(again.body)['signs'], [one, other]);
  assert.equal((await send({})).statusCode, 303);
});
