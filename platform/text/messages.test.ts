import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeCatalogues, type CatalogueFile } from './catalogues.ts';
import { createWords, reportOnce, type MissingMessage } from './messages.ts';

const words = {
  en: {
    greet: 'Hello {name}',
    only: 'English only',
    cases: '{n, plural, one {# case} other {# cases}}',
    less: '1 < 2 & <b>',
  },
  cy: {
    greet: 'Helo {name}',
    cases:
      '{n, plural, zero {# achos} one {# achos} two {# achos} few {# achos} many {# achos} other {# o achosion}}',
  },
};
const en = createWords({ words }, 'en');
const cy = createWords({ words }, 'cy');

test('a message is filled in, in the language of the viewer', () => {
  assert.equal(en('greet', { name: 'Sam' }), 'Hello Sam');
  assert.equal(cy('greet', { name: 'Sam' }), 'Helo Sam');
});

test('Welsh has six plural classes', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 6, 7].map(n => cy('cases', { n })),
    ['0 achos', '1 achos', '2 achos', '3 achos', '6 achos', '7 o achosion'],
  );
  assert.deepEqual(
    [0, 1, 2].map(n => en('cases', { n })),
    ['0 cases', '1 case', '2 cases'],
  );
});

test('what is not in Welsh is shown in English, and listed', () => {
  assert.equal(cy('only'), 'English only');
  const listed = mergeCatalogues([], words).untranslated.map(({ language, id }) => `${language} ${id}`);
  assert.deepEqual(listed, ['cy only', 'cy less']);
});

test('a message that nobody wrote is an error in the tests', () => {
  assert.throws(() => en('nothing'), /No message "nothing"/);
  assert.throws(() => en('toString'), /No message/);
});

test('a message without its argument is an error that does not repeat the values', () => {
  assert.throws(
    () => en('greet', { nome: 'Secret Person' }),
    (error: unknown) =>
      error instanceof Error && /lacks an argument/.test(error.message) && !error.message.includes('Secret'),
  );
});

test('in production a missing message is reported once, and its id is shown', () => {
  const told: MissingMessage[] = [];
  const live = createWords(
    { words },
    'cy',
    reportOnce(missing => told.push(missing)),
  );
  assert.deepEqual(
    [live('nothing'), live('nothing'), live('greet'), live('greet')],
    ['nothing', 'nothing', 'greet', 'greet'],
  );
  assert.deepEqual(told, [
    { id: 'nothing', language: 'cy', why: 'no-message' },
    { id: 'greet', language: 'cy', why: 'no-argument' },
  ]);
});

test('a message holds no markup: angle brackets are text', () => {
  assert.equal(en('less'), '1 < 2 & <b>');
});

const file = (name: string, own: Record<string, string>): CatalogueFile => ({
  file: name,
  language: 'en',
  status: undefined,
  words: own,
});
const noWords = { en: {}, cy: {} };

test('two catalogues may not define one message', () => {
  const files = [file('a/messages.en.json', { greet: 'Hi' }), file('b/messages.en.json', { greet: 'Ho' })];
  assert.throws(
    () => mergeCatalogues(files, noWords),
    /b\/messages\.en\.json: "greet" is defined in another/,
  );
});

test('a pack may say it in its own words, with the same arguments', () => {
  const files = [file('a/messages.en.json', { greet: 'Hi {name}' })];
  const merged = mergeCatalogues(files, { ...noWords, en: { greet: 'Dear {name}' } });
  assert.equal(createWords(merged, 'en')('greet', { name: 'Sam' }), 'Dear Sam');
  assert.throws(
    () => mergeCatalogues(files, { ...noWords, en: { greet: 'Dear {title}' } }),
    /other arguments/,
  );
});
