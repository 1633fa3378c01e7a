/** Who should be answered what of a referral after it was sent, as people would say it. */
import { aboutThePerson, seesTwo } from './held.ts';
import type { Intended } from './intent.ts';
import type { Rule, Showing } from './rule.ts';

interface Means {
  readonly showing: Showing;
  readonly ofDeciders: (rule: Rule) => Rule;
  readonly refused: Intended;
  readonly done: Intended;
  readonly absent: Intended;
}

export function afterSendIntended(means: Means): Readonly<Record<string, Rule>> {
  const { showing, ofDeciders, refused, done, absent } = means;
  const made: Rule = (actor, stage) => showing('201', actor, stage, 'process');
  /** Those who referred the person, once it is sent, and those who decide. */
  const whoHold =
    (rule: Rule): Rule =>
    (actor, stage) => {
      if (actor.role === 'responder') return stage === 'draft' ? refused : rule(actor, stage);
      return ofDeciders(rule)(actor, stage);
    };
  /** They take along what they hold of it, and nothing sealed. */
  const theReferral = whoHold((actor, stage) => showing('200', actor, stage, ...aboutThePerson));
  /** The team that referred, once it is sent; recipients, who hold a part, correct nothing. */
  const whoReferred =
    (rule: Rule): Rule =>
    (actor, stage) =>
      actor.role === 'responder' && !seesTwo.includes(actor.relation) && stage !== 'draft'
        ? rule(actor, stage)
        : refused;
  /** What was withdrawn stays as it was. */
  const standing =
    (rule: Rule): Rule =>
    (actor, stage) =>
      stage === 'withdrawn' ? refused : rule(actor, stage);
  /** Both sides of the referral write to each other; recipients take no part. */
  const eitherSide = (rule: Rule): Rule => {
    const ofReferrer = whoReferred(rule);
    const ofAuthority = ofDeciders(rule);
    return (actor, stage) => (actor.role === 'responder' ? ofReferrer : ofAuthority)(actor, stage);
  };
  const corrects = (rule: Rule): Rule => standing(whoReferred(rule));
  /** Either side, until it is decided; the authority at the person's wish. */
  const withdraws = (rule: Rule): Rule => {
    const ofSides = eitherSide(rule);
    return (actor, stage) =>
      ['draft', 'decided', 'withdrawn'].includes(stage) ? refused : ofSides(actor, stage);
  };
  return {
    'GET /referrals/:reference/withdraw': withdraws((actor, stage) =>
      showing('200', actor, stage, 'process'),
    ),
    'POST /referrals/:reference/withdraw': withdraws(() => done),
    'POST /referrals/:reference/withdraw [not whole]': withdraws((actor, stage) =>
      showing('422', actor, stage, 'process'),
    ),
    'POST /api/v1/referrals/:reference/withdrawal': withdraws(made),
    'GET /referrals/:reference/correct/:step': corrects((actor, stage) =>
      showing('200', actor, stage, 'process', 'identity'),
    ),
    'GET /referrals/:reference/correct/:step [nothing]': corrects(() => absent),
    'POST /referrals/:reference/correct/:step': corrects(() => done),
    'POST /referrals/:reference/correct/:step [not whole]': corrects((actor, stage) =>
      showing('422', actor, stage, 'process', 'identity'),
    ),
    'POST /api/v1/referrals/:reference/corrections': corrects(made),
    'GET /referrals/:reference/more/:step': corrects((actor, stage) =>
      showing('200', actor, stage, 'process'),
    ),
    'GET /referrals/:reference/more/:step [nothing]': corrects(() => absent),
    'POST /referrals/:reference/more/:step': corrects(() => done),
    'POST /referrals/:reference/more/:step [not whole]': corrects((actor, stage) =>
      showing('422', actor, stage, 'process'),
    ),
    'POST /api/v1/referrals/:reference/additions': corrects(made),
    'GET /referrals/:reference/protection/:step': corrects((actor, stage) =>
      showing('200', actor, stage, 'process', 'third-party'),
    ),
    'GET /referrals/:reference/protection/:step [nothing]': corrects(() => absent),
    'POST /referrals/:reference/protection/:step': corrects(() => done),
    'POST /referrals/:reference/protection/:step [not whole]': corrects((actor, stage) =>
      showing('422', actor, stage, 'process'),
    ),
    'POST /api/v1/referrals/:reference/protection': corrects(made),
    'GET /referrals/:reference/shared': theReferral,
    'GET /referrals/:reference/referral.pdf': theReferral,
    'GET /api/v1/referrals/:reference/referral.pdf': theReferral,
    'GET /messages/:reference': eitherSide((actor, stage) => showing('200', actor, stage, 'process')),
    'POST /messages/:reference': eitherSide(() => done),
    'POST /messages/:reference [not whole]': eitherSide((actor, stage) =>
      showing('422', actor, stage, 'process'),
    ),
    'GET /api/v1/referrals/:reference/messages': eitherSide((actor, stage) =>
      showing('200', actor, stage, 'process'),
    ),
    'POST /api/v1/referrals/:reference/messages': eitherSide(made),
    'GET /referrals/:reference/official.csv': theReferral,
    'GET /api/v1/referrals/:reference/official': theReferral,
  };
}
