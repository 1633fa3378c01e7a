import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Nation, SignLibrary } from '../../platform/pack/pack.ts';
import { arrangeGroups, contactsFor, emergencyNumbers, sortNoticed } from './rules.ts';

const group = (
  code: string,
  more: Partial<SignLibrary['groups'][number]> = {},
): SignLibrary['groups'][number] => ({
  code,
  isContext: false,
  childrenOnly: false,
  signs: [1, 2].map(number => ({ code: `${code}-${number}`, kind: 'control', basis: 'K' as const })),
  ...more,
});
const library: SignLibrary = {
  howKnown: ['observed', 'document'],
  settings: [
    { code: 'farm', groups: ['work', 'any', 'child', 'risk'] },
    { code: 'harbour', groups: ['any', 'work'] },
  ],
  groups: [
    group('any'),
    group('work'),
    group('home'),
    group('child', { childrenOnly: true }),
    group('risk', { isContext: true }),
  ],
};
const codes = (groups: readonly { code: string }[]) => groups.map(({ code }) => code).join(' ');

const arrangements = [
  { setting: 'farm', age: 'adult', first: 'work any', others: 'home' },
  { setting: 'farm', age: 'not-known', first: 'work any child', others: 'home' },
  { setting: 'farm', age: 'child', first: 'child work any', others: 'home' },
  { setting: 'harbour', age: 'adult', first: 'any work', others: 'home' },
  { setting: 'harbour', age: 'not-known', first: 'any work child', others: 'home' },
  { setting: 'harbour', age: 'child', first: 'child any work', others: 'home' },
] as const;

for (const { setting, age, first, others } of arrangements)
  test(`met at a ${setting}, ${age}: ${first} are asked first, ${others} can be opened, circumstances stand apart`, () => {
    const arranged = arrangeGroups(library, { setting, age });
    assert.equal(codes(arranged.first), first);
    assert.equal(codes(arranged.others), others);
    assert.equal(codes(arranged.circumstances), 'risk');
  });

test('no sign of the library is out of reach for somebody who may be a child, wherever they were met', () => {
  for (const setting of ['farm', 'harbour', 'nowhere'])
    for (const age of ['child', 'not-known'] as const) {
      const { first, others, circumstances } = arrangeGroups(library, { setting, age });
      assert.deepEqual(
        codes([...first, ...others, ...circumstances].toSorted(byCode)),
        codes(library.groups.toSorted(byCode)),
      );
    }
});
const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);

test('circumstances are told apart from signs, and neither is counted', () => {
  const noticed = ['risk-2', 'work-1', 'any-2'].map(sign => ({ sign, known: 'observed' }));
  assert.deepEqual(sortNoticed(library, noticed), {
    signs: [
      { sign: 'any-2', known: 'observed' },
      { sign: 'work-1', known: 'observed' },
    ],
    circumstances: [{ sign: 'risk-2', known: 'observed' }],
  });
});

const nations: readonly Nation[] = [
  {
    code: 'N1',
    calendar: 'one',
    emergency: '555',
    contacts: [
      { id: 'grown', phone: '1', for: 'adult' },
      { id: 'young', phone: '2', for: 'child' },
      { id: 'all', phone: '3' },
    ],
  },
  { code: 'N2', calendar: 'two', emergency: '555', contacts: [{ id: 'all', phone: '3' }] },
  { code: 'N3', calendar: 'two', emergency: '777', contacts: [] },
];
for (const { age, numbers } of [
  { age: 'adult', numbers: ['1', '3'] },
  { age: 'child', numbers: ['2', '3'] },
  { age: 'not-known', numbers: ['2', '3'] },
] as const)
  test(`for somebody whose age group is ${age}, the first nation's numbers are ${numbers.join(' and ')}`, () => {
    const [first] = contactsFor(nations, age);
    assert.deepEqual(
      first?.contacts.map(({ phone }) => phone),
      numbers,
    );
  });

test('an emergency number that nations share is given once', () => {
  assert.deepEqual(emergencyNumbers(nations), ['555', '777']);
});
