/** Who should be answered what of a referral after it was sent, as people would say it. */
import type { Actor } from './cast.ts';
import { aboutThePerson } from './held.ts';
import type { Intended } from './intent.ts';
import type { Shown } from './marks.ts';
import type { StageOfRecord } from './telling.ts';

type Rule = (actor: Actor, stage: StageOfRecord) => Intended;

interface Means {
  readonly showing: (
    answer: string,
    actor: Actor,
    stage: StageOfRecord,
    ...shows: readonly Shown[]
  ) => Intended;
  readonly ofDeciders: (rule: Rule) => Rule;
  readonly refused: Intended;
}

export function afterSendIntended(means: Means): Readonly<Record<string, Rule>> {
  const { showing, ofDeciders, refused } = means;
  /** Those who referred the person, once it is sent, and those who decide. */
  const whoHold =
    (rule: Rule): Rule =>
    (actor, stage) => {
      if (actor.role === 'responder') return stage === 'draft' ? refused : rule(actor, stage);
      return ofDeciders(rule)(actor, stage);
    };
  /** They take along what they hold of it, and nothing sealed. */
  const theReferral = whoHold((actor, stage) => showing('200', actor, stage, ...aboutThePerson));
  return {
    'GET /referrals/:reference/referral.pdf': theReferral,
    'GET /api/v1/referrals/:reference/referral.pdf': theReferral,
    'GET /referrals/:reference/official.csv': theReferral,
    'GET /api/v1/referrals/:reference/official': theReferral,
  };
}
