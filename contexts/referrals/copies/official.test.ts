import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Answers, FieldDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import { loadPack } from '../../../platform/pack/load.ts';
import { questionAt } from '../../../platform/pack/official-references.ts';
import { exampleWords } from '../../../platform/testing/page-examples.ts';
import { theForm } from '../forms.ts';
import { officialExport } from './official.ts';

const pack = await loadPack(join(import.meta.dirname, '../../../packs/uk'));
const official = pack.officialForm ?? assert.fail();
const form = theForm(pack);
const speaking = { words: (await exampleWords()).en, pack, language: 'en' as const };
const standing = { isPast: () => false, mark: <Sections>(sections: Sections) => sections };
const exported = (answers: Answers) => officialExport(official, form, answers, speaking, standing);
const valueOf = (made: ReturnType<typeof exported>, id: string) =>
  made.fields.find(each => each.id === id)?.value;

test('every field of the official form is told from an answer, or left out with a reason', () => {
  assert.equal(official.fields.length, 121, 'as many as the public form has');
  for (const { id, from, leftOut } of official.fields) {
    if (leftOut !== undefined) assert.ok(leftOut.length > 10, id);
    // A list of several of a kind, or a question.
    for (const at of from ?? []) assert.ok(questionAt(form, at), `${id}: ${at}`);
  }
  const made = exported({});
  const boxes = official.fields.reduce(
    (sum, { boxes = 1, leftOut }) => sum + (leftOut === undefined ? boxes : 0),
    0,
  );
  assert.equal(made.fields.length, boxes);
  assert.equal(made.leftOut.length, official.fields.filter(({ leftOut }) => leftOut !== undefined).length);
  assert.ok(made.fields.every(({ value }) => value === null));
});

test('every question that names a field of the official form is told in that field', () => {
  const named: [string, FieldDefinition][] = form.steps.flatMap(step =>
    step.fields.flatMap(field => [
      [`${step.id}.${field.id}`, field] as [string, FieldDefinition],
      ...(field.fields ?? []).map((each): [string, FieldDefinition] => [
        `${step.id}.${field.id}.${each.id}`,
        each,
      ]),
    ]),
  );
  const wanted = named.flatMap(([at, { src }]) =>
    src === undefined
      ? []
      : (typeof src === 'string' ? [src] : Object.values(src)).map(id => [at, id] as const),
  );
  assert.ok(wanted.length > 80);
  const elsewhere = wanted.filter(
    ([at, id]) => !official.fields.some(each => each.id === id && each.from?.includes(at)),
  );
  // Places are told by their own town and country in the remainder: the form has ten boxes, and those of the episode come first.
  assert.deepEqual(
    elsewhere.map(([at]) => at),
    ['places.list.address', 'places.list.town', 'places.list.country'],
  );
});

test('every question with options has the official form’s word for them, or is a list', () => {
  for (const { id, from = [], codes, option, moreThan } of official.fields)
    for (const at of from) {
      const asked = questionAt(form, at);
      if (moreThan !== undefined || option !== undefined || !asked?.options || asked.list) continue;
      assert.ok(codes, `${id}: ${at}`);
    }
});

test('further episodes, and whatever the official form has no word for, are told in the remainder: no answer is lost', () => {
  const answers: Answers = {
    age: { nation: 'ENG', ageStatus: 'adult' },
    person: {
      givenName: 'Testina',
      gender: 'prefers-not-to-say',
      interpreter: 'not-known',
      birthDate: '1990-05',
    },
    episodes: {
      list: [
        {
          id: '1',
          types: ['fraud', 'other'],
          otherType: 'Bees',
          where: 'uk',
          ongoing: 'no',
          started: '2019',
          ended: '2020-03',
          towns: [pack.lists['towns']?.codes[0]?.code ?? ''],
        },
        { id: '2', types: ['not-known'], where: 'abroad', ongoing: 'yes', began: '  =later  ' },
      ],
    },
    exploiters: {
      list: [
        { id: 'a', name: 'One' },
        { id: 'b', name: 'Two', description: 'tall' },
      ],
    },
    account: { statement: 'Said.\nTwice.', manner: 'verbatim' },
  };
  const made = exported(answers);
  assert.equal(valueOf(made, 'fr-location'), 'england');
  assert.equal(valueOf(made, 'pv-under-age'), 'no');
  assert.equal(valueOf(made, 'pv-gender'), null);
  assert.equal(valueOf(made, 'potential-victim-exploitative-situation-multiple'), 'yes');
  assert.equal(valueOf(made, 'when-did-the-exploitation-take-place'), '2019 – 2020-03');
  assert.equal(valueOf(made, 'types-of-exploitation-forced-to-commit-fraud'), 'yes');
  assert.equal(valueOf(made, 'types-of-exploitation-prostitution'), null);
  assert.equal(valueOf(made, 'other-exploitation-details'), 'Bees');
  assert.equal(
    valueOf(made, 'where-exploitation-happened-uk-city-1'),
    pack.lists['towns']?.codes[0]?.label.en,
  );
  assert.equal(valueOf(made, 'who-exploited-pv'), 'One\nTwo, tall');
  const at = made.remainder.map(each => each.at);
  for (const place of [
    'person.gender',
    'person.interpreter',
    'account.statement',
    'episodes.list.2.types',
    'episodes.list.2.began',
    'episodes.list.1.ongoing',
  ])
    assert.ok(at.includes(place), place);
  assert.equal(made.remainder.find(each => each.at === 'episodes.list.2.began')?.value, '  =later  ');
  assert.ok(!at.includes('episodes.list.1.where') && !at.includes('person.givenName'));
  const given = form.steps.reduce(
    (sum, step) =>
      sum +
      (itemsField(step)
        ? itemsIn(answers, step).reduce((all, item) => all + Object.keys(item).length - 1, 0)
        : Object.keys(answers[step.id] ?? {}).length),
    0,
  );
  assert.ok(
    made.fields.filter(({ value }) => value !== null).length + at.length >= given - 2,
    'two stand in one box',
  );
});
