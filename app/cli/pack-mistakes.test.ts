import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Faults, planted } from '../../platform/pack/testing.ts';
import { checkPack } from './pack.ts';

const permits = 'permits.cedar';
const refers = 'permit (principal, action in [Action::"signs:screen", Action::"referral:start"';

/** What an author gets wrong and the files alone do not show: where it is told, what is said and what was meant. */
const mistakes: Readonly<Record<string, readonly [Faults, at: RegExp, says: RegExp]>> = {
  'an action with a slip of the hand': [
    { [permits]: ['Action::"referral:start"', 'Action::"refferal:start"'] },
    /^permits\.cedar:5 keepers-refer/,
    /there is no action "refferal:start": did you mean "referral:start"\?/,
  ],
  'an attribute with a slip of the hand': [
    { [permits]: ['resource.stage != "draft"', 'resource.staeg != "draft"'] },
    /^permits\.cedar:18 everybody-on-a-case-takes-copies/,
    /"resource\.staeg" is nothing that a permit can ask: did you mean "stage"\?/,
  ],
  'a stage that no record has': [
    { [permits]: ['resource.stage != "draft"', 'resource.stage != "drafft"'] },
    /^permits\.cedar:18/,
    /no record ever stands at the stage "drafft": did you mean "draft"\?/,
  ],
  'a relation that nobody has': [
    { [permits]: ['contains("referring-team")', 'contains("refering-team")'] },
    /^permits\.cedar:22/,
    /"refering-team": did you mean "referring-team"\?/,
  ],
  'a role with a slip of the hand': [
    { [permits]: ['principal.role == "keeper"', 'principal.role == "keepr"'] },
    /^permits\.cedar:6/,
    /roles\.yaml has no role "keepr": did you mean "keeper"\?/,
  ],
  'a purpose that nobody has': [
    { [permits]: ['principal.role == "keeper"', 'principal.purpose == "referal"'] },
    /^permits\.cedar:6/,
    /nobody acts for the purpose "referal": did you mean "referral"\?/,
  ],
  'a rule for everybody and everything': [
    {
      [permits]: [
        `@id("keepers-refer")`,
        `@id("all")\npermit (principal, action, resource);\n\n@id("keepers-refer")`,
      ],
    },
    /^permits\.cedar:4 all/,
    /names no action, so it permits everything/,
  ],
  'a rule for everybody': [
    {
      [permits]: [
        `@id("keepers-refer")`,
        `@id("all")\npermit (principal, action == Action::"case:view", resource);\n\n@id("keepers-refer")`,
      ],
    },
    /^permits\.cedar:4 all/,
    /permits everybody "case:view", whatever their role/,
  ],
  'a rule that forbids': [
    { [permits]: [refers, refers.replace('permit', 'forbid')] },
    /^permits\.cedar:4/,
    /a pack may only permit/,
  ],
  'a rule about one person': [
    { [permits]: [refers, refers.replace('principal,', 'principal == Person::"sam",')] },
    /^permits\.cedar:4/,
    /names one person or record/,
  ],
  'a rule without its end': [
    {
      [permits]:
        '@id("keepers-refer")\npermit (principal, action == Action::"referral:start", resource)\nwhen { principal.role',
    },
    /^permits\.cedar:2: /,
    /the rule that begins here has no end/,
  ],
  'a rule with a bracket too few': [
    { [permits]: ['"referral:list"], resource)', '"referral:list"], resource'] },
    /^permits\.cedar:6: /,
    /cannot be read from here on: "when" does not belong/,
  ],
  'an action without a record beside a record': [
    {
      [permits]: [
        'action == Action::"referral:copy"',
        'action in [Action::"referral:copy", Action::"queue:view"]',
      ],
    },
    /^permits\.cedar:17/,
    /asks about a record, and "queue:view" is done to none/,
  ],
  'a role of another purpose': [
    { 'roles.yaml': ['keeper, purpose: referral', 'keeper, purpose: administration'] },
    /^roles\.yaml/,
    /nobody may start a referral: no role has the purpose "referral"/,
  ],
  'a role of another purpose than its rule': [
    {
      [permits]: [
        'when { principal.role == "examiner" };',
        'when { principal.role == "examiner" && principal.purpose == "referral" };',
      ],
    },
    /^permits\.cedar:\d\d examiners-read-evidence/,
    /names the role "examiner" and permits it nothing: in roles\.yaml its purpose is "identification-decision"/,
  ],
  'nobody who may send': [
    { [permits]: ['Action::"referral:draft", Action::"referral:submit"', 'Action::"referral:draft"'] },
    /^permits\.cedar/,
    /nobody may send a referral \("referral:submit"\): no rule permits it to "keeper"/,
  ],
  'nobody who may take a case': [
    { [permits]: ['Action::"case:take", ', ''] },
    /^permits\.cedar/,
    /nobody may take a case/,
  ],
  'nobody who may decide': [
    { [permits]: ['Action::"decision:record", ', ''] },
    /^permits\.cedar/,
    /nobody may decide \("decision:record"\): no rule permits it to "examiner"/,
  ],
  'nobody who reads a second time': [
    { [permits]: [', Action::"decision:second-read"', ''] },
    /^permits\.cedar/,
    /nobody may read a negative a second time/,
  ],
  'an argument that the core does not fill in': [
    {
      'messages/en.json': ['call {number} now', 'call {nubmer} now'],
      'messages/qmr.json': ['{number}', '{nubmer}'],
    },
    /^messages\/en\.json:\d+ advice\.danger/,
    /\{nubmer\} is nothing it knows here, \{number\} is missing: did you mean \{number\}\?/,
  ],
  'a brace that is not closed': [
    { 'messages/en.json': ['{number} now', '{number now'] },
    /^messages\/en\.json:\d+ advice\.danger/,
    /is not an ICU message: .*\}/,
  ],
  'a row with a cell too few': [
    { 'lists/islands.csv': ['island-north', 'island-west\nisland-north'] },
    /^lists\/islands\.csv:2/,
    /this row has 1 cells, and the first line names \d: a comma lacks/,
  ],
  'a story that does not hold': [
    { 'scenarios/scenarios.yaml': ['treatedAs: adult, must', 'treatedAs: child, must'] },
    /^scenarios\/scenarios\.yaml:6 /,
    /the story tells treatedAs: "child", and by the rules of the pack it is "adult"/,
  ],
};

for (const [name, [faults, at, says]] of Object.entries(mistakes))
  test(`a pack that could not start, or would shut somebody out, is told so by its check: ${name}`, async context => {
    const { problems } = await checkPack(await planted(context, faults));
    assert.ok(
      problems.some(problem => at.test(problem) && says.test(problem)),
      problems.join('\n') || 'nothing was said',
    );
    for (const problem of problems) {
      assert.doesNotMatch(
        problem,
        /Compare it with the same place|policies from string|[A-Z]{3,}_[A-Z]{3,}|would not start/,
      );
      assert.match(problem, /\n {4}\S/, 'what to do stands beneath');
    }
  });
