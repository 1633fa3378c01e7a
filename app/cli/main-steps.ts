/** Who may do the main steps of the journey at all: asked of policy itself, for each role of the pack. */
import type { Policy } from '../../platform/access/policy.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import type { Problem } from '../../platform/pack/files.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import type { Viewer } from '../../platform/work.ts';
import type { Action } from '../actions.ts';

interface MainStep {
  /** One of these is enough. */
  readonly actions: readonly [Action, ...Action[]];
  readonly say: string;
  /** As what it is done: what one of another purpose may do reaches no case, since grants are by purpose. */
  readonly purpose: Purpose;
  readonly stage?: string;
  readonly relations?: readonly string[];
}

const own = ['referrer', 'referring-team'];
const steps: readonly MainStep[] = [
  { actions: ['referral:start'], say: 'start a referral', purpose: 'referral' },
  { actions: ['referral:draft'], say: 'write a draft', purpose: 'referral', stage: 'draft', relations: own },
  {
    actions: ['referral:submit'],
    say: 'send a referral',
    purpose: 'referral',
    stage: 'draft',
    relations: own,
  },
  { actions: ['referral:list'], say: 'see the list of what their team referred', purpose: 'referral' },
  {
    actions: ['referral:view'],
    say: 'follow what they sent',
    purpose: 'referral',
    stage: 'submitted',
    relations: own,
  },
  {
    actions: ['consent:record'],
    say: 'record a consent',
    purpose: 'referral',
    stage: 'submitted',
    relations: own,
  },
  {
    actions: ['consent:withdraw'],
    say: 'end a consent',
    purpose: 'referral',
    stage: 'submitted',
    relations: own,
  },
  {
    actions: ['contact:record'],
    say: 'record how contact is safe',
    purpose: 'referral',
    stage: 'submitted',
    relations: own,
  },
  { actions: ['queue:view'], say: 'see the queue', purpose: 'identification-decision' },
  { actions: ['case:view'], say: 'read a case', purpose: 'identification-decision', stage: 'submitted' },
  {
    actions: ['case:take', 'case:allocate'],
    say: 'take a case, or give it to somebody',
    purpose: 'identification-decision',
    stage: 'submitted',
  },
  {
    actions: ['decision:record'],
    say: 'decide',
    purpose: 'identification-decision',
    stage: 'submitted',
    relations: ['decider'],
  },
  {
    actions: ['decision:second-read'],
    say: 'read a negative a second time',
    purpose: 'identification-decision',
    stage: 'submitted',
  },
];

export const findStepsOfNobody = ({ roles, nations }: Pack, policy: Policy): Problem[] =>
  steps.flatMap(({ actions, say, purpose, stage, relations = [] }) => {
    const acting = roles.filter(role => role.purpose === purpose);
    const record = stage === undefined ? undefined : recordAt(stage, nations[0]?.code ?? null, relations);
    if (
      acting.some(({ code }) => actions.some(action => policy.may(viewerOf(code, purpose), action, record)))
    )
      return [];
    const file = acting.length === 0 ? 'roles.yaml' : 'permits.cedar';
    const message =
      acting.length === 0
        ? `nobody may ${say}: no role has the purpose "${purpose}"`
        : `nobody may ${say} ("${actions.join('" or "')}"): no rule permits it to ${acting.map(({ code }) => `"${code}"`).join(' or ')}`;
    return [{ file, path: acting.length === 0 ? 'roles' : '', line: 1, message }];
  });

const id = '00000000-0000-4000-8000-000000000000';

const viewerOf = (role: string, purpose: Purpose): Viewer => ({
  personId: id,
  name: '',
  role,
  purpose,
  organisation: { id, name: '' },
  team: { id, name: '' },
});

const recordAt = (stage: string, nation: string | null, relations: readonly string[]): RecordFacts => ({
  recordId: id,
  reference: '',
  stage,
  nation,
  version: 1,
  relations,
  packVersion: '',
});
