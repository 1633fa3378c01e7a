import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsking, readVote, settledBy } from './rules.ts';

const given = { firstResponders: ['watch'], nobodysDomains: ['mail.example', 'org.example'] };
const whole = {
  name: 'Refuge',
  kind: 'none',
  domain: 'Refuge.example',
  about: 'A refuge.',
  name1: 'Kim',
  email1: 'kim@refuge.example',
  name2: 'Ash',
  email2: 'ash@north.refuge.example',
};
const faults = (more: object): readonly string[] => {
  const read = readAsking({ ...whole, ...more }, given);
  return read.ok ? [] : (read.error.fields ?? []).map(({ field, message }) => `${field} ${message}`);
};

test('an organisation is asked for its name, kind, domain, what it does, and two people with addresses of its own', () => {
  const read = readAsking(whole, given);
  assert.ok(read.ok);
  assert.equal(read.value.domain, 'refuge.example');
  assert.equal(read.value.firstResponder, undefined);
  assert.deepEqual(
    Object.keys(whole).filter(field => faults({ [field]: '' }).length === 0),
    [],
  );
  assert.deepEqual(faults({ kind: 'authority' }), ['kind registration.error.kind']);
});

test('an address of a domain that only looks like the organisation’s is refused', () => {
  for (const email1 of [
    'kim@fakerefuge.example',
    'kim@refuge.example.elsewhere',
    'kim@refuge.example@x.example',
  ])
    assert.match(faults({ email1 }).join(), /^email1 /, email1);
});

test('no organisation is known by a domain that anybody can have, nor by a bare ending', () => {
  for (const domain of ['mail.example', 'ORG.example', 'example', '@'])
    assert.match(faults({ domain }).join(), /domain registration\.error\.(nobodys|domain)/, domain);
});

test('the two people are two', () => {
  assert.deepEqual(faults({ email2: 'KIM@refuge.example' }), ['email2 registration.error.same']);
});

test('a word without reasons is none', () => {
  assert.equal(readVote({ vote: 'yes', reasons: ' ' }).ok, false);
  assert.equal(readVote({ vote: 'perhaps', reasons: 'Rang them.' }).ok, false);
});

test('two organisations of one mind settle it, two people of one do not', () => {
  const vote = (id: string, isYes: boolean) => ({ organisation: { id }, isYes });
  assert.equal(settledBy([vote('a', true), vote('a', true)]), undefined);
  assert.equal(settledBy([vote('a', true), vote('b', false)]), undefined);
  assert.equal(settledBy([vote('a', true), vote('b', true), vote('c', false)]), 'opened');
  assert.equal(settledBy([vote('a', false), vote('b', false), vote('c', true)]), 'refused');
});
