/** Who should be answered what about consents and safe contact, as people would say it. */
import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';
import type { Shown } from './marks.ts';
import type { Rule, Showing } from './rule.ts';

interface Said {
  readonly showing: Showing;
  readonly again: (rule: Rule) => Rule;
  readonly done: Intended;
  readonly refused: Intended;
  readonly absent: Intended;
  readonly wrongStage: Intended;
}

/** Every form has a page of its own. */
export const consentForms: readonly string[] = [
  'record',
  'withdraw/:permission',
  'hand-over/:permission',
  'override',
  'decide/:permission',
  'review/:permission',
  'hold',
  'contact',
].map(path => `POST /consents/:reference/${path}`);

/** The team that referred keeps the consents, and so does the authority that has the case; recipients do not. */
const keeps = ({ role, relation }: Actor): boolean =>
  role === 'responder'
    ? relation === 'referrer' || relation === 'same-team'
    : (role === 'caseworker' || role === 'manager') && relation !== 'conflicted';

/** Bethan asked, in whichever position she is now. */
const hasAsked = ({ role, relation }: Actor): boolean =>
  (role === 'responder' && relation === 'same-team') || relation === 'author';

/** Bethan decided at once: what she did is to be looked at again by the others of her team, who referred. */
export const waitsFor = ({ role, relation }: Actor): readonly Shown[] =>
  role === 'responder' && relation === 'referrer' ? ['process'] : [];

export function consentsIntended({
  showing,
  again,
  done,
  refused,
  absent,
  wrongStage,
}: Said): Readonly<Record<string, Rule>> {
  const forKeepers =
    (rule: Rule): Rule =>
    (actor, stage) =>
      keeps(actor) ? rule(actor, stage) : refused;
  const page = (...shows: readonly Shown[]): Rule =>
    forKeepers((actor, stage) => showing('200', actor, stage, 'process', ...shows));
  const write = forKeepers(() => done);
  /** Another than who asked decides, and reviews. */
  const byAnother: Rule = forKeepers((actor, stage) =>
    hasAsked(actor) ? again(page('account'))(actor, stage) : done,
  );
  /** Until a referral is sent no words about it are kept here, nor is it shared without consent. */
  const onceSent = (rule: Rule, before: Intended = wrongStage): Rule =>
    forKeepers((actor, stage) => (stage === 'draft' ? before : rule(actor, stage)));
  /** The team that referred hands a copy over; the authority does not. */
  const ofReferrers = (rule: Rule): Rule =>
    forKeepers((actor, stage) => (actor.role === 'responder' ? rule(actor, stage) : refused));
  const at = '/consents/:reference';
  return {
    [`GET ${at}`]: (actor, stage) => (stage === 'draft' ? page() : page('account', 'contact'))(actor, stage),
    [`GET ${at}/record`]: page(),
    [`POST ${at}/record`]: write,
    [`POST ${at}/record [not whole]`]: again(page()),
    [`GET ${at}/withdraw/:permission`]: page(),
    [`GET ${at}/withdraw/:permission [of nothing]`]: forKeepers(() => absent),
    [`POST ${at}/withdraw/:permission`]: write,
    [`POST ${at}/withdraw/:permission [of nothing]`]: forKeepers(() => absent),
    // The team that referred hands over what the person agreed to: who they are, here, whatever else that
    // team holds. To whom it goes, which stands on it, was written down in somebody's words.
    'GET /referrals/:reference/handed-over/:handOver/copy.pdf': ofReferrers((actor, stage) =>
      stage === 'draft' ? absent : showing('200', actor, stage, 'process', 'identity', 'account'),
    ),
    'GET /api/v1/referrals/:reference/handed-over/:handOver/copy.pdf': ofReferrers((actor, stage) =>
      stage === 'draft' ? absent : showing('200', actor, stage, 'process', 'identity', 'account'),
    ),
    'GET /api/v1/referrals/:reference/consents': (actor, stage) =>
      (stage === 'draft' ? page() : page('account'))(actor, stage),
    'POST /api/v1/referrals/:reference/consents/:permission/copies': ofReferrers(
      onceSent((actor, stage) => showing('201', actor, stage, 'process')),
    ),
    ...byApi({ showing, refused, absent, forKeepers, onceSent }),
    // What was shared with a team is handed to nobody: it sees it here.
    [`GET ${at}/hand-over/:permission`]: ofReferrers(page()),
    [`POST ${at}/hand-over/:permission`]: ofReferrers(onceSent(write)),
    [`GET ${at}/hand-over/:permission [of a team]`]: ofReferrers(() => absent),
    [`POST ${at}/hand-over/:permission [of a team]`]: ofReferrers(onceSent(() => absent)),
    // To be referred they agreed with the authority, which reads by law.
    [`GET ${at}/hand-over/:permission [to be referred]`]: ofReferrers(() => absent),
    [`POST ${at}/hand-over/:permission [to be referred]`]: ofReferrers(onceSent(() => absent)),
    [`GET ${at}/override`]: onceSent(page()),
    [`POST ${at}/override`]: onceSent(write),
    [`POST ${at}/override [at once]`]: onceSent(write),
    [`GET ${at}/decide/:permission`]: onceSent(page('account'), absent),
    [`POST ${at}/decide/:permission`]: onceSent(byAnother, absent),
    [`GET ${at}/review/:permission`]: onceSent(page('account'), absent),
    [`POST ${at}/review/:permission`]: onceSent(byAnother, absent),
    [`GET ${at}/hold`]: onceSent(page()),
    [`POST ${at}/hold`]: onceSent(write),
    [`GET ${at}/contact`]: onceSent(page()),
    [`POST ${at}/contact`]: onceSent(write),
    [`POST ${at}/contact [not whole]`]: onceSent(again(page())),
  };
}

/** The same by programs; how somebody is reached is also told to those with whom that was shared. */
function byApi({
  showing,
  refused,
  absent,
  forKeepers,
  onceSent,
}: Pick<Said, 'showing' | 'refused' | 'absent'> & {
  readonly forKeepers: (rule: Rule) => Rule;
  readonly onceSent: (rule: Rule, before?: Intended) => Rule;
}): Readonly<Record<string, Rule>> {
  const at = '/api/v1/referrals/:reference';
  const written: Rule = (actor, stage) => showing('201', actor, stage, 'process');
  const byAnother = onceSent(
    (actor, stage) => (hasAsked(actor) ? { ...refused, answer: '422' } : written(actor, stage)),
    absent,
  );
  return {
    [`GET ${at}/contact`]: (actor, stage) =>
      stage === 'draft' || !(actor.role === 'responder' || keeps(actor))
        ? refused
        : showing('200', actor, stage, 'process', 'contact'),
    [`POST ${at}/contact`]: onceSent(written),
    [`GET ${at}/consents/teams`]: forKeepers(() => ({ ...refused, answer: '200' })),
    [`POST ${at}/consents`]: forKeepers(written),
    [`POST ${at}/consents/:permission/withdrawal`]: forKeepers(written),
    [`POST ${at}/holds`]: onceSent(written),
    [`POST ${at}/overrides`]: onceSent(written),
    [`POST ${at}/overrides/:permission/decision`]: byAnother,
    [`POST ${at}/overrides/:permission/review`]: byAnother,
  };
}
