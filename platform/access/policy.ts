import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Viewer } from '../work.ts';
import type { ActionTable } from './actions.ts';
import { namesSomebody } from './permit-rules.ts';
import { cedarSchema } from './permits.ts';
import type { RecordFacts } from './record.ts';

export interface Policy {
  readonly actions: ActionTable;
  /** Whether policy lets the viewer do this. Deny by default; a forbid beats every permit. */
  may(viewer: Viewer, action: string, record: RecordFacts | undefined): boolean;
}

const core = readFileSync(join(import.meta.dirname, 'core.cedar'), 'utf8');

/**
 * Reads and checks the policies once: the core's forbids, the contexts' forbids and the pack's permits.
 * @throws where a policy does not parse, does not fit the schema or names somebody, or a pack tries to forbid
 */
export function createPolicy(actions: ActionTable, forbids: readonly string[], permits: string): Policy {
  const schema = cedarSchema(actions);
  const staticPolicies = { ...named('core', [core, ...forbids].join('\n')), ...named('pack', permits) };
  for (const [id, text] of Object.entries(staticPolicies))
    if (id.startsWith('pack') && !/^permit\b/.test(text.replace(/^\s*(@\w+\("[^"]*"\)\s*)*/, '')))
      throw new Error(`A pack may only permit: ${id}`);
  for (const [id, text] of Object.entries(staticPolicies))
    if (namesSomebody(cedar.policyToJson(text)))
      throw new Error(`A policy may not name one person or record: ${id}`);
  const policies = { staticPolicies };
  const checked = cedar.validate({ schema, policies, validationSettings: { mode: 'strict' } });
  if (checked.type === 'failure')
    throw new Error(`Policies: ${checked.errors.map(each => each.message).join('; ')}`);
  if (checked.validationErrors.length > 0)
    throw new Error(
      `Policies: ${checked.validationErrors.map(each => `${each.policyId}: ${each.error.message}`).join('; ')}`,
    );
  const id = `opennrm-${++loaded}`;
  expectParsed(cedar.preparsePolicySet(id, policies));
  expectParsed(cedar.preparseSchema(id, schema));
  return { actions, may: (viewer, action, record) => decide(id, actions, viewer, action, record) };
}
let loaded = 0;

function named(prefix: string, text: string): Record<string, string> {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure')
    throw new Error(`Policies (${prefix}): ${parts.errors.map(each => each.message).join('; ')}`);
  return Object.fromEntries(parts.policies.map((policy, index) => [`${prefix}-${index}`, policy]));
}

/** Of whoever asks and of whatever record: the same for all, so that policy could not tell them apart by it. */
const viewerId = { type: 'Person', id: 'viewer' };
const recordId = { type: 'Record', id: 'record' };
const serviceId = { type: 'Service', id: 'opennrm' };

function expectParsed(answer: cedar.CheckParseAnswer): void {
  if (answer.type === 'failure') throw new Error(answer.errors.map(each => each.message).join('; '));
}

function decide(
  id: string,
  actions: ActionTable,
  viewer: Viewer,
  action: string,
  record: RecordFacts | undefined,
): boolean {
  const scope = actions[action];
  if (!scope) throw new Error(`Nobody declared the action ${action}`);
  if (scope === 'public') return true;
  // A token narrows what its system may do; what it may do at all is for policy to say, as of everybody.
  if (viewer.machine && !viewer.machine.scopes.includes(action)) return false;
  if (scope === 'record' && !record) return false;
  const resource = record && scope === 'record' ? recordId : serviceId;
  const attributes =
    record && scope === 'record'
      ? { stage: record.stage, nation: record.nation ?? '', relations: record.relations.toSorted() }
      : {};
  return answerTo({
    principal: viewerId,
    action: { type: 'Action', id: action },
    resource,
    context: {},
    preparsedPolicySetId: id,
    preparsedSchemaName: id,
    validateRequest: true,
    entities: [
      {
        uid: viewerId,
        attrs: {
          role: viewer.role,
          purpose: viewer.purpose,
          organisation: viewer.organisation.id,
          team: viewer.team.id,
          isMachine: viewer.machine !== undefined,
        },
        parents: [],
      },
      { uid: resource, attrs: attributes, parents: [] },
    ],
  });
}

/** Everything that a policy can look at stands in the request, and loaded policies never change: one question, one answer. */
const answered = new Map<string, boolean>();
const mostAnswered = 20_000;

function answerTo(request: cedar.StatefulAuthorizationCall): boolean {
  const question = JSON.stringify(request);
  const known = answered.get(question);
  if (known !== undefined) return known;
  const answer = cedar.statefulIsAuthorized(request);
  if (answer.type === 'failure') throw new Error(answer.errors.map(each => each.message).join('; '));
  const isAllowed = answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow';
  if (answered.size >= mostAnswered) answered.clear();
  answered.set(question, isAllowed);
  return isAllowed;
}
