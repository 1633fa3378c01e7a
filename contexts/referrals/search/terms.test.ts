import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeReference } from '../../../platform/pure/reference.ts';
import { parseDate } from '../../../platform/pure/time.ts';
import { searchKeysOf } from './keys.ts';
import { longestTyped, readTerms } from './terms.ts';

const today = parseDate('2026-11-23') ?? assert.fail();
const given = { pack: { languages: ['en', 'cy'], phoneCountry: 'GB', referencePrefix: 'NRM' }, today };
const reference = makeReference('NRM', count => new Uint8Array(count).fill(7));

function read(typed: string): readonly string[] | string {
  const terms = readTerms(typed, given);
  if (!terms.ok) return terms.error;
  const named = terms.value.reference === undefined ? [] : [terms.value.reference];
  return [...named, ...terms.value.keys.map(({ kind, key }) => `${kind} ${key}`)];
}

test('a phone number is read however its digits are grouped', () => {
  for (const typed of [
    '02920180455',
    '029 2018 0455',
    '(029) 2018-0455',
    '029.2018.0455',
    '+44 29 2018 0455',
    '+44 (0)29 2018 0455',
    '0044 29 2018 0455',
    '+442920180455',
  ])
    assert.deepEqual(read(typed), ['phone +442920180455'], typed);
});

test('a date is read as people write it, in English and in Welsh', () => {
  for (const typed of [
    '3 February 2001',
    '3 Feb 2001',
    '3 feb. 2001',
    '3rd of February 2001',
    '03 FEBRUARY 2001',
    'February 3, 2001',
    '3-Feb-2001',
    '3feb2001',
    '3/2/2001',
    '3 / 2 / 2001',
    '03/02/2001',
    '03.02.2001',
    '3. 2. 2001',
    '3-2-2001',
    '3 2 2001',
    '3/2/01',
    '2001-02-03',
    '2001/02/03',
    '3 Chwefror 2001',
    '3 chw 2001',
    '3ydd o Chwefror 2001',
  ])
    assert.deepEqual(read(typed), ['birth-date 2001-02-03'], typed);
  for (const [typed, key] of [
    ['1af o Fawrth 1990', '1990-03-01'],
    ['2 o Orffennaf 1990', '1990-07-02'],
    ['9 Sept 85', undefined],
    ['9 Sept 1985', '1985-09-09'],
    ['9/9/85', '1985-09-09'],
    ['11eg o Dachwedd 1990', '1990-11-11'],
    ['21ain o Ragfyr 1990', '1990-12-21'],
  ] as const)
    if (key) assert.deepEqual(read(typed), [`birth-date ${key}`], typed);
    else assert.notEqual(read(typed)[0], `birth-date 1985-09-09`, typed);
});

test('names, dates, years and numbers may stand together in any order', () => {
  for (const [typed, keys] of [
    ['Maria Novak 3 February 2001', ['name maria', 'name novak', 'birth-date 2001-02-03']],
    ['novak 03/02/2001', ['name novak', 'birth-date 2001-02-03']],
    ['2001-02-03 novak', ['birth-date 2001-02-03', 'name novak']],
    ['Novak, Maria', ['name novak', 'name maria']],
    ['maria 07700 900123', ['name maria', 'phone +447700900123']],
    ['+44 7700 900123 maria', ['phone +447700900123', 'name maria']],
    ['novak 2001', ['name novak', 'birth-date 2001']],
    ['novak 2001 07700 900123', ['name novak', 'birth-date 2001', 'phone +447700900123']],
    ['07700 900123 3 2 2001 novak', ['phone +447700900123', 'birth-date 2001-02-03', 'name novak']],
    ['Mai Tran 2001', ['name mai', 'name tran', 'birth-date 2001']],
    ['May 3 Feb 2001', ['name may', 'birth-date 2001-02-03']],
    ['+355 67 212 3456 Dritan', ['phone +355672123456', 'name dritan']],
    [`${reference} Novak`, [reference, 'name novak']],
    [`novak ${reference.toLowerCase().replaceAll('-', ' ')}`, [reference, 'name novak']],
    [reference.slice(4), [reference]],
    ["O'Brien-Lee", ['name obrienlee']],
    ['Đặng ŁUKASZ Søren', ['name dang', 'name lukasz', 'name soren']],
    ['novak novak', ['name novak']],
  ] as const)
    assert.deepEqual(read(typed), keys, typed);
});

test('what nothing can be read from is told, and what the calendar does not have', () => {
  for (const [typed, fault] of [
    ['', 'empty'],
    [' \t ', 'empty'],
    ['!!! --- ???', 'unreadable'],
    ['x'.repeat(longestTyped + 1), 'too-long'],
    ['x'.repeat(5_000), 'too-long'],
    ['a b c d e f g h i j k l m', 'too-many'],
    ['31 February 2001', 'not-a-date'],
    ['novak 31/2/2001', 'not-a-date'],
    ['31 2 2001', 'not-a-date'],
    ['2001-13-01', 'not-a-date'],
  ] as const)
    assert.equal(read(typed), fault, JSON.stringify(typed.slice(0, 30)));
});

test('whatever is typed is read or refused, quickly', () => {
  const parts = fc.constantFrom(
    '3',
    '02',
    '2001',
    '/',
    '.',
    '-',
    ' ',
    'Feb',
    'o',
    '+44',
    '(0)',
    'é',
    '٣',
    '\u0000',
  );
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 250 }),
    fc.array(parts).map(all => all.join('')),
  );
  const started = performance.now();
  fc.assert(
    fc.property(typed, text => {
      const terms = readTerms(text, given);
      assert.ok(!terms.ok || terms.value.reference !== undefined || terms.value.keys.length > 0);
    }),
    { numRuns: 2_000 },
  );
  for (const part of ['3 ', '0 ', '. ', '1.', '0-', '+', 'a '])
    readTerms(part.repeat(longestTyped / part.length), given);
  assert.ok(performance.now() - started < 10_000);
});

test('a name is found by each of its parts, by parts beside each other and by all of it', () => {
  const keys = (givenName: string) =>
    searchKeysOf({ givenName }).flatMap(({ kind, key }) => (kind === 'name' ? [key] : []));
  assert.deepEqual(
    new Set(keys("Anne-Marie O'Brien")),
    new Set(['anne', 'marie', 'o', 'brien', 'annemarie', 'marieo', 'obrien', 'annemarieobrien']),
  );
  assert.deepEqual(keys('Zoë'), ['zoe']);
  assert.deepEqual(keys('李 小龙'), ['李', '小龙', '李小龙']);
});

test('a birth date is kept as it was given and by its year', () => {
  for (const [birthDate, dates] of [
    ['2001-02-03', ['2001-02-03', '2001']],
    ['2001-02', ['2001-02', '2001']],
    ['2001', ['2001']],
  ] as const)
    assert.deepEqual(
      searchKeysOf({ birthDate }).map(({ key }) => key),
      dates,
    );
});
