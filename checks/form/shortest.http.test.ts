import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { theForm } from '../../contexts/referrals/forms.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { aboutItem, itemsField } from '../../platform/forms/items.ts';
import type { Given } from '../../platform/forms/fields/kind.ts';
import { kindOf } from '../../platform/forms/kinds.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { Json } from '../../platform/pure/json.ts';
import { openStage, packFolders } from '../support/stage.ts';
import { required } from './finishing.ts';
import { stepAt } from './walk.ts';

interface Asked {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  readonly answers: Answers;
}

/** From the page with the button that starts a referral to the one that sends it. */
const mostPages = 12;

for (const folder of Object.values(packFolders)) {
  const stage = await openStage({ pack: folder });
  const { pack } = stage.composed;
  const form = theForm(pack);
  const given = { pack, today: stage.today() };
  const sender = stage.peopleFor('referral')[0] ?? assert.fail('nobody refers');
  const browser = await stage.signIn(sender);
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };

  const get = async (url: string) => {
    const { statusCode, body } = await stage.app.inject({ url, headers: { cookie: browser.cookie } });
    assert.equal(statusCode, 200, url);
    return body;
  };
  async function send(url: string, fields: Readonly<Record<string, unknown>>): Promise<string> {
    const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
    for (const [name, value] of Object.entries(fields))
      for (const each of [value].flat()) body.append(name, String(each));
    const sent = await stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
    assert.equal(sent.statusCode, 303, `${url}: ${sent.body.slice(0, 3000)}`);
    return String(sent.headers.location);
  }

  for (const { code: nation } of pack.nations)
    for (const age of ['adult', 'child'] as const)
      test(`a minimum lawful referral of ${age === 'adult' ? 'an adult' : 'a child'} in ${nation} is at most ${mostPages} pages`, async () => {
        const pages: string[] = [];
        let answers: Answers = {};
        await get('/referrals');
        pages.push('start');
        let url = await send('/referrals', {});
        const [, draft = ''] = /^(\/referrals\/[^/]+)/.exec(url) ?? assert.fail(url);
        while (!url.endsWith('/check')) {
          assert.ok(pages.length < 40, pages.join(' '));
          const page = await get(url);
          pages.push(url.slice(draft.length + 1).replace('steps/', ''));
          const step = stepAt(form, url.slice(draft.length));
          const isItem = url.endsWith('/items/new');
          const asked: Asked = isItem ? aboutItem(form, answers, step, 'new') : { form, step, answers };
          const least = itemsField(asked.step) ? {} : leastOf(asked, given, { nation, age });
          const action =
            /<form[^>]* action="([^"]+)"/.exec(page.slice(page.indexOf('<main')))?.[1] ?? assert.fail(url);
          answers = { ...answers, ...(itemsField(step) ? {} : { [step.id]: least }) };
          url = await send(action, inputsOf(asked.form, asked.step, { ...asked.answers, [step.id]: least }));
        }
        const check = await get(url);
        assert.match(check, new RegExp(`action="${draft}/submit"`), 'nothing is missing');
        const [, shown = ''] = /name="_base" value="([^"]*)"/.exec(check) ?? [];
        pages.push('check');
        assert.match(await send(`${draft}/submit`, { _base: shown }), /sent=now/);
        console.log(`${pack.code} ${nation}, ${age}: ${pages.length} pages (${pages.join(', ')})`);
        assert.ok(pages.length <= mostPages, `${pages.length} pages`);
      });
}

/** What has to be answered and nothing else. */
function leastOf(
  asked: Asked,
  given: Given,
  { nation, age }: { nation: string; age: string },
): Record<string, Json> {
  return required(asked, {}, field => {
    if (field.concept === 'nation') return nation;
    if (field.concept === 'age-status') return age;
    if (field.concept === 'consent') return 'given';
    return kindOf(field).example(field, given);
  });
}
