import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from '../forms/definition.ts';
import { exampleAnswers } from '../forms/example.ts';
import { itemsField } from '../forms/items.ts';
import { checkAnswers } from '../forms/schema.ts';
import { stepPage } from '../forms/step-page.ts';
import { Temporal } from '../pure/time.ts';
import { validAnswers } from '../testing/answers.ts';
import { pageHtml } from '../testing/form-html.ts';
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
          assert.equal(
            pageHtml(page).match(/<h1[ >]/g)?.length,
            1,
            `${step.id} in ${language}: a page asks under one heading`,
          );
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

/** Of a step, or of each of several of a kind. */
const askedIn = (step: StepDefinition): readonly FieldDefinition[] => itemsField(step)?.fields ?? step.fields;
const steps = referral?.steps ?? [];

test('what a lawful referral needs is short, and nobody is asked for what they cannot know', () => {
  const needed = steps.filter(({ more }) => !more);
  assert.ok(needed.length > 0 && needed.length <= 12, `${needed.length} steps`);
  const named = ['familyName', 'birthDate', 'language', 'started', 'town', 'signs'];
  for (const field of steps.flatMap(askedIn).filter(({ id }) => named.includes(id)))
    assert.equal(field.required, false, field.id);
  for (const field of steps.flatMap(askedIn).filter(({ required, type }) => required && type === 'find'))
    if (field.list !== 'local-authorities')
      assert.ok(
        field.options?.some(code => code.endsWith('not-known')),
        field.id,
      );
});

test('every choice that may be left to somebody else’s knowledge can be answered “not known”', () => {
  const answered = ['basis', 'manner', 'to', 'kind', 'reach', 'role', 'still'];
  const without = steps
    .filter(({ more }) => more)
    .flatMap(askedIn)
    .filter(({ type, options }) => type === 'choice' && !options?.includes('not-known'))
    .map(({ id }) => id);
  assert.deepEqual(
    without.filter(id => !answered.includes(id)),
    [],
  );
});

test('what somebody said or saw is kept byte for byte, and an account with how it was taken', () => {
  for (const step of steps)
    for (const field of askedIn(step).filter(each => each.type === 'paragraph' && each.class === 'account'))
      assert.equal(field.statement, true, `${step.id}.${field.id}`);
  const taken = steps.flatMap(step =>
    askedIn(step)
      .filter(each => each.taken !== undefined)
      .map(({ id }) => `${step.id}.${id}`),
  );
  assert.deepEqual(taken, [
    'episodes.began',
    'account.statement',
    'journey.told',
    'treatment.tasks',
    'treatment.living',
    'treatment.treated',
    'situation.held',
    'situation.left',
    'lastContact.told',
    'earlier.whyNow',
  ]);
  for (const step of steps)
    if (askedIn(step).some(each => each.taken !== undefined)) {
      const ids = askedIn(step).map(({ id }) => id);
      for (const id of ['manner', 'language', 'interpreter']) assert.ok(ids.includes(id), `${step.id}.${id}`);
    }
});

test('people other than the person, and what is known of them, are of the class of third parties', () => {
  const ids = ['exploiters', 'places', 'phones', 'vehicles', 'others', 'victims', 'professionals'];
  for (const step of steps.filter(({ id }) => ids.includes(id)))
    for (const field of askedIn(step)) {
      assert.equal(field.class, 'third-party', `${step.id}.${field.id}`);
      assert.equal(field.required, false, `${step.id}.${field.id} may be sparse`);
    }
  assert.equal(steps.filter(({ id }) => ids.includes(id)).length, ids.length);
});

test('every section that may be left out says why it is asked', () => {
  const sections = new Set(steps.flatMap(({ section }) => section ?? []));
  assert.ok(sections.size >= 5);
  for (const section of sections)
    for (const language of ['en', 'cy'] as const)
      assert.ok(uk.messages[language][`form.referral.section.${section}.why`], `${section} in ${language}`);
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
  // Whether a step was taken to protect a child, and when, is what happened; who was spoken to and what was said is not.
  const protecting = [...uk.protection.map(({ step }) => step), 'child'];
  for (const step of steps)
    for (const { id, type, concept } of step.fields.filter(field => field.class === 'process'))
      assert.ok(
        type === 'tick' ||
          ['nation', 'consent', 'capacity-decider', 'urgency'].includes(concept ?? '') ||
          (protecting.includes(step.id) && ['choice', 'choices', 'date'].includes(type)),
        `${step.id}.${id}`,
      );
  for (const to of ['referrer', 'authority']) {
    const classes = uk.grants.filter(grant => grant.to === to).flatMap(grant => grant.classes);
    for (const field of fieldsOf(referral))
      assert.ok(classes.includes(field.class), `${to} lacks ${field.class}`);
  }
});
