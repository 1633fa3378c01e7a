import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadPack } from './load.ts';
import { type Faults, merrow, problemsIn } from './testing.ts';

/** One fault, one problem: with its file, its path, and words that say what is wrong. */
async function onlyProblem(context: TestContext, faults: Faults, file: string, path: string, says: RegExp) {
  const problems = await problemsIn(context, faults);
  assert.equal(problems.length, 1, problems.join('\n'));
  const [found = ''] = problems;
  assert.deepEqual(found.split(' | ').slice(0, 2), [file, path], found);
  assert.match(found, says);
}

test('Merrow without faults is sound', async context => {
  assert.deepEqual(await problemsIn(context, {}), []);
});

test('a key that no pack has is an error, so that a typo cannot pass', async context => {
  const faults = { 'rules/rules.yaml': ['id: harbour.tax, from', 'id: harbour.tax, form'] } as const;
  await onlyProblem(context, faults, 'rules/rules.yaml', 'rules.10.form', /not a key/);
});

test('a rule that the core reads must have its shape', async context => {
  const faults = { 'rules/rules.yaml': ['adultFrom: 20', 'adultFrom: twenty'] } as const;
  await onlyProblem(
    context,
    faults,
    'rules/rules.yaml',
    'rules.0.value.adultFrom',
    /must be a number, and is text/,
  );
});

test('a clock says in which days it counts', async context => {
  const faults = { 'rules/rules.yaml': ['value: 7, unit: calendar-days', 'value: 7'] } as const;
  await onlyProblem(context, faults, 'rules/rules.yaml', 'rules.4.unit', /working-days or calendar-days/);
});

test('a date that no calendar has is an error', async context => {
  const faults = { 'calendars/merrow.yaml': ['"2025-06-24"', '"2025-02-29"'] } as const;
  await onlyProblem(context, faults, 'calendars/merrow.yaml', 'holidays.0.date', /real date/);
});

test('a life that ends before it begins is an error', async context => {
  const faults = { 'lists/islands.csv': [',MER,2019', ',ATL,2019'] } as const;
  await onlyProblem(context, faults, 'lists/islands.csv', 'row.2.nation', /"ATL" is not in nations/);
  const ended = { 'authorities.yaml': ['"2020-01-01"', '"2020-01-01", until: "2019-12-31"'] } as const;
  await onlyProblem(context, ended, 'authorities.yaml', 'authorities.0.until', /before "from"/);
});

test('a source that nobody lists is an error', async context => {
  const faults = { 'grants.yaml': ['source: ACT', 'source: HEARSAY'] } as const;
  await onlyProblem(context, faults, 'grants.yaml', 'grants.0.source', /"HEARSAY" is not in sources.yaml/);
});

test('an authority that does not exist cannot be chosen', async context => {
  const faults = { 'rules/rules.yaml': ['default: harbour-office', 'default: ghost-office'] } as const;
  await onlyProblem(
    context,
    faults,
    'rules/rules.yaml',
    'rules.3.value',
    /"ghost-office" is not in authorities/,
  );
});

test('a question may depend only on what was asked before it', async context => {
  const later = '{ id: phone, type: phone, when: { field: story.gone, is: ["yes"] },';
  const faults = { 'forms/referral.yaml': ['{ id: phone, type: phone,', later] } as const;
  await onlyProblem(
    context,
    faults,
    'forms/referral.yaml',
    'steps.5.fields.0.when',
    /"story.gone" is not asked before/,
  );
});

test('only words are sealed, and nothing may depend on them or read them', async context => {
  const file = 'forms/referral.yaml';
  const mooring = '{ id: mooring, type: text, class: location, required: false, sealed: true }';
  const choice =
    '{ id: mooring, type: choice, class: location, required: false, options: [here, there], sealed: true }';
  await onlyProblem(
    context,
    { [file]: [mooring, choice] },
    file,
    'steps.5.fields.1.sealed',
    /cannot be sealed/,
  );
  const concept = mooring.replace('sealed: true', 'sealed: true, concept: other-reference');
  await onlyProblem(
    context,
    { [file]: [mooring, concept] },
    file,
    'steps.5.fields.1.sealed',
    /has no concept/,
  );
  const after = `${mooring}\n      - { id: berth, type: text, class: location, required: false, when: { field: contact.mooring, is: ["x"] } }`;
  const label = '"form.referral.contact.mooring.label"';
  const faults = {
    [file]: [mooring, after],
    'messages/en.json': [label, `"form.referral.contact.berth.label": "Berth", ${label}`],
  } as const;
  await onlyProblem(context, faults, file, 'steps.5.fields.2.when', /is sealed: nothing can depend on it/);
});

