import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers, FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { exampleAnswers } from '../forms/example.ts';
import { checkAnswers } from '../forms/schema.ts';
import { stepPage } from '../forms/step-page.ts';
import { Temporal } from '../pure/time.ts';
import { validAnswers } from '../testing/answers.ts';
import { loadCatalogues } from '../text/catalogues.ts';
import { createWords } from '../text/messages.ts';
import { coreRules } from './core-rules.ts';
import { loadPack } from './load.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const shipped = await Promise.all(['uk', 'example'].map(name => loadPack(join(packs, name))));
const [uk] = shipped;
assert.ok(uk);
const today = Temporal.PlainDate.from('2026-03-02');
const tokens = { csrf: '', key: '' };
const seed = Date.now() % 1_000_000_000;
console.log(`forms of packs: seed ${seed}`);

for (const pack of shipped)
  for (const form of Object.values(pack.forms)) {
    test(`${pack.code}: every step of ${form.id} opens in every language of the pack`, async () => {
      const catalogues = await loadCatalogues(pack);
      const answers = exampleAnswers(form, { pack, today });
      for (const language of pack.languages)
        for (const step of form.steps) {
          const words = createWords(catalogues, language);
          const page = stepPage({ form, step, answers, words, language, pack, today, tokens, action: '/' });
          assert.ok(page.parts.length > 0, step.id);
        }
    });

    test(`${pack.code}: what ${form.id} asks can be answered, and its own example is accepted`, () => {
      assert.ok(checkAnswers(form, exampleAnswers(form, { pack, today }), { pack, today }).ok);
      const answers = validAnswers(form, { pack, today });
      const accepted = (given: Answers) => assert.ok(checkAnswers(form, given, { pack, today }).ok);
      fc.assert(fc.property(answers, accepted), { seed, numRuns: 30 });
    });
  }

const fieldsOf = (form: FormDefinition | undefined): readonly FieldDefinition[] =>
  (form?.steps ?? []).flatMap(step => step.fields);
const referral = uk.forms['referral'];

test('the short referral is short: twelve steps at most, and nobody is asked for what they cannot know', () => {
  assert.ok(referral && referral.steps.length <= 12);
  const named = ['familyName', 'birthDate', 'language', 'started', 'town', 'signs'];
  for (const field of fieldsOf(referral).filter(({ id }) => named.includes(id)))
    assert.equal(field.required, false, field.id);
  for (const field of fieldsOf(referral).filter(({ required, type }) => required && type === 'select'))
    if (field.list !== 'local-authorities')
      assert.ok(
        uk.lists[field.list ?? '']?.codes.some(({ code }) => code.endsWith('-not-known')),
        field.id,
      );
});

test('the account is kept byte for byte, with how it was taken', () => {
  const statements = fieldsOf(referral).filter(({ statement }) => statement);
  assert.deepEqual(
    statements.map(({ id, taken, concept, class: kind }) => ({ id, taken, concept, kind })),
    [{ id: 'statement', taken: 'manner', concept: 'statement', kind: 'account' }],
  );
});

test('everything that must be explained before consent has a box of its own', () => {
  const rule = uk.rules.find(({ id }) => id === 'consent.adult');
  const { explain } = coreRules['consent.adult'].parse(rule?.value);
  const boxes = fieldsOf(referral).filter(({ type, required }) => type === 'tick' && required);
  const named = explain.map(code => `explained${code[0]?.toUpperCase()}${code.slice(1)}`);
  assert.deepEqual(
    boxes.map(({ id }) => id),
    named,
  );
});

test('no personal answer of the referral is process, and every answer is of a class that referrer and authority see', () => {
  const processed = fieldsOf(referral).filter(field => field.class === 'process');
  for (const { id, type, concept } of processed)
    assert.ok(type === 'tick' || ['nation', 'consent', 'urgency'].includes(concept ?? ''), id);
  for (const to of ['referrer', 'authority']) {
    const classes = uk.grants.filter(grant => grant.to === to).flatMap(grant => grant.classes);
    for (const field of fieldsOf(referral))
      assert.ok(classes.includes(field.class), `${to} lacks ${field.class}`);
  }
});
