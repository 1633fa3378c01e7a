import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPack } from './load.ts';

const uk = await loadPack(join(import.meta.dirname, '..', '..', 'packs', 'uk'));
const list = (name: string) => uk.lists[name]?.codes ?? [];

test('all 62 facts on the process are here, and two rules on who decides', () => {
  const ours = [
    'authority.routing',
    'guardian.areas',
    'age.presumption',
    'capacity.advocate',
    'safeguarding.adult',
    'safeguarding.child',
    'draft.keeping',
  ];
  const facts = uk.rules.filter(({ id }) => !ours.includes(id));
  // One of them, on capacity, was told of England and Wales alone.
  assert.equal(
    facts.filter(({ id, certainty }) => id !== 'consent.capacity' || certainty === 'B').length,
    62,
  );
  assert.equal(uk.rules.filter(({ id }) => id === 'authority.routing').length, 2);
});

test('every rule says how sure its source is, and one without a source says so', () => {
  const unsourced = uk.rules.filter(({ source }) => source.length === 0);
  assert.ok(unsourced.length > 0 && unsourced.length < 12, `${unsourced.length} rules without a source`);
});

test('112 signs stand in 8 groups, and every setting shows some', () => {
  assert.equal(uk.signs.groups.length, 8);
  assert.equal(uk.signs.groups.flatMap(group => group.signs).length, 112);
  assert.equal(uk.signs.settings.length, 10);
});

test('the lists are whole: what the public form offers, and the councils that it lacks', () => {
  const sizes = [
    'organisations',
    'local-authorities',
    'police-forces',
    'regions',
    'nationalities',
    'countries',
  ];
  assert.deepEqual(
    sizes.map(name => list(name).length),
    [526 + 5, 451 + 5, 47, 98, 222, 197],
  );
});

test('codes carry their kind and are no labels', () => {
  const kinds = {
    organisations: 'org',
    'local-authorities': 'la',
    'police-forces': 'police',
    regions: 'region',
    nationalities: 'nationality',
    countries: 'country',
  };
  for (const [name, kind] of Object.entries(kinds))
    for (const { code, label } of list(name)) {
      assert.ok(code.startsWith(`${kind}-`), code);
      assert.notEqual(code, label.en);
    }
});

test('codes that records already hold never change, whatever the labels do', () => {
  const held = {
    organisations: [
      'org-west-midlands-police',
      'org-salvation-army',
      'org-border-force',
      'org-glaa',
      'org-birmingham-council',
    ],
    'local-authorities': [
      'la-birmingham',
      'la-cardiff',
      'la-glasgow',
      'la-belfast',
      'la-dorset',
      'la-dorset-county',
    ],
    nationalities: ['nationality-vietnamese', 'nationality-british', 'nationality-not-known'],
    regions: ['region-greater-london', 'region-not-known'],
  };
  for (const [name, codes] of Object.entries(held))
    for (const code of codes) assert.ok(uk.lists[name]?.byCode.has(code), `${name}: ${code}`);
});

test('countries and nationalities have ISO codes, except where ISO has none', () => {
  const without = ['countries', 'nationalities'].flatMap(list).filter(({ iso }) => !iso);
  assert.deepEqual(
    new Set(without.map(({ code }) => code)),
    new Set(['country-kosovo', 'country-not-known', 'nationality-kosovan', 'nationality-not-known']),
  );
  assert.equal(uk.lists['countries']?.byCode.get('country-vietnam')?.iso, 'VN');
  for (const { code, iso } of ['countries', 'nationalities'].flatMap(list))
    if (iso) assert.equal(new Intl.Locale(`und-${iso}`).region, iso, `${code}: ${iso} was withdrawn`);
});

test('every council is in a nation, and an abolished one says until when', () => {
  for (const { code, nation } of list('local-authorities')) assert.ok(nation, code);
  assert.equal(uk.lists['local-authorities']?.byCode.get('la-corby')?.until, '2021-03-31');
});

test('the calendars know the holidays that general libraries miss', () => {
  assert.ok(uk.calendars['scotland']?.holidays.has('2026-06-15'));
  assert.ok(!uk.calendars['england-and-wales']?.holidays.has('2026-06-15'));
  const sizes = ['england-and-wales', 'scotland', 'northern-ireland'].map(
    code => uk.calendars[code]?.holidays.size,
  );
  assert.deepEqual(sizes, [83, 94, 103]);
});

test('nothing of the UK is granted for immigration control, and trails go to data protection alone', () => {
  for (const { purpose, classes, to } of uk.grants) {
    assert.notEqual(purpose, 'immigration-control');
    if (classes.includes('trail')) assert.match(to, /(^|-)data-protection$/);
    if (classes.includes('reasoning')) assert.equal(to, 'authority');
  }
});