test('a referral form without the account is an error', async context => {
  const faults = { 'forms/referral.yaml': [', concept: statement', ''] } as const;
  await onlyProblem(context, faults, 'forms/referral.yaml', 'steps', /concept "statement"/);
});

test('a code without words is an error, since labels are never keys', async context => {
  const faults = { 'signs.yaml': ['code: a02', 'code: a03'] } as const;
  await onlyProblem(context, faults, 'messages/en.json', 'sign.a03', /missing/);
});

test('a message that is not sound is an error before anyone reads it', async context => {
  const faults = { 'messages/en.json': ['call {number} now', 'call {number now'] } as const;
  await onlyProblem(context, faults, 'messages/en.json', 'advice.danger', /not an ICU message/);
});

test('a code or a key that is defined twice is an error, where the last would win silently', async context => {
  const rows = { 'lists/islands.csv': ['island-sunk', 'island-north'] } as const;
  await onlyProblem(context, rows, 'lists/islands.csv', 'code', /stands in two rows/);
  const keys = { 'messages/en.json': ['"advice.adult"', '"advice.child"'] } as const;
  const problems = await problemsIn(context, keys);
  assert.match(problems[0] ?? '', /^messages\/en.json .*unique/);
});

test('a scenario that asserts nothing is an error', async context => {
  const faults = { 'scenarios/scenarios.yaml': ['expect: { treatedAs: child }', 'expect: {}'] } as const;
  await onlyProblem(context, faults, 'scenarios/scenarios.yaml', 'scenarios.0.expect', /asserts nothing/);
});

test('a pack holds no code', async context => {
  await onlyProblem(context, { 'lists/surprise.ts': 'export {}' }, 'lists/surprise.ts', '', /not a file/);
});

test('every problem of every file is told at once', async context => {
  const problems = await problemsIn(context, {
    'pack.yaml': ['Etc/UTC', 'Mars/Olympus'],
    'rules/rules.yaml': ['certainty: A', 'certainty: Z'],
    'lists/islands.csv': ['island-north', 'Island North'],
    'scenarios/scenarios.yaml': ['expect: { treatedAs: child }', 'expect: { treatedAs: grown }'],
    'grants.yaml': ['classes: [process, identity', 'classes: [process, gossip'],
  });
  const files = new Set(problems.map(each => each.split(' | ')[0]));
  const broken = [
    'pack.yaml',
    'rules/rules.yaml',
    'lists/islands.csv',
    'scenarios/scenarios.yaml',
    'grants.yaml',
  ];
  assert.deepEqual(files, new Set(broken));
});

test('a broken file does not hide what is wrong elsewhere, nor is it blamed twice', async context => {
  const problems = await problemsIn(context, {
    'calendars/merrow.yaml': ['weekend: [5, 6]', 'weekend: [5, 9]'],
    'definition.yaml': ['source: [ACT]', 'source: [LORE]'],
  });
  assert.deepEqual(
    problems.map(each => each.split(' | ').slice(0, 2).join(' ')),
    ['calendars/merrow.yaml weekend.1', 'definition.yaml versions.0.source'],
  );
});

test('a folder that is not there is one clear problem', async () => {
  await assert.rejects(loadPack('/nowhere/at/all'), /no such folder/);
});

test('the error names file, line and path, and nothing is loaded', async context => {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-pack-'));
  context.after(() => rm(dir, { recursive: true }));
  await cp(merrow, dir, { recursive: true });
  await writeFile(join(dir, 'roles.yaml'), 'roles:\n  - { code: keeper, purpose: gossip }\n');
  await assert.rejects(loadPack(dir), /roles\.yaml:2 roles\.0\.purpose: /);
});
