import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../../platform/pack/load.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { lookalikesIn } from './looks.ts';

const [uk, merrow] = [await loadPack('packs/uk'), await loadPack('packs/example')];
const today = Temporal.PlainDate.from('2026-11-23');
const found = (text: string, { identifying } = uk) =>
  lookalikesIn(text, { terms: identifying, today, adultFrom: 18 }).map(
    ({ start, length, kind }) => `${kind}: ${text.slice(start, start + length)}`,
  );

test('a postcode is found in every shape of the pack, in small letters and without its space', () => {
  for (const code of [
    'M1 1AA',
    'M60 1NW',
    'CR2 6XH',
    'DN55 1PT',
    'W1A 1HQ',
    'EC1A 1BB',
    'ec1a1bb',
    'cr2-6xh',
  ])
    assert.deepEqual(found(`held at ${code} since`), [`address: ${code}`], code);
});

test('numbers of documents and of persons that the pack names are found, and told by their kind', () => {
  for (const number of [
    'QQ 12 34 56 C',
    'qq123456c',
    '123456789',
    '943 476 5919',
    'EXAMP 701010 AB9CD',
    'A123456',
  ])
    assert.deepEqual(found(`shown ${number} there`), [`document: ${number}`], number);
});

test('a whole day on which an adult may have been born is found, in digits and in words, and a recent one is not', () => {
  for (const date of [
    '02/03/1999',
    '2.3.99',
    '1999-03-02',
    '3rd of March 1999',
    '3 March 1999',
    'third of March 1999',
    '3ydd o Fawrth 1999',
    'y trydydd o Fawrth 1999',
  ])
    assert.match(found(`this: ${date}.`).join(), /^date: /, date);
  for (const date of ['02/03/2024', '3rd of March 2026', '3 March', 'March 2026', '24/11/2008', '1/1/1850'])
    assert.deepEqual(found(`met on ${date}.`), [], date);
  assert.match(found('met on 23/11/2008.').join(), /^date: /, 'eighteen today');
});

test('beside “born” every date is found, and a year alone', () => {
  for (const [text, date] of [
    ['Her child was born on 3 March 2024.', '3 March 2024'],
    ['DOB: 2/3/24', '2/3/24'],
    ['date of birth March 2009', 'March 2009'],
    ['born in 2011, she says', '2011'],
    ['ganwyd ym Mawrth 2009', 'Mawrth 2009'],
  ] as const)
    assert.ok(
      found(text).some(each => each.startsWith('date: ') && each.includes(date)),
      `${text}: ${found(text)}`,
    );
  assert.deepEqual(found('They fled in 2011.'), []);
});

test('a name after a title or after “called” is found, and a word without a capital is not', () => {
  assert.deepEqual(found('She met Mr Zqexample and a man called Zqtest Persona.'), [
    'name: Zqexample',
    'name: Zqtest Persona',
  ]);
  assert.deepEqual(found('Ei henw hi, galwyd Zqenghraifft'), ['name: Zqenghraifft']);
  assert.deepEqual(found('They called her at night, and he called out.'), []);
});

test('a house in a street is found, before its street in English and after it in Welsh, and a number on a road is not', () => {
  assert.deepEqual(found('kept at 14b Harbour Row by day'), ['address: 14b Harbour Row']);
  assert.deepEqual(found('yn 12 Heol y Bont ers'), ['address: 12 Heol y Bont']);
  assert.deepEqual(found('in Flat 3, 22 Old Mill Lane.'), ['address: Flat 3', 'address: 22 Old Mill Lane']);
  assert.deepEqual(found('2 men on the road for 3 miles; 12 hours in a room'), []);
});

test('another country brings other shapes and words, and none of the first', () => {
  assert.deepEqual(found('moored at QR 123, near M1 1AA', merrow), ['address: QR 123']);
  assert.match(found('трет 3 март 1999.', merrow).join(), /^date: /);
});

test('an ordinary account is left as it is', () => {
  assert.deepEqual(
    found(
      'She worked 12 hours a day for 5 weeks and was paid 40 pounds. In May they moved 3 times; 2 others may come.',
    ),
    [],
  );
});
