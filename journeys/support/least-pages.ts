/** Fills in page after page of a pack's form with as little as can be said, by the names of their inputs. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { required } from '../../checks/form/finishing.ts';
import { theForm } from '../../contexts/referrals/forms.ts';
import type { Answers, FieldDefinition } from '../../platform/forms/definition.ts';
import type { Given } from '../../platform/forms/fields/kind.ts';
import { aboutItem, itemsField } from '../../platform/forms/items.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import { kindOf } from '../../platform/forms/kinds.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { Json } from '../../platform/pure/json.ts';

/** To the check of the answers, or to wherever else the pages lead. */
export async function leastPages(
  page: Page,
  given: Given,
  age: 'adult' | 'child',
  consent: 'given' | 'refused' = 'given',
  form = theForm(given.pack),
): Promise<void> {
  const { pack } = given;
  const nation = pack.nations[0]?.code ?? assert.fail('no nation');
  let answers: Answers = {};
  const answerTo = (field: FieldDefinition): Json => {
    if (field.concept === 'nation') return nation;
    if (field.concept === 'age-status') return age;
    if (field.concept === 'consent') return consent;
    // What names nothing in particular, so that no special authority or page comes of it.
    return field.alone?.[0] ? [field.alone[0]] : kindOf(field).example(field, given);
  };
  for (let pages = 0; pages < 40; pages++) {
    const place = new URL(page.url()).pathname;
    const step = stepOf(form, /\/steps\/([^/]+)/.exec(place)?.[1] ?? '');
    if (!step) return;
    const isItem = place.includes('/items/');
    const asked = isItem ? aboutItem(form, answers, step, 'new') : { form, step, answers };
    if (isItem || !itemsField(step)) {
      const least = required(asked, {}, answerTo);
      if (!isItem) answers = { ...answers, [step.id]: least };
      await fillIn(page, given, inputsOf(asked.form, asked.step, { ...asked.answers, [step.id]: least }));
    }
    await page.locator('main form button').first().click();
    await page.waitForURL(url => url.pathname !== place);
  }
  assert.fail(`no end: ${page.url()}`);
}

async function fillIn(page: Page, given: Given, inputs: ReturnType<typeof inputsOf>): Promise<void> {
  for (const [name, value] of Object.entries(inputs))
    for (const each of [value].flat()) await fillOne(page, given, name, each);
}

async function fillOne(page: Page, { pack }: Given, name: string, value: string): Promise<void> {
  const inputs = page.locator(`main [name="${name}"]`);
  const chosen = page.locator(`main [name="${name}"][value="${value}"]`);
  const type = await typeOf(inputs);
  if (type === 'radio' || type === 'checkbox') {
    if ((await chosen.count()) > 0) return chosen.first().check();
  } else if (type === 'select') return void (await inputs.selectOption(value));
  else if (type !== undefined && type !== 'hidden') return inputs.first().fill(value);
  // What is looked for by name: the whole name is one of the list.
  const label = Object.values(pack.lists).flatMap(({ byCode }) => byCode.get(value)?.label.en ?? [])[0];
  await page
    .locator(`main [name="${name.replace(/\.is$/, '')}"]`)
    .fill(label ?? assert.fail(`${name}: ${value}`));
}

async function typeOf(inputs: Locator): Promise<string | undefined> {
  if ((await inputs.count()) === 0) return undefined;
  return inputs
    .first()
    .evaluate((element: { tagName: string; getAttribute(name: string): string | null }) =>
      element.tagName === 'SELECT' ? 'select' : (element.getAttribute('type') ?? 'text'),
    );
}
