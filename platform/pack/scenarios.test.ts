import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { coreRules } from './core-rules.ts';
import { loadPack } from './load.ts';
import { runScenario, runScenarios } from './scenarios.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const uk = await loadPack(join(packs, 'uk'));
const merrow = await loadPack(join(packs, 'example'));

for (const pack of [uk, merrow])
  for (const { name, problems } of runScenarios(pack))
    test(`${pack.code}: ${name}`, () => assert.deepEqual(problems, []));

test('the packs tell enough stories for every rule that the core reads', () => {
  assert.ok(uk.scenarios.length >= 25, `${uk.scenarios.length} scenarios`);
  const told = (what: string) => uk.scenarios.filter(each => Object.hasOwn(each.expect, what)).length;
  const minimum = {
    treatedAs: 4,
    consentNeeded: 2,
    refusal: 3,
    authority: 8,
    aim: 6,
    recoveryUntil: 2,
    heads: 4,
    secondReader: 1,
  };
  for (const [what, least] of Object.entries(minimum))
    assert.ok(told(what) >= least, `${what}: ${told(what)}`);
});

test('each core rule that changes is told from both sides of each exact date', () => {
  for (const rule of uk.rules) {
    if (!Object.hasOwn(coreRules, rule.id)) continue;
    for (const day of [rule.from, rule.until].filter(each => each?.length === 10))
      assert.ok(
        uk.scenarios.some(each => each.on === day),
        `no scenario on ${day}, an edge of ${rule.id}`,
      );
  }
});

const story = (expect: Record<string, unknown>) =>
  runScenario(uk, {
    name: 'a story',
    on: '2026-03-02',
    given: { nation: 'ENG', age: 19, consent: 'refused' },
    expect,
  });

test('a story that does not hold says what was expected and what was found', () => {
  assert.deepEqual(story({ refusal: 'none', treatedAs: 'adult' }).problems, [
    'the story tells refusal: "none", and by the rules of the pack it is "consent-missing"',
  ]);
  assert.deepEqual(story({ rules: { 'recovery.min': { value: 45 } } }).problems, [
    'the story tells rules recovery.min: {"value":45}, and by the rules of the pack it is {"value":30}',
  ]);
});

test('a story that asserts nothing fails', () => {
  for (const nothing of [{}, { heads: {} }, { rules: {} }]) {
    const { asserted, problems } = story(nothing);
    assert.equal(asserted, 0);
    assert.match(problems.join(), /asserts nothing/);
  }
});

test('a story in words that the core does not know fails', () => {
  assert.match(story({ outcome: 'good' }).problems.join(), /Unrecognized key/);
});

test('an authority that was dissolved decides on nothing', () => {
  const dissolved = { ...uk, authorities: uk.authorities.map(each => ({ ...each, until: '2024-12-31' })) };
  const scenario = {
    name: 'x',
    on: '2026-03-02',
    given: { nation: 'ENG' },
    expect: { authority: 'authority-not-sitting' },
  };
  assert.deepEqual(runScenario(dissolved, scenario).problems, []);
});
