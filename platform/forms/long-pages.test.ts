import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../pack/load.ts';
import { loadCatalogues } from '../text/catalogues.ts';
import { createWords } from '../text/messages.ts';
import { parseDate } from '../pure/time.ts';
import { answersToRead } from './answer-rows.ts';
import { nested } from './components.ts';
import type { Answers, StepDefinition } from './definition.ts';
import { stepOf } from './journey.ts';
import { stepPage } from './step-page.ts';

const pack = await loadPack('packs/uk');
const catalogues = await loadCatalogues(pack);
const form = pack.forms['referral'] ?? assert.fail('the pack has no referral form');
const today = parseDate('2026-11-23') ?? assert.fail();

const person: StepDefinition = {
  id: 'person',
  fields: ['nationalities', 'local-authorities'].map(list => ({
    id: list === 'nationalities' ? 'nationality' : 'council',
    type: 'select',
    class: 'identity',
    required: true,
    list,
  })),
};

function pageOf(stepId: string, language: 'en' | 'cy' = 'en', answers: Answers = {}): string {
  const step = stepId === 'person' ? person : (stepOf(form, stepId) ?? assert.fail(stepId));
  const words = createWords(catalogues, language);
  const asking = {
    form,
    step,
    answers,
    today,
    words,
    pack,
    language,
    action: '/',
    tokens: { csrf: 'c', key: 'k' },
  };
  return stepPage({ ...asking, ...(step === person && { form: { id: form.id, steps: [person] } }) })
    .parts.map(part => nested(part).toString())
    .join('');
}
const labelsOf = (html: string, name: string): readonly string[] => {
  const select = new RegExp(`<select[^>]*name="${name}"[^>]*>([^]*?)</select>`).exec(html)?.[1] ?? '';
  return [...select.matchAll(/<option value="[^"]+"[^>]*>([^<]*)</g)].map(([, label]) => label?.trim() ?? '');
};

const child: Answers = { age: { ageStatus: 'child' } };

test('each group of signs opens by itself, and is open where a sign in it was ticked', () => {
  const closed = pageOf('signsOfWork', 'en', child);
  const groups = stepOf(form, 'signsOfWork')?.fields[0]?.options?.length ?? 0;
  assert.ok(groups > 1);
  assert.equal(closed.match(/<details/g)?.length, groups);
  assert.doesNotMatch(closed, /<details[^>]* open/);
  const ticked = pageOf('signsOfWork', 'en', {
    ...child,
    signsOfWork: { signs: [{ sign: 'l01', known: 'observed' }] },
  });
  assert.equal(ticked.match(/<details[^>]* open/g)?.length, 1);
});

test('a list is in the order of its words in the viewer’s language, with “not known” last', () => {
  for (const language of ['en', 'cy'] as const) {
    const labels = labelsOf(pageOf('person', language), 'nationality');
    assert.ok(labels.length > 100);
    const known = labels.slice(0, -1);
    assert.deepEqual(known, known.toSorted(new Intl.Collator(language).compare));
    assert.equal(labels.at(-1), { en: 'Not known', cy: 'Ddim yn hysbys' }[language]);
  }
  const councils = labelsOf(pageOf('person'), 'council');
  assert.ok(
    councils.indexOf('The Aberdeen City Council') < councils.indexOf('Barnsley Metropolitan Borough Council'),
  );
});

test('a case file does not call the responder “you”', () => {
  const answers: Answers = { responder: { name: 'Sam Example', role: 'Constable', phone: '020 7946 0991' } };
  for (const language of ['en', 'cy'] as const) {
    const words = createWords(catalogues, language);
    const [section] = answersToRead(form, answers, { words, pack, language });
    const said = [section?.title, ...(section?.rows ?? []).map(({ question }) => question)].join(' ');
    assert.doesNotMatch(said, /\b(you|your|eich|chi)\b/i);
  }
});
