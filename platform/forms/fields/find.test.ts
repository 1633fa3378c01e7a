import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formFields } from '../../testing/form-fields.ts';
import { sampleFormHtml } from '../../testing/form-html.ts';
import { Temporal } from '../../pure/time.ts';
import type { Answers } from '../definition.ts';
import { stepOf } from '../journey.ts';
import { parseStep } from '../parse.ts';
import { sampleForm as form, samplePack as pack } from '../sample.ts';
import { checkStep } from '../schema.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const step = stepOf(form, 'contact') ?? assert.fail();
const before: Answers = { about: { ageStatus: 'child' } };
const sound = { channels: 'post', isSafe: 'true' };

/** What the page that was sent comes to: its answers, or what is wrong. */
function sent(fields: Readonly<Record<string, string>>) {
  const typed = parseStep(form, step, { ...sound, ...fields }, before);
  const checked = checkStep(form, step, typed, before, { pack, today });
  if (checked.ok) return { country: checked.value['country'], past: checked.value['past'] };
  return (checked.error.fields ?? []).map(({ field, message }) => `${field} ${message}`);
}
const shown = (typed: Readonly<Record<string, string>>) =>
  sampleFormHtml(step, before, { today, typed: { ...sound, ...typed } });

test('a whole label, in any language and however it is written, is its code', () => {
  for (const country of ['Country 7', 'country 7', ' COUNTRY-7 ', 'Gwlad 7', 'c07'])
    assert.deepEqual(sent({ country }), { country: 'c07', past: undefined }, country);
});

test('some of a name is answered with what matches, and one of it is chosen on the same page', () => {
  assert.deepEqual(sent({ country: 'country 1' }), { country: 'c01', past: undefined });
  assert.deepEqual(sent({ country: 'ountry 1' }), ['contact.country error.find-which']);
  const page = shown({ country: 'ountry 1' });
  const offered = [...page.matchAll(/name="country\.is" type="radio" value="(c\d+)"/g)].map(
    ([, code]) => code,
  );
  assert.equal(offered.length, 12, 'no more than a small screen holds');
  assert.ok(offered.includes('c12'));
  assert.match(page, /There are more/);
  const fields = { ...(formFields(page) as Record<string, string>), 'country.is': 'c12' };
  assert.deepEqual(sent(fields), { country: 'c12', past: undefined });
});

test('what is chosen stays when the page is sent again, and goes when the box is emptied or says something else', () => {
  const fields = formFields(shown({ 'country.is': 'c12' })) as Record<string, string>;
  assert.equal(fields['country'], 'Country 12');
  assert.deepEqual(sent(fields), { country: 'c12', past: undefined });
  assert.deepEqual(sent({ ...fields, country: '' }), { country: undefined, past: undefined });
  assert.deepEqual(sent({ ...fields, country: 'Country 3' }), { country: 'c03', past: undefined });
});

test('what matches nothing, and a code that is no longer in force, are refused', () => {
  assert.deepEqual(sent({ country: 'nowhere' }), ['contact.country error.find-none']);
  assert.deepEqual(sent({ country: 'Country 60' }), ['contact.country error.find-none']);
  assert.deepEqual(sent({ 'country.is': 'c60' }), ['contact.country error.not-an-option']);
});

test('what can be answered without looking stands beneath the box, and never beside another answer', () => {
  assert.match(shown({}), /name="past\.1\.is" type="radio" value="not-known"/);
  assert.deepEqual(sent({ 'past.1.is': 'not-known' }), { country: undefined, past: ['not-known'] });
  assert.deepEqual(sent({ 'past.1': 'Country 2', 'past.2': 'Country 3' }), {
    country: undefined,
    past: ['c02', 'c03'],
  });
  assert.deepEqual(sent({ 'past.1.is': 'not-known', 'past.2': 'Country 3' }), ['contact.past error.alone']);
});
