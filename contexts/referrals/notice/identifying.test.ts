import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../../platform/pack/load.ts';
import { findIdentifying, findInAnswers, knownAmong, nothingKnown } from './identifying.ts';
import { theForm } from '../forms.ts';

const pack = await loadPack('packs/uk');
const form = theForm(pack);
const known = knownAmong(
  form,
  {
    age: { nation: 'ENG', ageStatus: 'adult' },
    person: {
      givenName: 'Ngọc Ánh',
      familyName: "O'Sullivan-Madeupski",
      otherNames: 'Bao, Li',
      birthDate: '1999-03-02',
    },
    place: { town: 'Easthaven', area: 'region-kent' },
    contact: {
      how: 'phone',
      phone: '+442079460018',
      note: 'Ask for Perpetua at the bakery, 14b Harbour Row',
    },
  },
  pack,
);
const found = (text: string) =>
  findIdentifying(text, known).map(
    ({ start, length, kind }) => `${kind}: ${text.slice(start, start + length)}`,
  );

test('a name is found however it is written: accents, capitals, parts, possessive, misspelt, as it sounds', () => {
  for (const name of [
    'Ngọc',
    'NGOC',
    'ngoc',
    'Ánh',
    'Sullivan',
    'Sulivan',
    'Sullivans',
    'Madeupsky',
    'Madeupski',
    'MADEUPSKI’s',
    'Bao',
    'Li',
  ])
    assert.match(found(`Then ${name} was driven away`).join(), /^name: /, name);
  assert.deepEqual(found('She came with O’Sullivan.'), ['name: O’Sullivan']);
});

test('a short name is no other word', () => {
  assert.deepEqual(found('They took a bao and an apple; the li was low'), []);
});

test('a birth date is found in digits, in words, in Welsh, without its year, and by its year', () => {
  for (const date of [
    '02/03/1999',
    '2.3.99',
    '1999-03-02',
    '2 March 1999',
    '2nd of March 1999',
    'March 2, 1999',
    '2 o Fawrth 1999',
    'the second of March 1999',
    'the 2nd day of March, 1999',
    'March the second 1999',
    'the second of March',
    'March 1999',
    'ail o Fawrth 1999',
    '2il o Fawrth',
    'Mawrth 1999',
    '2 March',
    '1999',
  ])
    assert.match(found(`born ${date}, he said`).join(), /^date: /, date);
  for (const date of ['3 March 2021', 'the third of March', 'March 2021', '2 May', 'they may 2'])
    assert.deepEqual(found(`on ${date} they fled`), [], date);
});

test('a phone number is found however it is written, and any other phone number or email address too', () => {
  for (const phone of ['020 7946 0018', '+44 20 7946 0018', '(020) 79460018', '7946 0018', '07700 900123'])
    assert.match(found(`call ${phone} now`).join(), /^phone: /, phone);
  assert.deepEqual(found('write to quiet.person@mail.example today'), ['address: quiet.person@mail.example']);
});

test('addresses and names of a note are found, and its everyday words are not', () => {
  assert.deepEqual(found('near Harbour Row, flat 14b, Perpetua knows the bakery in Easthaven'), [
    'address: Harbour Row',
    'address: 14b',
    'address: Perpetua',
    'address: Easthaven',
  ]);
});

test('only free texts that a notice may keep are looked through', () => {
  const answers = {
    account: { statement: 'Bao was beaten', manner: 'verbatim' },
    person: { familyName: 'Bao' },
    episode: { places: 'A farm' },
  };
  assert.deepEqual(
    findInAnswers(form, answers, text => findIdentifying(text, known)).map(
      ({ step, field }) => `${step}.${field}`,
    ),
    ['account.statement'],
  );
});

test('the longest text that can be sent is looked through at once, whatever it is made of', () => {
  for (const text of [
    'a'.repeat(15_000),
    ' '.repeat(15_000),
    '9'.repeat(15_000),
    '@'.repeat(15_000),
    '9 '.repeat(7_500),
    'Madeu '.repeat(2_500),
  ]) {
    const began = performance.now();
    findIdentifying(text, known);
    findIdentifying(text, nothingKnown);
    assert.ok(performance.now() - began < 1_500, `${text.slice(0, 4)}: ${performance.now() - began} ms`);
  }
});
