import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openStage, type Person } from '../../checks/support/stage.ts';
import { ok } from '../../platform/pure/result.ts';
import { readTerms, searchCases, type SearchCursor } from '../referrals/public.ts';

const stage = await openStage();
const [responder, chris, elsewhere] = ['Sam Okafor', 'Chris Vale', 'Lee Harker'].map(name =>
  stage.person(name),
) as [Person, Person, Person];

interface Told {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly phone: string;
}
const people: readonly Told[] = [
  ['Łucja Anne-Marie', "O'Testova", '2001-02-03', '+447700900123'],
  ['Nguyễn Đức', 'Exampleson-Smith', '1987-12-31', '+442079460991'],
  ['Zoë', 'D’Fictari', '1999-09-09', '+441174960101'],
  ['Ma\u02BClik', 'de la Nonesuch', '2004-02-29', '+355672123456'],
  ['李', 'Inventa', '1990-01-11', '+441314960233'],
].map(([givenName = '', familyName = '', birthDate = '', phone = '']) => ({
  givenName,
  familyName,
  birthDate,
  phone,
}));

const refer = ({ phone, ...person }: Told) =>
  stage.refer(
    responder,
    stage.answers({
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: {
        consent: 'given',
        explainedNrm: true,
        explainedSupport: true,
        explainedOutcomes: true,
        explainedSharing: true,
      },
      person,
      contact: { how: 'phone', phone },
      place: { circumstances: ['none'] },
    }),
  );
const references: string[] = [];
for (const person of people) references.push(await refer(person));

const search = (as: Person, typed: string, after?: SearchCursor) =>
  stage.run(as, 'case:search', undefined, async work => {
    const terms = readTerms(typed, work);
    assert.ok(terms.ok, typed);
    return ok(await searchCases(work, terms.value, after));
  });
const found = async (as: Person, typed: string) =>
  (await search(as, typed)).matches.map(({ reference }) => reference);

const cased = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
  (text: string) => text.normalize('NFD'),
  (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  (text: string) => text.replaceAll(/['’\u02BC]/g, ''),
  (text: string) => text.replaceAll('’', "'"),
  (text: string) => text.replaceAll('-', ''),
);
const months = {
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
  cy: new Intl.DateTimeFormat('cy', { month: 'long', timeZone: 'UTC' }),
};
const dated = fc.constantFrom(
  (date: string) => date,
  (date: string) => date.slice(0, 4),
  ...['/', '.', ' ', '-'].map(joint => (date: string) => date.split('-').toReversed().join(joint)),
  (date: string) => date.split('-').toReversed().map(Number).join('/'),
  ...(['en', 'cy'] as const).flatMap(language => [
    (date: string) =>
      `${Number(date.slice(8))} ${months[language].format(new Date(date))} ${date.slice(0, 4)}`,
    (date: string) =>
      `${date.slice(8)} ${months[language].format(new Date(date)).slice(0, 3)} ${date.slice(0, 4)}`,
  ]),
);
const dialled = fc.constantFrom(
  (phone: string) => phone,
  (phone: string) => phone.replace('+', '00'),
  (phone: string) => phone.replace(/^\+44/, '0'),
  (phone: string) => phone.replace(/^\+44(\d{4})/, '0$1 '),
  (phone: string) => phone.replace(/^\+44(\d{4})/, '+44 (0)$1-'),
);

/** Some of what is known of a person, in any order and spelling. */
const typedOf = (person: Told) =>
  fc
    .record({
      names: fc.subarray(
        [...person.givenName.split(' '), ...person.familyName.split(' '), person.familyName],
        { minLength: 1 },
      ),
      spelt: cased,
      date: fc.option(dated),
      phone: fc.option(dialled),
    })
    .chain(({ names, spelt, date, phone }) => {
      const parts = [
        ...names.map(spelt),
        ...(date ? [date(person.birthDate)] : []),
        ...(phone ? [phone(person.phone)] : []),
      ];
      return fc.shuffledSubarray(parts, { minLength: parts.length });
    })
    .map(parts => parts.join(' '));

test('any of the names of a person, with a date or year of birth or a phone number, in any order and spelling, finds them', async () => {
  let drawn = 0;
  const which = fc.nat(people.length - 1);
  const asked = which.chain(place => fc.tuple(fc.constant(place), typedOf(people[place] ?? assert.fail())));
  await fc.assert(
    fc.asyncProperty(asked, async ([place, typed]) => {
      drawn += 1;
      assert.ok((await found(chris, typed)).includes(references[place] ?? ''), JSON.stringify(typed));
      assert.deepEqual(await found(elsewhere, typed), []);
    }),
    { numRuns: 150 },
  );
  assert.ok(drawn >= 150);
});

test('the right name with a wrong date, year or number finds nobody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(people.length - 1),
      fc.constantFrom('4 March 1971', '1971', '1/1/2001', '07700 900999', '1990-01-12'),
      async (place, wrong) => {
        const { familyName } = people[place] ?? assert.fail();
        assert.deepEqual(await found(chris, `${familyName} ${wrong}`), []);
        assert.deepEqual(await found(chris, `${wrong} ${familyName}`), []);
      },
    ),
    { numRuns: 50 },
  );
});

test('a name of another or a reference with the name of another finds nobody', async () => {
  assert.deepEqual(await found(chris, 'Zoë Inventa'), []);
  const [first = ''] = references;
  assert.deepEqual(await found(chris, `${first} OTestova 2001`), [first]);
  assert.deepEqual(await found(chris, `${first} Inventa`), []);
  assert.deepEqual(await found(elsewhere, `${first} OTestova`), []);
});

test('a name that sounds the same is found where none is spelt so, with a date that must be right', async () => {
  const alike = await search(chris, 'Defiktary');
  assert.deepEqual([alike.how, alike.matches[0]?.reference], ['alike', references[2]]);
  assert.deepEqual(await found(chris, 'Defiktary 9 September 1999'), [references[2]]);
  assert.deepEqual(await found(chris, 'Defiktary 9 September 1998'), []);
});

test('pages of a search show every match once, the latest first, and end', async () => {
  const many: string[] = [];
  for (let place = 0; place < 55; place += 1)
    many.unshift(
      await refer({
        givenName: 'Manifold',
        familyName: 'Legendi',
        birthDate: '1980-05-06',
        phone: '+442079460018',
      }),
    );
  for (const typed of ['manifold legendi', 'legendi 1980', '020 7946 0018', 'manyfold lejendi']) {
    const shown: string[] = [];
    const sizes: number[] = [];
    let after: SearchCursor | undefined;
    do {
      const page = await search(chris, typed, after);
      assert.equal(page.before, shown.length);
      shown.push(...page.matches.map(({ reference }) => reference));
      sizes.push(page.matches.length);
      after = page.next;
    } while (after);
    assert.deepEqual(sizes, [25, 25, 5], typed);
    assert.deepEqual(new Set(shown), new Set(many), typed);
  }
  assert.deepEqual(await found(elsewhere, 'manifold legendi'), []);
});
