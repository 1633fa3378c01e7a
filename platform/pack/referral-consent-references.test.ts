import assert from 'node:assert/strict';
import { test } from 'node:test';
import { todoFor } from './explain.ts';
import { sayProblem } from './load.ts';
import { type Faults, foundIn } from './testing.ts';

const form = 'forms/referral.yaml';

const mistakes: Readonly<Record<string, readonly [Faults, at: RegExp, says: RegExp, todo: RegExp]>> = {
  'a child who is asked, and nobody says who decides for them': [
    { [form]: ['- id: decider', '- id: decidedBy'] },
    /^forms\/referral\.yaml:\d+ steps\.1/,
    /does not ask by "decider" who decides for a child/,
    /deciders of consent\.yaml/,
  ],
  'a child for whom an adult’s decider decides': [
    { [form]: ['options: [heard-child, elder]', 'options: [heard-child, harbour-master]'] },
    /^forms\/referral\.yaml:\d+ steps\.1\.fields\.1\.options/,
    /"harbour-master" does not decide for a child/,
    /deciders of consent\.yaml/,
  ],
  'a child who decides, and nobody asks why they understand it': [
    { [form]: ['id: competence', 'id: understanding'] },
    /^forms\/referral\.yaml:\d+ steps\.1/,
    /does not ask by "competence" why the child understands/,
    /deciders of consent\.yaml/,
  ],
};

for (const [name, [faults, at, says, todo]] of Object.entries(mistakes))
  test(`where a child is asked whether they agree, the pack says who decides for them: ${name}`, async context => {
    const found = await foundIn(context, faults);
    assert.ok(
      found.some(
        each => at.test(sayProblem(each)) && says.test(each.message) && todo.test(todoFor(each.message)),
      ),
      found.map(sayProblem).join('\n') || 'nothing was said',
    );
  });
