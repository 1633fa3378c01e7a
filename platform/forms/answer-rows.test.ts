import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formWords } from '../testing/form-words.ts';
import { answersToCheck, answersToRead } from './answer-rows.ts';
import type { Answers } from './definition.ts';
import { sampleForm as form, sampleSpeaking } from './sample.ts';
import { summaryLists, summarySections } from './summary.ts';

const english = sampleSpeaking(formWords('en'));
const answers: Answers = {
  about: { ageStatus: 'child' },
  consent: { consent: 'refused' },
  person: {
    givenName: 'Ama',
    born: '2009-03-02',
    children: 'prefers-not-to-say',
    nationality: 'c01',
    howMany: 3,
  },
  contact: { channels: ['phone', 'post'], phone: '+442079460018', isSafe: true },
  account: { since: '2024-05', words: '\n<b>I</b> could\n  not leave.', taken: 'interpreted' },
  seen: { signs: [{ sign: 'work2', known: 'observed' }] },
};
const lines = (speaking = english) =>
  Object.fromEntries(
    answersToCheck(form, answers, speaking).flatMap(({ step, rows }) =>
      rows.map(row => [`${step}.${row.field}`, row.lines]),
    ),
  );

test('codes are shown as words and dates are written out, no more precise than they are', () => {
  const shown = lines();
  assert.deepEqual(shown['about.ageStatus'], ['Yes']);
  assert.deepEqual(shown['person.born'], ['2 March 2009']);
  assert.deepEqual(shown['person.children'], ['Prefers not to say']);
  assert.deepEqual(shown['person.nationality'], ['Country 1']);
  assert.deepEqual(shown['contact.channels'], ['Phone', 'Post']);
  assert.deepEqual(shown['contact.phone'], ['020 7946 0018']);
  assert.deepEqual(shown['account.since'], ['May 2024']);
  assert.deepEqual(shown['seen.signs'], ['Sign at work 2 (Seen by you)']);
});

test('the same in Welsh', () => {
  const shown = lines(sampleSpeaking(formWords('cy')));
  assert.deepEqual(shown['person.born'], ['2 Mawrth 2009']);
  assert.deepEqual(shown['account.since'], ['Mai 2024']);
  assert.deepEqual(shown['person.nationality'], ['Gwlad 1']);
});

test('what is to be checked is every question that applies, answered or not, and no other', () => {
  const shown = lines();
  assert.equal(shown['consent.consent'], undefined);
  assert.equal(shown['person.howMany'], undefined);
  assert.deepEqual(shown['contact.note'], []);
  const sections = summarySections({ ...english, form, answers, change: step => `/steps/${step}` });
  const contact = sections.find(({ title }) => title === 'How to reach the person');
  assert.match(String(contact?.list.rows.at(-1)?.value.html), /Not answered/);
  assert.equal(contact?.list.rows[0]?.actions?.items?.[0]?.href, '/steps/contact');
});

test('a statement is shown byte for byte, with how it was taken', () => {
  const account = summarySections({ ...english, form, answers, change: () => '/' }).find(
    ({ title }) => title === 'What happened',
  );
  const shown = String(account?.list.rows[1]?.value.html);
  assert.ok(
    shown.startsWith('<div class="nrm-own-words">&#10;&lt;b&gt;I&lt;/b&gt; could&#10;  not leave.</div>'),
    shown,
  );
  assert.match(shown, /Through an interpreter/);
});

test('a case file shows the answers that are there, each with who said it and when, and offers no change', () => {
  const { account } = answers;
  assert.ok(account);
  const said = (step: string, field: string) =>
    field === 'words' ? { by: `Jo Example (${step})`, on: '3 March 2026' } : undefined;
  const sections = answersToRead(form, { account }, english, said);
  assert.deepEqual(
    sections.map(({ step }) => step),
    ['account'],
  );
  assert.deepEqual(
    sections[0]?.rows.map(row => row.said?.on),
    [undefined, '3 March 2026', undefined],
  );
  const [list] = summaryLists(sections, english);
  assert.match(String(list?.list.rows[1]?.value.html), /Jo Example \(account\), 3 March 2026/);
  assert.equal(list?.list.rows[1]?.actions, undefined);
});

test('a code that lost its words is shown as it is, so that an old case still opens', () => {
  const [section] = answersToRead(form, { about: { ageStatus: 'old-code' } }, english);
  assert.deepEqual(section?.rows[0]?.lines, ['old-code']);
});
