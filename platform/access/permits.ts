/** What is wrong with a pack's permits, in plain words, so that its author need know neither Cedar nor our schema. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Problem } from '../pack/files.ts';
import { meant } from '../pack/explain.ts';
import { purposes } from '../pure/classes.ts';
import type { ActionTable } from './actions.ts';
import {
  type Judged,
  knownRelations,
  knownStages,
  lineAt,
  type PermitRule,
  permitsFile as file,
  readRule,
  tell,
} from './permit-rules.ts';
import { findUselessRoles, findOpenDoors } from './permit-reach.ts';

const attributes: Readonly<Record<string, readonly string[]>> = {
  principal: ['role', 'purpose', 'organisation', 'team'],
  resource: ['stage', 'nation', 'relations'],
};

export function findBrokenPermits(text: string, judged: Judged): Problem[] {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') return parts.errors.map(error => unreadable(text, error));
  // Cedar gives the rules in an order of its own.
  const rules = parts.policies.map(part => readRule(part, lineAt(text, Math.max(text.indexOf(part), 0))));
  const words = rules.flatMap(rule => wordProblems(rule, judged));
  if (words.length > 0) return words;
  const misfits = rules.flatMap(rule => findMisfits(rule, judged.actions));
  if (misfits.length > 0) return misfits;
  return [...findOpenDoors(rules, judged), ...findUselessRoles(rules, judged)];
}

/** Every word that a rule compares with must be one that can occur. */
function wordProblems(rule: PermitRule, { actions, roles, nations }: Judged): Problem[] {
  if (rule.effect !== 'permit')
    return [
      tell(rule, undefined, 'forbids: a pack may only permit, and what it does not permit is not permitted'),
    ];
  const problems: Problem[] = [];
  for (const name of rule.actions)
    if (!Object.hasOwn(actions, name))
      problems.push(
        tell(rule, `"${name}"`, `there is no action "${name}"${meant(name, Object.keys(actions))}`),
      );
  for (const { of, name } of rule.attributes)
    if (!attributes[of]?.includes(name))
      problems.push(
        tell(
          rule,
          `${of}.${name}`,
          `"${of}.${name}" is nothing that a permit can ask${meant(name, attributes[of] ?? [])}`,
        ),
      );
  const known: Readonly<Record<string, readonly string[]>> = {
    'principal.role': roles.map(({ code }) => code),
    'principal.purpose': purposes,
    'resource.stage': knownStages,
    'resource.relations': knownRelations,
    'resource.nation': nations.map(({ code }) => code),
  };
  for (const { attribute, value } of rule.compared) {
    const words = known[attribute];
    if (words && !words.includes(value))
      problems.push(tell(rule, `"${value}"`, `${nouns[attribute]} "${value}"${meant(value, words)}`));
  }
  if (rule.namesSomebody)
    problems.push(tell(rule, undefined, 'names one person or record: a permit is for all who are alike'));
  return problems;
}
const nouns: Readonly<Record<string, string>> = {
  'principal.role': 'roles.yaml has no role',
  'principal.purpose': 'nobody acts for the purpose',
  'resource.stage': 'no record ever stands at the stage',
  'resource.relations': 'nobody is ever to a record what is called',
  'resource.nation': 'nations.yaml has no nation',
};

/** What only Cedar's own check finds: a list where a word belongs, or what a record has asked of the service. */
function findMisfits(rule: PermitRule, actions: ActionTable): Problem[] {
  const scopes = new Set(rule.actions.map(name => actions[name]));
  if (scopes.has('public'))
    return [tell(rule, undefined, 'permits what needs no permission: take out the actions that are public')];
  const asks = rule.attributes.some(({ of }) => of === 'resource');
  if (asks && scopes.has('service')) {
    const named = rule.actions.filter(name => actions[name] === 'service');
    return [
      tell(
        rule,
        `"${named[0]}"`,
        `asks about a record, and "${named.join('", "')}" is done to none: put it in a rule of its own`,
      ),
    ];
  }
  const checked = cedar.validate({
    schema: cedarSchema(actions),
    policies: { staticPolicies: { rule: rule.text } },
    validationSettings: { mode: 'strict' },
  });
  const found =
    checked.type === 'failure' ? checked.errors : checked.validationErrors.map(({ error }) => error);
  return found.map(({ message }) =>
    tell(
      rule,
      undefined,
      `compares what cannot be compared, or can never hold (Cedar: ${message.split('\n')[0]})`,
    ),
  );
}

/** Actions apply to a record or to the service as a whole; a policy that mixes them does not validate. */
export function cedarSchema(actions: ActionTable): string {
  const declared = Object.entries(actions)
    .filter(([, scope]) => scope !== 'public')
    .map(
      ([name, scope]) =>
        `action "${name}" appliesTo { principal: [Person], resource: [${scope === 'record' ? 'Record' : 'Service'}] };`,
    );
  return `
    entity Person = { role: String, purpose: String, organisation: String, team: String, isMachine: Bool };
    entity Record = { stage: String, nation: String, relations: Set<String> };
    entity Service;
    ${declared.join('\n')}`;
}

function unreadable(text: string, error: cedar.DetailedError): Problem {
  const at = error.sourceLocations?.[0]?.start;
  const before = at === undefined ? text : Buffer.from(text).subarray(0, at).toString();
  const begins = Math.max(...[...before.matchAll(/^\s*(?:@id\(|permit\b)/gm)].map(({ index }) => index), 0);
  const isEnd = /end of input/.test(error.message);
  const unread = /`(.+)`/.exec(error.message)?.[1];
  return {
    file,
    path: '',
    line: lineAt(text, isEnd ? begins + (/^\s*/.exec(text.slice(begins))?.[0].length ?? 0) : before.length),
    message: isEnd
      ? 'the rule that begins here has no end: a bracket, a quote or its semicolon is missing'
      : `cannot be read from here on${unread ? `: "${unread}" does not belong` : ''}: a comma, a bracket, a quote or a semicolon is missing before it, or is too many`,
  };
}
