import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formFields } from '../testing/form-fields.ts';
import { sampleFormHtml } from '../testing/form-html.ts';
import { formWords } from '../testing/form-words.ts';
import { Temporal } from '../pure/time.ts';
import cy from './messages.cy.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import type { Answers, FormDefinition } from './definition.ts';
import { fieldTypes } from './definition.ts';
import { stepOf } from './journey.ts';
import { parseStep } from './parse.ts';
import { sampleForm as form, samplePack as pack, sampleSpeaking } from './sample.ts';
import { checkStep } from './schema.ts';
import { page } from './step.page.ts';
import { stepPage } from './step-page.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const child: Answers = { about: { ageStatus: 'child' } };
const tokens = { csrf: 'c', key: 'k' };
const view = (stepId: string, typed?: object, of: FormDefinition = form) => {
  const step = stepOf(of, stepId);
  assert.ok(step);
  const checked = typed && checkStep(of, step, parseStep(of, step, typed, child), child, { pack, today });
  const errors = checked && !checked.ok ? (checked.error.fields ?? []) : [];
  return stepPage({
    ...sampleSpeaking(formWords('en')),
    form: of,
    step,
    answers: child,
    today,
    typed,
    errors,
    action: '/',
    tokens,
  });
};
const html = (stepId: string, typed?: object) => {
  const step = stepOf(form, stepId);
  assert.ok(step);
  return sampleFormHtml(step, child, { today, typed });
};

test('the sample has a field of every type, so that every type is rendered and checked', () => {
  const used = new Set(form.steps.flatMap(({ fields }) => fields.map(({ type }) => type)));
  assert.deepEqual([...used].sort(), [...fieldTypes].sort());
});

test('every example of the page can be shown in both languages', () => {
  for (const language of ['en', 'cy'] as const)
    for (const make of Object.values(page.examples)) assert.ok(make(formWords(language)).parts.length > 0);
});

test('a question that says what the title says is the heading itself', () => {
  const about = view('about');
  assert.equal(about.heading, undefined);
  assert.deepEqual(
    about.parts[0]?.kind === 'radios' && about.parts[0].options.fieldset?.legend?.isPageHeading,
    true,
  );
  assert.equal(view('person').heading, 'About the person');
});

test('every error leads to an input that is on the page', () => {
  const wrong: readonly [step: string, typed: object, hrefs: readonly string[]][] = [
    ['about', {}, ['#ageStatus']],
    [
      'person',
      { 'born.day': '2', 'born.year': '1990' },
      ['#givenName', '#born-month', '#children', '#nationality'],
    ],
    ['contact', { channels: ['phone', 'email'] }, ['#phone', '#email', '#isSafe']],
    ['seen', { signs: ['work2', 'general3'] }, ['#signs-work2-known', '#signs-general3-known']],
  ];
  for (const [step, typed, hrefs] of wrong) {
    const { errors = [] } = view(step, typed);
    assert.deepEqual(
      errors.map(({ href }) => href),
      hrefs,
    );
    const shown = html(step, typed);
    for (const href of hrefs)
      assert.match(shown, new RegExp(`<(input|select|textarea)[^>]* id="${href.slice(1)}"`));
  }
});

test('errors stand in the order of the page and never repeat what was typed', () => {
  const { errors = [] } = view('person', {
    givenName: 'x'.repeat(41),
    'born.day': '1',
    'born.month': '1',
    'born.year': 'secret',
    howMany: 'secret',
    children: 'yes',
  });
  assert.deepEqual(
    errors.map(({ text }) => text),
    [
      '“First name” must be 40 characters or fewer',
      'The year of “Date of birth” must have 4 numbers',
      '“How many children” must be a whole number, such as 2',
      'Select an answer to “Nationality”',
    ],
  );
  assert.doesNotMatch(JSON.stringify(errors), /secret|xxx/);
});

test('a field that one option brings up stands beneath it, and one that anything else brings up stands by itself', () => {
  const contact = html('contact', { channels: ['phone'], phone: '020 7946 0018' });
  assert.match(
    contact,
    /id="conditional-channels"[^]*name="phone"[^]*id="conditional-channels-2"[^]*name="email"/,
  );
  const twoWays: FormDefinition = {
    id: 'sample',
    steps: [
      {
        id: 'contact',
        fields: [
          {
            id: 'channels',
            type: 'choices',
            class: 'contact',
            required: true,
            options: ['phone', 'email', 'post'],
          },
          {
            id: 'note',
            type: 'text',
            class: 'contact',
            required: false,
            when: { field: 'contact.channels', is: ['email', 'post'] },
          },
        ],
      },
    ],
  };
  assert.deepEqual(
    view('contact', undefined, twoWays).parts.map(({ kind }) => kind),
    ['checkboxes', 'input'],
  );
});

test('an answer that may be left out says so', () => {
  assert.match(html('contact'), /What else to know before getting in touch \(optional\)/);
  assert.doesNotMatch(html('contact'), /Phone number \(optional\)/);
});

test('a code that is no longer in force is not offered, but one that was chosen stays to be seen', () => {
  assert.doesNotMatch(html('person'), /Country 60/);
  assert.match(html('person', { nationality: 'c60' }), /value="c60" selected>Country 60/);
  assert.equal(formFields(html('person', { nationality: 'c60' }))['nationality'], 'c60');
  assert.equal(view('person', { nationality: 'c60' }).errors?.at(-1)?.href, '#nationality');
});

test('a list of several always has room for one more', () => {
  const lists = (chosen: string[]) =>
    html('person', Object.fromEntries(chosen.map((code, place) => [`languages.${place + 1}`, code]))).match(
      /<select[^>]*name="languages\.\d+"/g,
    )?.length;
  assert.equal(lists([]), 2);
  assert.equal(lists(['c01', 'c02', 'c03']), 4);
  assert.equal(lists(Array.from({ length: 60 }, (_, place) => `c${place}`)), 10);
});

test('what was typed stays text', () => {
  assert.doesNotMatch(html('person', { givenName: '"><script>alert(1)</script>' }), /<script>/);
});

test('every error that a field can have is worded with and without the name of the field, in both languages', () => {
  const sources = ['.', 'fields'].flatMap(folder => {
    const path = join(import.meta.dirname, folder);
    return readdirSync(path)
      .filter(name => /(?<!test)\.ts$/.test(name))
      .map(name => readFileSync(join(path, name), 'utf8'));
  });
  const ids = new Set(
    sources.flatMap(source => [...source.matchAll(/'(error\.[a-z-]+)'/g)].map(([, id]) => id as string)),
  );
  assert.ok(ids.size > 20);
  for (const words of [en, cy])
    for (const id of ids) for (const each of [id, `field-${id}`]) assert.ok(Object.hasOwn(words, each), each);
});
