import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../pure/time.ts';
import type { Answers, StepDefinition } from './definition.ts';
import { stepOf } from './journey.ts';
import { parseStep } from './parse.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';
import { checkStep } from './schema.ts';

const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };
const child: Answers = { about: { ageStatus: 'child' } };
const parse = (step: string, body: unknown, soFar: Answers = child) =>
  parseStep(form, the(step), body, soFar);
function the(id: string): StepDefinition {
  const step = stepOf(form, id);
  assert.ok(step);
  return step;
}
const faults = (step: string, body: unknown) => {
  const checked = checkStep(form, the(step), parse(step, body), child, given);
  return checked.ok ? [] : (checked.error.fields ?? []).map(({ field, message }) => `${field} ${message}`);
};

test('three inputs make a date, with or without noughts', () => {
  const born = (day: string, month: string, year: string) =>
    parse('person', { 'born.day': day, 'born.month': month, 'born.year': year })['born'];
  assert.equal(born('2', '3', '1990'), '1990-03-02');
  assert.equal(born(' 02 ', '03', '1990'), '1990-03-02');
  assert.equal(born('', '', ''), undefined);
});

test('a wrong date says which part is wrong', () => {
  const fault = (day: string, month: string, year: string) =>
    faults('person', { 'born.day': day, 'born.month': month, 'born.year': year })
      .filter(fault => fault.startsWith('person.born'))
      .join();
  assert.equal(fault('', '3', '1990'), 'person.born error.date-day');
  assert.equal(fault('2', '', '1990'), 'person.born error.date-month');
  assert.equal(fault('2', '3', ''), 'person.born error.date-year');
  assert.equal(fault('2', '3', '90'), 'person.born error.date-year-digits');
  assert.equal(fault('31', '2', '1990'), 'person.born error.date');
  assert.equal(fault('2', 'March', '1990'), 'person.born error.date');
  assert.equal(fault('2', '3', '1899'), 'person.born error.date-early');
  assert.equal(fault('3', '3', '2026'), 'person.born error.date-ahead');
  assert.equal(fault('2', '3', '2026'), '');
});

test('a partial date keeps the precision that it has', () => {
  const since = (day: string, month: string, year: string) =>
    parse('account', { 'since.day': day, 'since.month': month, 'since.year': year })['since'];
  assert.equal(since('', '', '2024'), '2024');
  assert.equal(since('', '5', '2024'), '2024-05');
  assert.equal(since('1', '5', '2024'), '2024-05-01');
  assert.deepEqual(
    faults('account', { 'since.day': '1', 'since.year': '2024', words: 'x', taken: 'verbatim' }),
    ['account.since error.date-month'],
  );
  assert.deepEqual(
    faults('account', { 'since.month': '4', 'since.year': '2026', words: 'x', taken: 'verbatim' }),
    ['account.since error.date-ahead'],
  );
});

test('boxes, lists and signs gather what was chosen, each once', () => {
  assert.deepEqual(parse('contact', { channels: 'post' }), { channels: ['post'] });
  assert.deepEqual(parse('contact', { channels: ['post', 'phone', 'post'], isSafe: 'true' }), {
    channels: ['post', 'phone'],
    isSafe: true,
  });
  assert.deepEqual(parse('person', { 'languages.1': '', 'languages.2': 'c02', 'languages.3': 'c02' }), {
    languages: ['c02'],
  });
  const signs = { signs: ['work1', 'general2'], 'signs.work1': 'observed', 'signs.general3': 'observed' };
  assert.deepEqual(parse('seen', signs), {
    signs: [
      { sign: 'work1', known: 'observed' },
      { sign: 'general2', known: '' },
    ],
  });
  assert.deepEqual(faults('seen', signs), ['seen.signs.1.known error.how-known']);
});

