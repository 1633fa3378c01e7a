/** Whom a pack's permits reach: asked of Cedar itself, rule by rule, for whoever could ask. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Problem } from '../pack/files.ts';
import { purposes } from '../pure/classes.ts';
import type { ActionTable } from './actions.ts';
import { type Judged, knownRelations, knownStages, type PermitRule, tell } from './permit-rules.ts';

/** What everybody who is signed in may do, whatever they are. */
const everybodys = [
  'service:home',
  'service:keep-session',
  'service:change-position',
  'service:own-sessions',
];

/** A rule that lets in somebody of a role that no pack has lets in everybody. */
export function findOpenDoors(rules: readonly PermitRule[], { actions, nations }: Judged): Problem[] {
  return rules.flatMap(rule => {
    if (rule.actions.length === 0)
      return [tell(rule, undefined, 'names no action, so it permits everything: name what may be done')];
    const asksPurpose = rule.attributes.some(({ of, name }) => of === 'principal' && name === 'purpose');
    const open = rule.actions.filter(
      action =>
        !everybodys.includes(action) &&
        (asksPurpose ? purposes : purposes.slice(0, 1)).some(purpose =>
          reaches(rule, { role: 'nobody', purpose }, action, actions, nations),
        ),
    );
    if (open.length === 0) return [];
    const named = open.map(action => `"${action}"`).join(', ');
    return [
      tell(
        rule,
        undefined,
        `permits everybody ${named}, whatever their role: say when { principal.role == … }`,
      ),
    ];
  });
}

/** A rule names a role and never lets it do anything: mostly, the role has another purpose than the rule asks for. */
export function findUselessRoles(
  rules: readonly PermitRule[],
  { actions, roles, nations }: Judged,
): Problem[] {
  return rules.flatMap(rule =>
    roles
      .filter(({ code }) =>
        rule.compared.some(({ attribute, value }) => attribute === 'principal.role' && value === code),
      )
      .filter(
        ({ code, purpose }) =>
          !rule.actions.some(action => reaches(rule, { role: code, purpose }, action, actions, nations)),
      )
      .map(({ code, purpose }) =>
        tell(
          rule,
          `"${code}"`,
          `names the role "${code}" and permits it nothing: in roles.yaml its purpose is "${purpose}", or what the rule asks never comes together`,
        ),
      ),
  );
}

/** Whether a rule, by itself, lets somebody do something to any record that could be. */
function reaches(
  rule: PermitRule,
  who: { readonly role: string; readonly purpose: string },
  action: string,
  actions: ActionTable,
  nations: Judged['nations'],
): boolean {
  if (actions[action] !== 'record') return isPermitted(rule, who, action, undefined);
  const asks = (name: string) => rule.attributes.some(attribute => attribute.name === name);
  const relations = asks('relations') ? [[], knownRelations, ...knownRelations.map(each => [each])] : [[]];
  return (asks('stage') ? knownStages : ['draft']).some(stage =>
    (asks('nation') ? nations.map(({ code }) => code) : ['']).some(nation =>
      relations.some(each => isPermitted(rule, who, action, { stage, nation, relations: each })),
    ),
  );
}

function isPermitted(
  rule: PermitRule,
  who: { readonly role: string; readonly purpose: string },
  action: string,
  record: { stage: string; nation: string; relations: readonly string[] } | undefined,
): boolean {
  const principal = { type: 'Person', id: 'viewer' };
  const resource = { type: record ? 'Record' : 'Service', id: 'asked' };
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: { type: 'Action', id: action },
    resource,
    context: {},
    preparsedPolicySetId: parsed(rule),
    entities: [
      { uid: principal, attrs: { ...who, organisation: 'one', team: 'one' }, parents: [] },
      { uid: resource, attrs: record ? { ...record, relations: [...record.relations] } : {}, parents: [] },
    ],
  });
  return answer.type === 'success' && answer.response.decision === 'allow';
}

/** A rule is asked hundreds of times: parsed once, it answers in a tenth of the time. */
function parsed({ text }: PermitRule): string {
  const id = `alone: ${text}`;
  if (!known.has(id)) {
    cedar.preparsePolicySet(id, { staticPolicies: { rule: text } });
    known.add(id);
  }
  return id;
}
const known = new Set<string>();
