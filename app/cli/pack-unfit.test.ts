import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Faults, planted } from '../../platform/pack/testing.ts';
import { checkPack } from './pack.ts';

const form = 'forms/referral.yaml';
const contactFirst =
  'firstContact: { step: agreement, way: way, ways: { spoken: lamp, shell-given: phone }, address: [language] }';

/** What a pack starts with and should not: where it is told, what is said and what was meant. */
const mistakes: Readonly<Record<string, readonly [Faults, at: RegExp, says: RegExp]>> = {
  'a consent that nobody can refuse': [
    {
      [form]: ['options: [given, refused, without-capacity]', 'options: [given, without-capacity]'],
      'messages/en.json': ['  "form.referral.agreement.agrees.option.refused": "They do not agree",\n', ''],
      'messages/qmr.json': [/ {2}"form\.referral\.agreement\.agrees\.option\.refused": .*\n/, ''],
    },
    /^forms\/referral\.yaml:12 /,
    /the question about consent offers no "refused": nobody can say no/,
  ],
  'a consent that can be passed over': [
    {
      [form]: [
        '{ id: agrees, type: choice, class: process, required: true',
        '{ id: agrees, type: choice, class: process, required: false',
      ],
    },
    /^forms\/referral\.yaml:12 /,
    /the question about consent can be passed over without an answer/,
  ],
  'a name before the consent': [
    {
      [form]: [
        '  # Before who they are',
        '      - { id: called, type: text, class: identity, required: false, concept: other-names }\n  # Before who they are',
      ],
      'messages/en.json': [
        '"form.referral.who.title"',
        '"form.referral.age.called.label": "Called?",\n  "form.referral.who.title"',
      ],
    },
    /^forms\/referral\.yaml:9 /,
    /"age\.called" is asked before whether they agree, or with it/,
  ],
  'a name on the page of the consent': [
    {
      [form]: [
        '      - { id: way, type: choice',
        '      - { id: called, type: text, class: identity, required: false }\n      - { id: way, type: choice',
      ],
      'messages/en.json': [
        '"form.referral.who.title"',
        '"form.referral.agreement.called.label": "Called?",\n  "form.referral.who.title"',
      ],
    },
    /^forms\/referral\.yaml:\d+ /,
    /"agreement\.called" is asked before whether they agree, or with it/,
  ],
  'an adult who is not asked': [
    { [form]: ['- id: agreement', '- id: agreement\n    when: { field: age.age, is: [child] }'] },
    /^forms\/referral\.yaml:\d+ /,
    /an adult is not asked whether they agree/,
  ],
  'a request that asks nobody for consent': [
    {
      'forms/asking.yaml': [
        'when: { field: age.age, is: [adult] }',
        'when: { field: age.age, is: [not-known] }',
      ],
    },
    /^forms\/asking\.yaml:\d+ /,
    /an adult is not asked whether they agree/,
  ],
  'nothing that cannot wait': [
    { [form]: [', concept: urgency', ''] },
    /^forms\/referral\.yaml/,
    /nobody is asked what cannot wait: no question has the concept "urgency"/,
  ],
  'what cannot wait asked of children alone': [
    { [form]: ['{ id: urgent,', '{ id: urgent, when: { field: age.age, is: [child] },'] },
    /^forms\/referral\.yaml/,
    /of an adult it is not asked what cannot wait/,
  ],
  'a decision without reasons': [
    { 'grants.yaml': ['contact, location, reasoning]', 'contact, location]'] },
    /^grants\.yaml:3 grants\.1/,
    /on "referral-submitted" the party "authority" is not given "reasoning" for "identification-decision": nobody could decide/,
  ],
  'an authority that is given nothing to decide': [
    { 'grants.yaml': ['on: referral-submitted, to: authority, ', 'on: referral-submited, to: authority, '] },
    /^grants\.yaml:3 grants\.1\.on/,
    /nothing is given when "referral-submited" happens: did you mean "referral-submitted"\?/,
  ],
  'a question that nobody may write an answer to': [
    {
      'grants.yaml': [
        'classes: [process, identity, account, contact, location], purpose: referral',
        'classes: [process, identity, account, contact], purpose: referral',
      ],
    },
    /^grants\.yaml:2 grants\.0/,
    /the party "referrer" is not given "location" for "referral": they could not write what the form asks/,
  ],
  'a number with letters in it': [
    { 'nations.yaml': ['555 0100', '555 LAMP'] },
    /^nations\.yaml:6 nations\.0\.contacts\.0\.phone/,
    /"555 LAMP" cannot be dialled as it stands: it has letters in it/,
  ],
  'a number with a digit too few': [
    { 'nations.yaml': ['555 0100', '"+44 20 794"'] },
    /^nations\.yaml:6 /,
    /cannot be dialled as it stands: it has too few digits or too many/,
  ],
  'an emergency number that is a sentence': [
    { 'nations.yaml': ['emergency: "555"', 'emergency: Ring the bell'] },
    /^nations\.yaml:4 nations\.0\.emergency/,
    /"Ring the bell" cannot be dialled/,
  ],
  'a rule with a slip of the hand': [
    { 'rules/rules.yaml': ['id: consent.adult', 'id: consent.adlut'] },
    /^rules\/rules\.yaml:3 rules\.1\.id/,
    /the core reads no rule "consent\.adlut": did you mean "consent\.adult"\?/,
  ],
  'a rule that is not there': [
    { 'rules/rules.yaml': [/.*id: authority\.routing.*\n/, ''] },
    /^rules\/rules\.yaml/,
    /there is no rule "authority\.routing": nothing can be sent or decided without it/,
  ],
  'words with a slip of the hand': [
    {
      'messages/en.json': [
        '"form.referral.who.name.label"',
        '"form.referral.who.name.hnit": "All of it",\n  "form.referral.who.name.label"',
      ],
    },
    /^messages\/en\.json:\d+ form\.referral\.who\.name\.hnit/,
    /nothing asks for these words: did you mean "form\.referral\.who\.name\.hint"\?/,
  ],
  'words of a question that is gone': [
    { 'messages/qmr.json': ['"advice.help"', '"form.referral.lantern.title": "лантерн",\n  "advice.help"'] },
    /^messages\/qmr\.json:\d+ form\.referral\.lantern\.title/,
    /nothing asks for these words/,
  ],
  'a way of reaching somebody that is no channel': [
    {
      'consent.yaml': [
        '# Which page of the referral',
        `${contactFirst.replace('given: phone', 'given: phoen')}\n# Which page of the referral`,
      ],
    },
    /^consent\.yaml:\d+ firstContact\.ways\.shell-given/,
    /there is no channel "phoen": did you mean "phone"\?/,
  ],
};

for (const [name, [faults, at, says]] of Object.entries(mistakes))
  test(`a pack that starts, and leaves somebody unasked or unheard, is told so by its check: ${name}`, async context => {
    const { problems } = await checkPack(await planted(context, faults));
    assert.ok(
      problems.some(problem => at.test(problem) && says.test(problem)),
      problems.join('\n') || 'nothing was said',
    );
    for (const problem of problems) {
      assert.doesNotMatch(problem, /Compare it with the same place|would not start/);
      assert.match(problem, /\n {4}\S/, 'what to do stands beneath');
    }
  });
