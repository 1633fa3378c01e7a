/** Who should be answered what when a draft is handed over, as people would say it. */
import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';
import type { Rule, Showing } from './rule.ts';

interface Means {
  readonly showing: Showing;
  /** The team whose draft it is, before it is sent. */
  readonly ofDraft: (rule: Rule) => Rule;
  readonly again: (rule: Rule) => Rule;
  readonly done: Intended;
  readonly refused: Intended;
  readonly absent: Intended;
  readonly changed: Intended;
}

export function handOversIntended(means: Means): Readonly<Record<string, Rule>> {
  const { showing, ofDraft, again, done, refused, absent, changed } = means;
  // Another record was opened: its reference is not this one's.
  const made: Intended = { answer: '201', shows: [] };
  const told: Intended = { answer: '200', shows: [] };
  const nobody: Rule = () => refused;
  const isHanding = ({ role, relation }: Actor): boolean =>
    role === 'responder' && (relation === 'referrer' || relation === 'same-team');
  const isAsked = ({ relation }: Actor): boolean => relation === 'recipient';
  const byAsked =
    (rule: Rule): Rule =>
    (actor, stage) =>
      isAsked(actor) ? rule(actor, stage) : refused;
  /** Who asks sees where it stands; who is asked sees what the person agreed to: here, who they are. */
  const where: Rule = (actor, stage) => {
    if (isHanding(actor)) return showing('200', actor, stage, 'process');
    return isAsked(actor) ? showing('200', actor, stage, 'process', 'identity') : refused;
  };
  /** Whoever was lent a part of it holds something, and is neither side. */
  const noReferral: Rule = actor =>
    actor.role === 'responder' && actor.relation === 'grant-of-two-classes' ? absent : refused;
  const asks: Rule = ofDraft((actor, stage) => showing('200', actor, stage, 'process'));
  return {
    'GET /referrals/:reference/hand-over': asks,
    'POST /referrals/:reference/hand-over': ofDraft(() => done),
    'POST /referrals/:reference/hand-over [not whole]': again(asks),
    'GET /hand-overs/:reference': nobody,
    'POST /hand-overs/:reference/accept': nobody,
    'POST /hand-overs/:reference/decline': nobody,
    'POST /hand-overs/:reference/take-back': nobody,
    'GET /hand-overs/:reference [handed over]': where,
    'POST /hand-overs/:reference/accept [handed over]': byAsked(() => done),
    'POST /hand-overs/:reference/accept [changed since]': byAsked(() => changed),
    'POST /hand-overs/:reference/decline [handed over]': byAsked(() => done),
    'POST /hand-overs/:reference/decline [not whole]': byAsked(again(where)),
    'POST /hand-overs/:reference/take-back [handed over]': actor => (isHanding(actor) ? done : refused),
    // It names the record by no word of it; who asks is told where it stands.
    'GET /api/v1/referrals/:reference/hand-over': ofDraft(() => told),
    'POST /api/v1/referrals/:reference/hand-over': ofDraft(() => made),
    'GET /api/v1/hand-overs/:reference': where,
    'POST /api/v1/hand-overs/:reference/answer': byAsked(() => made),
    'POST /api/v1/hand-overs/:reference/answer [declined]': byAsked((actor, stage) =>
      showing('201', actor, stage, 'process'),
    ),
    'POST /api/v1/hand-overs/:reference/take-back': (actor, stage) =>
      isHanding(actor) ? showing('201', actor, stage, 'process') : refused,
    'GET /referrals/:reference [handed over]': noReferral,
    'GET /api/v1/referrals/:reference [handed over]': noReferral,
  };
}
