import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '../forms/definition.ts';
import { findBrokenHandOver } from './hand-over-references.ts';
import { loadPack } from './load.ts';

const pack = await loadPack('packs/uk');
const asking = pack.forms['asking'] ?? assert.fail();
/** The pack, with one question of the form of requests asked in another way. */
const withField = (step: string, field: string, change: object): typeof pack => {
  const steps = asking.steps.map(each =>
    each.id !== step
      ? each
      : { ...each, fields: each.fields.map(one => (one.id === field ? { ...one, ...change } : one)) },
  );
  const form: FormDefinition = { ...asking, steps };
  return { ...pack, forms: { ...pack.forms, asking: form } };
};
const pathsOf = (some: typeof pack) => findBrokenHandOver(some).map(({ path }) => path);

test('a request asks at the same place what the referral’s form asks there, and nothing else', () => {
  assert.deepEqual(pathsOf(pack), []);
  for (const change of [{ class: 'account' }, { type: 'paragraph' }, { sealed: true }])
    assert.deepEqual(pathsOf(withField('person', 'givenName', change)), ['steps.person.givenName']);
  const options = ['phone', 'pigeon'];
  assert.deepEqual(pathsOf(withField('contact', 'how', { options })), ['steps.contact.how']);
});

test('a request asks how old somebody is, whether an adult agrees, and what worries whoever asks', () => {
  const without = (step: string, field: string) =>
    findBrokenHandOver(withField(step, field, { concept: undefined })).map(({ message }) => message);
  assert.match(without('age', 'ageStatus').join(), /age-status/);
  assert.match(without('agreed', 'agrees').join(), /consent/);
  assert.match(without('account', 'statement').join(), /statement/);
});
