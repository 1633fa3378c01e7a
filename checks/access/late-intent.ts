import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';
import type { Shown } from './marks.ts';
import type { Rule } from './rule.ts';

/** A page of a draft that comes after it was sent: its team reads who sent it, and is shown all that they typed. */
export const afterSending =
  (ofDraft: (rule: Rule) => Rule, isOfTeam: (actor: Actor) => boolean) =>
  (inDraft: Rule, ...typed: readonly Shown[]): Rule =>
  (actor, stage) =>
    stage !== 'draft' && actor.role === 'responder' && isOfTeam(actor)
      ? { answer: '409', shows: typed }
      : ofDraft(inDraft)(actor, stage);

/** A text of the situation names the first person: it is shown, to be decided on before anything is copied. */
export const shownFirst: Intended = { answer: '422', shows: ['process', 'third-party'] };
