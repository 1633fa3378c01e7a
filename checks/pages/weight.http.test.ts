/** What a page weighs on its way: on a slow line somebody frightened waits for it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { startDraft } from '../../contexts/referrals/commands.ts';
import { theForm } from '../../contexts/referrals/forms.ts';
import { itemsField, itemsIn, mostItems, withItem } from '../../platform/forms/items.ts';
import { applicable } from '../../platform/forms/journey.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import {
  exampleWords,
  listPageFiles,
  loadPage,
  renderExamples,
} from '../../platform/testing/page-examples.ts';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { openStage, packFolders } from '../support/stage.ts';

const kilobyte = 1_000;
const mostOfPage = 60 * kilobyte;
const mostOfFirstLoad = 100 * kilobyte;

test(`no example of a page is over ${mostOfPage / kilobyte} kB`, async () => {
  const words = await exampleWords();
  let count = 0;
  let heaviest = { name: '', weight: 0 };
  for (const file of listPageFiles())
    for (const { name, render } of renderExamples(await loadPage(file), words)) {
      const weight = Buffer.byteLength(render());
      count += 1;
      assert.ok(weight <= mostOfPage, `${name}: ${weight} bytes`);
      if (weight > heaviest.weight) heaviest = { name, weight };
    }
  assert.ok(count > 100, `${count} examples`);
  console.log(`${count} examples of pages; the heaviest is ${heaviest.name}: ${heaviest.weight} bytes`);
});

for (const [name, pack] of Object.entries(packFolders)) {
  const stage = await openStage({ pack });
  const { pack: country } = stage.composed;
  const form = theForm(country);
  const asksUrgency = form.steps.some(({ fields }) => fields.some(({ concept }) => concept === 'urgency'));
  /** Long enough that what is read of it comes in parts. */
  const isLong = form.steps.length > 20;
  const sender = stage.peopleFor('referral')[0] ?? assert.fail('nobody refers');
  const browser = await stage.signIn(sender);

  async function load(url: string, language = 'en', as = browser) {
    const headers = {
      cookie: `${as.cookie}; language=${language}`,
      'accept-encoding': 'gzip, deflate, br',
    };
    const { statusCode, rawPayload, body } = await stage.app.inject({ url, headers });
    assert.equal(statusCode, 200, url);
    return { body, weight: rawPayload.length };
  }

  /** A page, and everything that its markup and its scripts name: with an empty cache all of it comes over the line. */
  async function firstLoad(url: string): Promise<number> {
    const page = await load(url);
    let weight = page.weight;
    const wanted = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      ([, found = '']) => found,
    );
    for (const asset of wanted) {
      const { weight: own, body } = await load(asset);
      weight += own;
      const imported = asset.endsWith('.js') ? await scriptText(asset, body) : '';
      for (const [, name = ''] of imported.matchAll(/from\s*["']\.\/([^"']+)["']/g))
        if (!wanted.includes(`/assets/${name}`)) wanted.push(`/assets/${name}`);
    }
    return weight;
  }
  const scriptText = async (url: string, _: string): Promise<string> =>
    (await stage.app.inject({ url, headers: { 'accept-encoding': 'identity' } })).body;

  /** Every question answered, and as many of a kind as there may be. */
  function fullAnswers(): Answers {
    const answers = exampleAnswers(form, { pack: country, today: stage.today() });
    const steps = form.steps.map(step => {
      const field = itemsField(step);
      const [item] = itemsIn(answers, step);
      if (!field || !item) return [step.id, answers[step.id] ?? {}] as const;
      let all = answers[step.id] ?? {};
      for (let count = 1; count < mostItems(field); count++)
        all = withItem(step, itemsIn({ [step.id]: all }, step), { ...item, id: `item-${count}` }) ?? all;
      return [step.id, all] as const;
    });
    return Object.fromEntries(steps.filter(([, given]) => Object.keys(given).length > 0));
  }

  test(`no page of a draft that says all that can be said is over ${mostOfPage / kilobyte} kB, in ${name}`, async () => {
    const answers = fullAnswers();
    const { reference } = await stage.run(sender, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, answers),
    );
    const steps = applicable(form, answers).map(({ step }) => step);
    const places = [
      '',
      '/sections',
      ...(asksUrgency ? ['/tonight'] : []),
      ...steps.map(({ id }) => `/steps/${id}`),
      ...steps.filter(itemsField).map(({ id }) => `/steps/${id}/items/item-1`),
    ];
    let heaviest = { place: '', weight: 0 };
    for (const place of places)
      for (const language of country.languages) {
        const { weight } = await load(`/referrals/${reference}${place}`, language);
        assert.ok(weight <= mostOfPage, `${place} in ${language}: ${weight} bytes`);
        if (weight > heaviest.weight) heaviest = { place, weight };
      }
    const { count, weight } = await loadParts(`/referrals/${reference}/check`);
    console.log(`check your answers, with all that can be said: ${count} parts, at most ${weight} bytes`);
    assert.ok(count > 5 || !isLong);
    console.log(
      `${places.length} pages of ${country.code} in ${country.languages.length} languages; the heaviest is ${heaviest.place}: ${heaviest.weight} bytes`,
    );
  });

  /** Every part of what is long to read, each within the limit. */
  async function loadParts(url: string, as = browser): Promise<{ count: number; weight: number }> {
    const weights: number[] = [];
    for (let next: string | undefined = url; next !== undefined; ) {
      const { body, weight } = await load(next, 'en', as);
      assert.ok(weight <= mostOfPage, `${next}: ${weight} bytes`);
      weights.push(weight);
      const link = /<div class="govuk-pagination__next">\s*<a [^>]*href="([^"#]+)/.exec(body);
      next = link?.[1]?.replaceAll('&amp;', '&');
      assert.ok(weights.length < 50, 'the parts come to an end');
    }
    return { count: weights.length, weight: Math.max(...weights) };
  }

  test(`nor is any part of a case file of all that can be said, nor a page on which it is decided, in ${name}`, async () => {
    const reference = await stage.refer(sender, fullAnswers());
    const caseworker = await stage.signIn(
      stage.peopleFor('identification-decision')[0] ?? assert.fail('nobody decides'),
    );
    const shared = await loadParts(`/referrals/${reference}/shared`);
    console.log(`what is read of it: ${shared.count} parts, at most ${shared.weight} bytes`);
    assert.ok(shared.count > 5 || !isLong);
    const { count, weight } = await loadParts(`/cases/${reference}`, caseworker);
    console.log(`the case file: ${count} parts, at most ${weight} bytes`);
    assert.ok(count > 5 || !isLong);
    const taken = await stage.app.inject({
      method: 'POST',
      url: `/cases/${reference}/take`,
      headers: { cookie: caseworker.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: caseworker.csrf, _key: randomUUID() }).toString(),
    });
    assert.equal(taken.statusCode, 303);
    const deciding = await load(`/cases/${reference}/decide`, 'en', caseworker);
    assert.ok(deciding.weight <= mostOfPage, `${deciding.weight} bytes`);
  });

  test(`a first load is at most ${mostOfFirstLoad / kilobyte} kB, as it comes over the line, in ${name}`, async () => {
    for (const url of ['/sign-in', '/home', '/referrals', '/signs']) {
      const weight = await firstLoad(url);
      console.log(`${url} with an empty cache: ${weight} bytes`);
      assert.ok(weight <= mostOfFirstLoad, `${url}: ${weight} bytes`);
    }
  });
}