test('a phone number is kept in one form, however it was written', () => {
  const kept = (phone: string) => {
    const body = { channels: 'phone', phone, isSafe: 'true' };
    const checked = checkStep(form, the('contact'), parse('contact', body), child, given);
    return checked.ok ? checked.value['phone'] : undefined;
  };
  for (const written of ['07700 900123', '+44 (0)7700 900123', '0044 7700 900123', '07700-900-123'])
    assert.equal(kept(written), '+447700900123');
  assert.equal(kept('020 7946 0018 ext 12'), '+442079460018 ext. 12');
  assert.equal(kept('+48 22 123 45 67'), '+48221234567');
  assert.equal(kept('12345'), undefined);
  assert.equal(kept('call me on 07700 900123'), undefined);
});

test('a cleared input is no answer, and one that the page did not ask keeps its answer', () => {
  const soFar: Answers = { ...child, contact: { channels: ['post'], note: 'Ring after six', isSafe: true } };
  assert.deepEqual(parse('contact', { channels: 'post', note: ' ' }, soFar), { channels: ['post'] });
  const unasked: StepDefinition = {
    id: 'contact',
    fields: [
      {
        id: 'note',
        type: 'text',
        class: 'contact',
        required: false,
        when: { field: 'about.ageStatus', is: ['adult'] },
      },
    ],
  };
  assert.deepEqual(parseStep({ id: 'sample', steps: [unasked] }, unasked, {}, soFar), {
    note: 'Ring after six',
  });
});

test('a statement that comes back unchanged keeps its bytes, and a new one has plain line ends', () => {
  const words = (sent: string, before?: string) =>
    parse(
      'account',
      { words: sent },
      before === undefined ? child : { ...child, account: { words: before } },
    )['words'];
  assert.equal(words('one\r\ntwo'), 'one\ntwo');
  assert.equal(words('one\r\ntwo', 'one\r\ntwo'), 'one\r\ntwo');
  assert.equal(words('\r\none\r\ntwo\r\n', '\none\rtwo\r\n'), '\none\rtwo\r\n');
  assert.equal(words('one\r\ntwo!', 'one\r\ntwo'), 'one\ntwo!');
  assert.equal(words('  spaces  stay  '), '  spaces  stay  ');
});

test('no body makes parsing or judging throw', () => {
  const names = form.steps.flatMap(({ fields }) =>
    fields.flatMap(({ id }) => [id, `${id}.day`, `${id}.year`, `${id}.work1`]),
  );
  const name = fc.oneof(
    fc.constantFrom(...names, '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
    fc.string(),
  );
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()), fc.anything());
  const body = fc.oneof(fc.dictionary(name, value, { noNullPrototype: false }), fc.anything());
  let judged = 0;
  fc.assert(
    fc.property(fc.constantFrom(...form.steps), body, (step, sent) => {
      const typed = parseStep(form, step, sent, child);
      const checked = checkStep(form, step, typed, child, given);
      if (!checked.ok)
        for (const { field } of checked.error.fields ?? []) assert.ok(field.startsWith(step.id));
      judged += 1;
    }),
    { numRuns: 1000 },
  );
  assert.equal(judged, 1000);
});

test('10,000 keys and 10,000 values under one name are read in no time', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, place) => [`key${place}`, 'x']));
  const from = performance.now();
  parse('contact', { ...many, channels: Array.from({ length: 10_000 }, (_, place) => `c${place}`) });
  assert.ok(performance.now() - from < 200);
});

test('long runs of accents and spaces cost no more than other text', () => {
  const accents = 'a' + '\u0301\u0323'.repeat(120);
  const from = performance.now();
  for (const givenName of [
    accents,
    ' '.repeat(100_000),
    `a${' '.repeat(100_000)}b`,
    '\u0301'.repeat(100_000),
  ])
    faults('person', { givenName });
  for (const note of ['\u0301\u0323'.repeat(7500), ' '.repeat(100_000)]) faults('contact', { note });
  assert.ok(performance.now() - from < 1000);
});
