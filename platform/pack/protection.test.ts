import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Answers } from '../forms/definition.ts';
import { parseDate } from '../pure/time.ts';
import { loadPack } from './load.ts';
import { protectionOf } from './protection.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const [uk, example] = [await loadPack(join(packs, 'uk')), await loadPack(join(packs, 'example'))];
const date = (text: string) => parseDate(text) ?? assert.fail(text);
const nations = ['ENG', 'WAL', 'SCT', 'NIR'];

const inTheUk = (answers: Answers, on = '2026-11-22') => {
  const form = uk.forms['referral'];
  assert.ok(form);
  const nation = String(answers['age']?.['nation']);
  return protectionOf(uk, form, answers, { nation, on: date(on) }).map(({ task, is }) => `${task} ${is}`);
};
const child = (nation: string, council: string, more: Answers = {}): Answers => ({
  age: { nation, ageStatus: 'child' },
  child: { authorityTold: council },
  ...more,
});
const adult = (nation: string, more: Answers = {}): Answers => ({
  age: { nation, ageStatus: 'adult' },
  consent: { consent: 'given' },
  ...more,
});
const guardianIn = (answers: Answers, on?: string) =>
  inTheUk(answers, on).find(each => each.startsWith('guardian-notice'));

test('the guardian is told of a child in an area that is covered on that day', () => {
  assert.equal(guardianIn(child('ENG', 'la-croydon')), 'guardian-notice due');
  assert.equal(guardianIn(child('ENG', 'la-croydon'), '2019-05-01'), 'guardian-notice due');
  assert.equal(guardianIn(child('WAL', 'la-cardiff')), 'guardian-notice due');
  assert.equal(guardianIn(child('WAL', 'la-cardiff'), '2017-01-30'), 'guardian-notice due');
  assert.equal(guardianIn(child('WAL', 'la-cardiff'), '2017-01-29'), undefined);
});

test('where the sources do not say whether an area is covered, the service is asked', () => {
  assert.equal(guardianIn(child('ENG', 'la-bedford')), 'guardian-notice ask');
  assert.equal(guardianIn(child('ENG', 'la-croydon'), '2019-03-31'), 'guardian-notice ask');
  assert.equal(guardianIn(child('ENG', 'la-croydon'), '2019-04-15'), 'guardian-notice ask');
  assert.equal(guardianIn({ age: { nation: 'ENG', ageStatus: 'not-known' } }), 'guardian-notice ask');
});

test('the council of the child counts, not the nation where the report is made', () => {
  assert.equal(guardianIn(child('ENG', 'la-cardiff')), 'guardian-notice due');
  assert.equal(guardianIn(child('SCT', 'la-bedford')), 'guardian-notice ask');
});

test('somebody whose age is not known is protected as a child, in each nation', () => {
  for (const nation of nations) {
    const answers = { age: { nation, ageStatus: 'not-known' } };
    assert.deepEqual(inTheUk(answers), inTheUk({ age: { nation, ageStatus: 'child' } }), nation);
    assert.ok(inTheUk(answers).includes('strategy-discussion due'), nation);
  }
});

test('an adult, whether or not they agree, brings up none of what protects a child', () => {
  for (const nation of nations) {
    assert.deepEqual(inTheUk(adult(nation)), []);
    assert.deepEqual(inTheUk(adult(nation, { consent: { consent: 'refused' } })), []);
  }
});

test('an adult with children brings up a step for the safety of those, until it was taken', () => {
  const children = { has: 'yes' };
  for (const nation of nations) {
    assert.deepEqual(inTheUk(adult(nation, { children })), ['children-safety due']);
    for (const told of ['yes', 'not-needed'])
      assert.deepEqual(inTheUk(adult(nation, { children, childrenSafety: { told } })), [
        'children-safety done',
      ]);
    assert.deepEqual(inTheUk(adult(nation, { children, childrenSafety: { told: 'not-yet' } })), [
      'children-safety due',
    ]);
  }
  assert.deepEqual(inTheUk(adult('ENG', { children: { has: 'no' } })), []);
});

test('the services for children are told of a child in each nation: until they were, and where nobody answered, it is open', () => {
  const stands = (told: string | undefined, nation: string, ageStatus = 'child') =>
    inTheUk({
      age: { nation, ageStatus },
      ...(told !== undefined && { child: { authorityTold: told } }),
    }).find(each => each.startsWith('child-services'));
  for (const nation of nations) {
    for (const told of ['not-yet', 'not-known', undefined])
      assert.equal(stands(told, nation), 'child-services due', `${nation} ${told}`);
    assert.equal(stands('not-yet', nation, 'not-known'), 'child-services due', nation);
    for (const told of ['la-cardiff', 'other-body'])
      assert.equal(stands(told, nation), 'child-services done', nation);
  }
});

test('a disputed age is open until a decision that is not challenged', () => {
  const stands = (ageDispute: Answers[string]) =>
    inTheUk(child('SCT', 'la-glasgow', { ageDispute })).find(each => each.startsWith('age-decision'));
  assert.equal(stands({ status: 'not-disputed' }), undefined);
  for (const status of ['disputed', 'assessment-asked', 'being-assessed'])
    assert.equal(stands({ status }), 'age-decision due', status);
  assert.equal(stands({ status: 'decided', outcome: 'adult-challenged' }), 'age-decision due');
  assert.equal(stands({ status: 'decided', outcome: 'child' }), 'age-decision done');
});

test('a strategy discussion is open until it was held', () => {
  const stands = (status: string) =>
    inTheUk(child('NIR', 'la-belfast', { strategy: { status } })).find(each => each.startsWith('strategy'));
  assert.equal(stands('asked'), 'strategy-discussion due');
  assert.equal(stands('not-asked'), 'strategy-discussion due');
  assert.equal(stands('held'), 'strategy-discussion done');
});

test('another country names other places and asks elsewhere nothing', () => {
  const form = example.forms['referral'];
  assert.ok(form);
  const of = (age: string, island: string, on = '2026-11-22') =>
    protectionOf(example, form, { age: { age }, who: { island } }, { nation: 'MER', on: date(on) });
  assert.deepEqual(of('child', 'island-north'), [
    { task: 'minder-named', is: 'due', nation: 'MER', dueOn: '2026-11-24' },
  ]);
  assert.deepEqual(of('child', 'island-sunk'), []);
  assert.deepEqual(of('child', 'island-north', '2023-12-31'), []);
  assert.deepEqual(of('adult', 'island-north'), []);
});
