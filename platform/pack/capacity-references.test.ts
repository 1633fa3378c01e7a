import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Faults, problemsIn } from './testing.ts';

const told = async (context: Parameters<typeof problemsIn>[0], faults: Faults) =>
  (await problemsIn(context, faults)).join('\n');

test('a form that lets others decide for an adult needs the rule that says who may', async context => {
  const faults = { 'rules/rules.yaml': ['id: consent.capacity', 'id: consent.other'] } as const;
  assert.match(
    await told(context, faults),
    /forms\/referral\.yaml.*nation "MER" has no rule "consent\.capacity"/,
  );
});

test('it has to ask who decided', async context => {
  const faults = { 'forms/referral.yaml': [', concept: capacity-decider', ''] } as const;
  assert.match(await told(context, faults), /no required field has the concept "capacity-decider"/);
});

test('whom a rule or a form lets decide decides for those without capacity', async context => {
  const rule = { 'rules/rules.yaml': ['deciders: [harbour-master]', 'deciders: [elder]'] } as const;
  assert.match(await told(context, rule), /"elder" is no decider of consent\.yaml/);
  const form = { 'forms/referral.yaml': ['options: [harbour-master]', 'options: [elder]'] } as const;
  assert.match(await told(context, form), /"elder" is unknown to the core/);
});
