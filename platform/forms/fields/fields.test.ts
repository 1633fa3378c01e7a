import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../pure/time.ts';
import type { FieldDefinition, FieldType } from '../definition.ts';
import { kindOf } from '../kinds.ts';
import { samplePack as pack } from '../sample.ts';
import { inForce } from './codes.ts';

const given = { pack, today: Temporal.PlainDate.from('2026-03-02') };
const field = (type: FieldType, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id: 'asked',
  type,
  class: 'process',
  required: true,
  ...more,
});
const list = { list: 'nationalities' };
const birth = { concept: 'birth-date' } as const;

const cases: readonly [name: string, field: FieldDefinition, answer: unknown, fault: string | undefined][] = [
  ['text is text', field('text'), 'Ama', undefined],
  ['text is not a number', field('text'), 5, 'error.not-text'],
  ['text is one line', field('text'), 'a\nb', 'error.line-breaks'],
  ['text can be seen', field('text'), '\u200b\u2060 \u200b', 'error.missing'],
  ['text runs the way its letters do', field('text'), '\u202egnitset', 'error.direction'],
  ['text holds no NUL', field('text'), 'a\0b', 'error.characters'],
  ['a paragraph may have lines', field('paragraph'), 'a\nb', undefined],
  [
    'a statement holds no half character',
    field('paragraph', { statement: true }),
    'a\udc00',
    'error.characters',
  ],
  [
    'a statement of nothing but spaces is none',
    field('paragraph', { statement: true }),
    ' \n',
    'error.missing',
  ],
  [
    'a statement has 15,000 characters',
    field('paragraph', { statement: true }),
    '😀'.repeat(15_000),
    undefined,
  ],
  ['and no more', field('paragraph', { statement: true }), '😀'.repeat(15_001), 'error.too-long'],
  ['a tick is true', field('tick'), true, undefined],
  ['a tick is never false', field('tick'), false, 'error.tick'],
  ['a number is whole', field('number'), 1.5, 'error.number'],
  ['a number is not negative', field('number'), -1, 'error.number'],
  ['a number has a limit', field('number', { max: 9 }), 10, 'error.too-great'],
  ['a leap day exists', field('date'), '2024-02-29', undefined],
  ['in leap years only', field('date'), '2023-02-29', 'error.date'],
  ['a date is whole', field('date'), '2024-02', 'error.date-day'],
  ['a date is no other text', field('date'), '2 March 2026', 'error.date'],
  ['a birth is not before 1900', field('date', birth), '1899-12-31', 'error.date-early'],
  ['a birth may be today', field('date', birth), '2026-03-02', undefined],
  ['a birth is not tomorrow', field('date', birth), '2026-03-03', 'error.date-ahead'],
  ['another date may lie ahead', field('date'), '2026-03-03', undefined],
  ['unless it is of the past', field('date', { past: true }), '2026-03-03', 'error.date-ahead'],
  ['a month of the past may be this one', field('partial-date', { past: true }), '2026-03', undefined],
  ['not the next', field('partial-date', { past: true }), '2026-04', 'error.date-ahead'],
  ['a month has a year', field('partial-date'), '-03', 'error.date-year'],
  ['there are twelve months', field('partial-date'), '2024-13', 'error.date'],
  ['an email address has a domain', field('email'), 'ama@example', 'error.email'],
  ['and something before it', field('email'), '@example.org', 'error.email'],
  ['and no spaces', field('email'), 'a b@example.org', 'error.email'],
  ['an email address may be of other alphabets', field('email'), 'амa@пример.example', undefined],
  [
    'a choice is one of its options',
    field('choice', { options: ['yes', 'no'] }),
    'maybe',
    'error.not-an-option',
  ],
  ['what objects inherit is no option', field('select', list), 'constructor', 'error.not-an-option'],
  ['a code of the list', field('select', list), 'c01', undefined],
  ['a code that is no longer in force', field('select', list), 'c60', 'error.not-an-option'],
  ['choices are a list', field('choices', list), 'c01', 'error.not-a-list'],
  ['of at least one', field('choices', list), [], 'error.choose-some'],
  ['each once', field('choices', list), ['c01', 'c01'], 'error.twice'],
  [
    'ten at most of a long list',
    field('selects', list),
    Array.from({ length: 11 }, (_, place) => `c${place + 10}`),
    'error.too-many',
  ],
  ['a sign with how it is known', field('signs'), [{ sign: 'work1', known: 'observed' }], undefined],
  [
    'a sign of a group that is not asked',
    field('signs', { options: ['general'] }),
    [{ sign: 'work1', known: 'observed' }],
    'error.not-an-option',
  ],
  ['a sign without how it is known', field('signs'), [{ sign: 'work1' }], 'error.how-known'],
  ['a sign once', field('signs'), [1, 2].map(() => ({ sign: 'work1', known: 'observed' })), 'error.twice'],
  [
    'a sign with a score is refused',
    field('signs'),
    [{ sign: 'work1', known: 'observed', score: 1 }],
    'error.how-known',
  ],
];

for (const [name, field, answer, fault] of cases) {
  test(`${field.type}: ${name}`, () => {
    const parsed = kindOf(field).schema(field, given).safeParse(answer);
    assert.equal(parsed.error?.issues[0]?.message, fault);
  });
}

test('a list holds from its first day to its last, both included, as precisely as they are known', () => {
  assert.ok(inForce({}, '2026-03-02'));
  assert.ok(inForce({ from: '2026-03-02', until: '2026-03-02' }, '2026-03-02'));
  assert.ok(inForce({ from: '2026-03', until: '2026-03' }, '2026-03-31'));
  assert.ok(!inForce({ from: '2026-03-03' }, '2026-03-02'));
  assert.ok(!inForce({ until: '2026-02' }, '2026-03-02'));
});

test('without a country of its own, a pack takes international numbers alone', () => {
  const { phoneCountry: _, ...abroad } = pack;
  const accepted = (typed: string) =>
    kindOf(field('phone'))
      .schema(field('phone'), { ...given, pack: abroad })
      .safeParse(typed).success;
  assert.equal(accepted('020 7946 0018'), false);
  assert.equal(accepted('+44 20 7946 0018'), true);
});

test('a country whose numbers no library knows says how they look, and takes them however they are grouped', () => {
  const { phoneCountry: _, ...abroad } = pack;
  const read = (typed: string) =>
    kindOf(field('phone'))
      .schema(field('phone'), { ...given, pack: { ...abroad, ownNumbers: '555\\d{4}' } })
      .safeParse(typed).data;
  assert.equal(read('555 0100'), '5550100');
  assert.equal(read('555-0100'), '5550100');
  assert.equal(read('556 0100'), undefined);
  assert.equal(read('+44 20 7946 0018'), '+442079460018');
});

test('a field that names a list which the pack lacks is a fault of the pack, not of the answer', () => {
  assert.throws(
    () => kindOf(field('select')).schema(field('select', { list: 'none' }), given),
    /no list none/,
  );
});
