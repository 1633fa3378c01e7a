import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surveyPack } from './survey.ts';
import { loadPack, sayProblem } from './load.ts';
import { todoFor } from './explain.ts';
import { type Faults, foundIn, planted } from './testing.ts';

const form = 'forms/referral.yaml';
const rules = 'rules/rules.yaml';

/** What an author gets wrong: where it is told, on a line, what is said, and what to do. */
const mistakes: Readonly<Record<string, readonly [Faults, at: RegExp, says: RegExp, todo: RegExp]>> = {
  'a tab in front of a line': [
    { [rules]: ['rules:\n  - {', 'rules:\n\t- {'] },
    /^rules\/rules\.yaml:2/,
    /tab/,
    /Put this line right/,
  ],
  'a bracket that is not closed': [
    { [rules]: ['notKnown: child }', 'notKnown: child '] },
    /^rules\/rules\.yaml:\d/,
    /bracket/,
    /Put this line right/,
  ],
  'a quote that is not closed': [
    { 'pack.yaml': ['version: "1"', 'version: "1'] },
    /^pack\.yaml:\d/,
    /lacks|quote/,
    /Put this line right/,
  ],
  'a line in no column': [
    { 'consent.yaml': ['\nways:', '\n ways:'] },
    /^consent\.yaml:\d/,
    /too far|belong|lacks/,
    /Put this line right/,
  ],
  'a key that stands twice': [
    { 'pack.yaml': ['code: example', 'code: example\ncode: again'] },
    /^pack\.yaml:\d/,
    /twice/,
    /Take one out/,
  ],
  'a key with a slip of the hand': [
    { [form]: ['required: true, concept: given-name', 'requierd: true, concept: given-name'] },
    /^forms\/referral\.yaml:\d+ steps\.3\.fields\.1\.requierd/,
    /did you mean "required"/,
    /spelling/,
  ],
  'a key that nothing knows': [
    { 'authorities.yaml': ['code:', 'colour: blue, code:'] },
    /^authorities\.yaml:2 authorities\.0\.colour/,
    /is not a key/,
    /packs\/schema/,
  ],
  'a value that is missing': [
    { 'roles.yaml': [', purpose: accountability', ''] },
    /^roles\.yaml:\d+ roles\.\d\.purpose/,
    /is missing|must be one of/,
    /Write/,
  ],
  'a number where words belong': [
    { 'pack.yaml': ['version: "1"', 'version: 1'] },
    /^pack\.yaml:\d+ version/,
    /must be text, and is a number/,
    /quotes/,
  ],
  'words where a number belongs': [
    { [rules]: ['adultFrom: 20', 'adultFrom: twenty'] },
    /^rules\/rules\.yaml:\d+ rules\.0\.value\.adultFrom/,
    /must be a number, and is text/,
    /of that kind/,
  ],
  'a list where one value belongs': [
    { 'pack.yaml': ['code: example', 'code: [example]'] },
    /^pack\.yaml:\d+ code/,
    /must be text, and is a list/,
    /of that kind/,
  ],
  'a code of a closed list with a slip': [
    { [form]: ['class: account, required: true, statement', 'class: acount, required: true, statement'] },
    /steps\.\d\.fields\.\d\.class/,
    /did you mean "account"/,
    /spelling/,
  ],
  'an unknown data class': [
    { 'grants.yaml': ['classes: [process, identity', 'classes: [process, gossip'] },
    /^grants\.yaml:\d+ grants\.0\.classes\.1/,
    /must be one of "process"/,
    /fits/,
  ],
  'an unknown concept': [
    { [form]: ['concept: statement', 'concept: story-told'] },
    /concept/,
    /must be one of/,
    /fits/,
  ],
  'a question without anything to answer': [
    { [form]: [', list: islands, options: [not-known, prefers-not-to-say]', ''] },
    /fields\.\d\.options/,
    /needs "options" or "list"/,
    /what can be answered/,
  ],
  'a list of codes that is not there': [
    { [form]: ['list: islands', 'list: isles'] },
    /^forms\/referral\.yaml:\d+ .*list/,
    /there is no lists\/isles\.csv/,
    /Add the file/,
  ],
  'a list of codes that is empty': [
    { 'lists/islands.csv': 'code,en\n' },
    /^forms\/referral\.yaml:\d+ .*list/,
    /offers no answer/,
    /in force/,
  ],
  'a condition on a question that is not asked': [
    {
      [form]: [
        '{ id: phone, type: phone,',
        '{ id: phone, type: phone, when: { field: age.agee, is: [adult] },',
      ],
    },
    /^forms\/referral\.yaml:\d+ .*when/,
    /did you mean "age\.age"/,
    /spelling/,
  ],
  'a condition on what is asked later': [
    { [form]: ['- id: agreement', '- id: agreement\n    when: { field: contact.mooring, is: ["x"] }'] },
    /^forms\/referral\.yaml:\d+ steps\.1\.when/,
    /is not asked before/,
    /earlier step/,
  ],
  'a condition on an answer that is not offered': [
    { [form]: ['- id: agreement', '- id: agreement\n    when: { field: age.age, is: [adullt] }'] },
    /steps\.1\.when/,
    /did you mean "adult"/,
    /spelling/,
  ],
  'a condition of no known shape': [
    { [form]: ['- id: agreement', '- id: agreement\n    when: { if: age.age }'] },
    /^forms\/referral\.yaml:\d+ steps\.1\.when/,
    /is no condition/,
    /shapes/,
  ],
  'a step that nothing leads to': [
    {
      [form]: [
        '- id: agreement',
        '- id: agreement\n    when: { all: [{ field: age.age, is: [adult] }, { field: age.age, is: [child] }] }',
      ],
    },
    /^forms\/referral\.yaml:\d+ steps\.1\.when/,
    /can never hold: nothing leads to it/,
    /Change the condition/,
  ],
  'a step of one name twice': [
    { [form]: ['- id: spokenFor', '- id: agreement'] },
    /steps\.2\.id/,
    /defined twice/,
    /Take one out/,
  ],
  'what may follow and must be answered': [
    { [form]: ['{ id: keeper, type: text', '{ id: keeper, more: true, type: text'] },
    /fields\.\d\.more/,
    /requires no answer/,
    /required: false/,
  ],
  'a form without what the core needs': [
    { [form]: [', concept: statement', ''] },
    /^forms\/referral\.yaml:\d+ steps/,
    /no field has the concept "statement"/,
    /concept/,
  ],
  'an option that the core does not know': [
    { [form]: ['options: [given, refused,', 'options: [given, denied,'] },
    /options/,
    /"denied" is unknown to the core/,
    /codes that the core knows/,
  ],
  'words that are missing': [
    { 'signs.yaml': ['code: a02', 'code: a03'] },
    /^messages\/en\.json sign\.a03/,
    /is missing/,
    /Write it/,
  ],
  'words that nobody asks for in the first language': [
    { 'messages/en.json': ['{number} now', '{number now'] },
    /^messages\/en\.json:\d+ advice\.danger/,
    /not an ICU message/,
    /\{/,
  ],
  'a source that is not listed': [
    { 'grants.yaml': ['source: ACT', 'source: ACTT'] },
    /^grants\.yaml:\d+ grants\.0\.source/,
    /did you mean "ACT"/,
    /spelling/,
  ],
  'a nation that does not exist': [
    { 'lists/islands.csv': [',MER,2019', ',ATL,2019'] },
    /^lists\/islands\.csv/,
    /nation "ATL" is not in nations/,
    /Add the nation/,
  ],
  'an authority that does not exist': [
    { [rules]: ['default: harbour-office', 'default: ghost-office'] },
    /^rules\/rules\.yaml:\d+/,
    /is not in authorities/,
    /Add the authority/,
  ],
  'a calendar that is not there': [
    { 'nations.yaml': ['calendar: merrow', 'calendar: narrow'] },
    /^nations\.yaml:\d+ nations\.0\.calendar/,
    /there is no calendars\/narrow\.yaml/,
    /Add the file/,
  ],
  'a day that no calendar has': [
    { 'calendars/merrow.yaml': ['"2025-06-24"', '"2025-02-29"'] },
    /^calendars\/merrow\.yaml:\d+/,
    /real date/,
    /year, month and day/,
  ],
  'an end before the beginning': [
    { 'authorities.yaml': ['"2020-01-01"', '"2020-01-01", until: "2019-12-31"'] },
    /^authorities\.yaml:2/,
    /before "from"/,
    /one of the two dates/,
  ],
  'a clock that does not say which days': [
    { [rules]: ['value: 7, unit: calendar-days', 'value: 7'] },
    /^rules\/rules\.yaml:\d+ rules\.\d\.unit/,
    /working-days or calendar-days/,
    /unit:/,
  ],
  'negatives that nobody reads twice': [
    { [rules]: ['outcomes: [negative, positive]', 'outcomes: [positive]'] },
    /rules\.\d\.value\.outcomes/,
    /read twice/,
    /no country/,
  ],
  'somebody whose age is not known, treated as an adult': [
    { [rules]: ['notKnown: child', 'notKnown: adult'] },
    /^rules\/rules\.yaml:\d+ rules\.0\.value\.notKnown/,
    /age is not known as an adult/,
    /Write child/,
  ],
  'a code that stands twice': [
    { 'lists/islands.csv': ['island-sunk', 'island-north'] },
    /^lists\/islands\.csv/,
    /two rows/,
    /Take one out/,
  ],
  'a scenario that asserts nothing': [
    { 'scenarios/scenarios.yaml': ['expect: { treatedAs: child }', 'expect: {}'] },
    /^scenarios\/scenarios\.yaml:\d+/,
    /asserts nothing/,
    /expect/,
  ],
  'a file that is no part of a pack': [
    { 'lists/surprise.ts': 'export {}' },
    /^lists\/surprise\.ts/,
    /not a file/,
    /Move it out/,
  ],
};

for (const [name, [faults, at, says, todo]] of Object.entries(mistakes))
  test(`a mistake in a pack is told with its place, what is wrong and what to do: ${name}`, async context => {
    const found = await foundIn(context, faults);
    const told = found.map(sayProblem);
    assert.ok(
      found.some(
        (problem, at_) =>
          at.test(told[at_] ?? '') && says.test(problem.message) && todo.test(todoFor(problem.message)),
      ),
      told.join('\n') || 'nothing was said',
    );
    for (const { message } of found)
      assert.doesNotMatch(message, /Invalid input|expected|undefined|ZodError|Unexpected token/, message);
    for (const line of told)
      assert.doesNotMatch(line, /Compare it with the same place/, 'every kind has an advice of its own');
  });

test('at least thirty kinds of mistakes are planted', () => {
  assert.ok(Object.keys(mistakes).length >= 30, `${Object.keys(mistakes).length}`);
});

test('what is sound and worth knowing is told too: two rules at once, no source, words not translated', async context => {
  const twice =
    '  - { id: harbour.tax, value: 2 shells, source: [], certainty: B }\n  - { id: harbour.tax, value: 3 shells, source: [ACT], certainty: B }\n';
  const dir = await planted(context, { [rules]: ['rules:\n', `rules:\n${twice}`] });
  const survey = surveyPack(await loadPack(dir));
  assert.deepEqual([survey.contradictory, survey.unsourced], [['harbour.tax'], ['harbour.tax']]);
});
