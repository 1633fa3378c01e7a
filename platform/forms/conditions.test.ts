import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsRead, holds, judge } from './conditions.ts';
import type { Answers, Condition } from './definition.ts';

const answers: Answers = {
  about: { age: 'adult', told: true, count: 2 },
  seen: { kinds: ['labour', 'sexual'], signs: [{ sign: 'g01', known: 'observed' }] },
};

const cases: readonly [name: string, condition: Condition, expected: boolean][] = [
  ['a code matches itself', { field: 'about.age', is: ['child', 'adult'] }, true],
  ['a code matches nothing else', { field: 'about.age', is: ['child'] }, false],
  ['a tick matches true', { field: 'about.told', is: [true] }, true],
  ['a number matches no word', { field: 'about.count', is: ['2'] }, false],
  ['any member of a list matches', { field: 'seen.kinds', is: ['sexual'] }, true],
  ['a list that lacks the code does not match', { field: 'seen.kinds', is: ['criminal'] }, false],
  ['a sign matches by its code', { field: 'seen.signs', is: ['g01'] }, true],
  ['a sign does not match by how it is known', { field: 'seen.signs', is: ['observed'] }, false],
  ['a question that was not answered matches nothing', { field: 'about.other', is: ['adult'] }, false],
  ['a step that was not answered matches nothing', { field: 'none.age', is: ['adult'] }, false],
  ['what every object inherits is no answer', { field: 'about.constructor', is: ['adult'] }, false],
  [
    'all must hold',
    {
      all: [
        { field: 'about.age', is: ['adult'] },
        { field: 'about.told', is: [false] },
      ],
    },
    false,
  ],
  [
    'any may hold',
    {
      any: [
        { field: 'about.age', is: ['adult'] },
        { field: 'about.told', is: [false] },
      ],
    },
    true,
  ],
  ['all of nothing holds', { all: [] }, true],
  ['any of nothing does not', { any: [] }, false],
  [
    'not turns it round, also for what was not answered',
    { not: { field: 'about.other', is: ['adult'] } },
    true,
  ],
];

for (const [name, condition, expected] of cases) {
  test(name, () => assert.equal(holds(condition, answers), expected));
}

test('what is still being asked leaves a condition open, unless the rest settles it', () => {
  const open: Condition = { field: 'now.choice', is: ['yes'] };
  const settled: Condition = { field: 'about.age', is: ['adult'] };
  assert.equal(judge(open, answers, 'now'), undefined);
  assert.equal(judge({ not: open }, answers, 'now'), undefined);
  assert.equal(judge({ all: [open, settled] }, answers, 'now'), undefined);
  assert.equal(judge({ all: [open, { not: settled }] }, answers, 'now'), false);
  assert.equal(judge({ any: [open, settled] }, answers, 'now'), true);
});

test('a condition names every question that it reads', () => {
  const condition: Condition = {
    any: [{ not: { field: 'a.b', is: ['x'] } }, { all: [{ field: 'c.d', is: [true] }] }],
  };
  assert.deepEqual(fieldsRead(condition), ['a.b', 'c.d']);
});
