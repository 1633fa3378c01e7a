/** What somebody may be shown of a record at all, as people would say it; part of what is intended (`intent.ts`). */
import type { Actor, Relation } from './cast.ts';
import type { Shown } from './marks.ts';
import type { StageOfRecord } from './telling.ts';

/** Lent to them, or agreed to by the person. */
export const seesTwo: readonly Relation[] = ['grant-of-two-classes', 'recipient'];

export const aboutThePerson: readonly Shown[] = [
  'process',
  'identity',
  'account',
  'contact',
  'location',
  'health',
  'immigration',
  'support',
  'third-party',
];
const inAuthority: readonly Relation[] = [
  'authority-team',
  'decider',
  'earlier-proposer',
  'second-reader',
  'referrer',
  'author',
  'conflicted',
];
export const isDecider = (actor: Actor): boolean => actor.role === 'caseworker' || actor.role === 'manager';

/** Of the team that decides; a manager puts others on duty. */
export const isOnDuty = ({ role, relation }: Actor): boolean =>
  role === 'caseworker' && relation === 'authority-team';

/** What somebody may be shown of a record at all, on whatever page. Nobody else sees anything of it. */
export function held({ role, relation }: Actor, stage: StageOfRecord): readonly Shown[] {
  const isSent = stage !== 'draft';
  if (role === 'responder' && (relation === 'referrer' || relation === 'same-team')) return aboutThePerson;
  if (role === 'responder' && seesTwo.includes(relation)) return ['process', 'identity'];
  if ((role === 'caseworker' || role === 'manager') && inAuthority.includes(relation) && isSent)
    return [
      ...aboutThePerson,
      'reasoning',
      ...(relation === 'decider' ? (['own-draft'] as const) : []),
      ...(isOnDuty({ role, relation }) ? (['sealed'] as const) : []),
    ];
  // The referrer's own watch a draft from its first word; the authority's come in when it is sent.
  if (
    role === 'data-protection-officer' &&
    (isSent ? relation !== 'other-organisation' : relation === 'referring-organisation')
  )
    return ['process', 'trail'];
  if (relation === 'grant-behind-the-wall') return ['process', 'identity', 'immigration'];
  return [];
}

/** The same of a record that another organisation sent to the other authority. */
export function heldOfForeign({ role, relation }: Actor, stage: StageOfRecord): readonly Shown[] {
  if (relation === 'other-organisation' && role === 'responder') return aboutThePerson;
  if (relation === 'other-organisation' && role === 'data-protection-officer') return ['process', 'trail'];
  if (relation === 'other-authority' && stage !== 'draft') return [...aboutThePerson, 'reasoning'];
  return [];
}
