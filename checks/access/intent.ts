/**
 * Who should be answered what, as people would say it: computed from neither policies nor grants nor the pack. It writes
 * the reviewed table (`expected.csv`), which what happens is compared with.
 */
import { afterSending, shownFirst } from './late-intent.ts';
import type { Actor } from './cast.ts';
import { aboutThePerson, held, isDecider, isOnDuty, seesTwo } from './held.ts';
import { afterSendIntended } from './after-send-intent.ts';
import { onRequests } from './asking-intent.ts';
import { consentsIntended, waitsFor } from './consent-intent.ts';
import { glassIntended } from './glass-intent.ts';
import { evidenceIntended } from './evidence-intent.ts';
import { handOversIntended } from './hand-over-intent.ts';
import { keptForLater, ofEverybody, ofService } from './intent-lists.ts';
import type { Shown } from './marks.ts';
import { type Question, routeOf } from './requests.ts';
import { open } from './street.ts';
import type { StageOfRecord } from './telling.ts';

export { held, heldOfForeign } from './held.ts';

export interface Intended {
  /** A status; `303 sign-in` leads to signing in. */
  readonly answer: string;
  readonly shows: readonly Shown[];
}

const nothing = (answer: string): Intended => ({ answer, shows: [] });
const done = nothing('303');
const signIn = nothing('303 sign-in');
const refused = nothing('403');
const absent = nothing('404');
const wrongStage = nothing('409');

/** What the viewer is shown of what they hold. */
const showing = (
  answer: string,
  actor: Actor,
  stage: StageOfRecord,
  ...shows: readonly Shown[]
): Intended => ({
  answer,
  shows: shows.filter(each => held(actor, stage).includes(each)),
});

const reasoned: readonly StageOfRecord[] = ['second-reading', 'read-again', 'decided'];
const beingRead: readonly StageOfRecord[] = ['second-reading', 'read-again'];

type Rule = (actor: Actor, stage: StageOfRecord) => Intended;

/** Everything that was said, and what was reasoned about it so far. */
const theCase: Rule = (actor, stage) =>
  showing(
    '200',
    actor,
    stage,
    ...aboutThePerson,
    ...(reasoned.includes(stage) ? (['reasoning'] as const) : []),
  );

const forResponders =
  (rule: Rule): Rule =>
  (actor, stage) =>
    actor.role === 'responder' ? rule(actor, stage) : refused;
/** Of a sent referral its responder sees where it stands and what came of it; it is changed no more. */
const ofDraft = (rule: Rule): Rule =>
  forResponders((actor, stage) =>
    // Who was lent or shown a draft does not write it.
    stage === 'draft' && !seesTwo.includes(actor.relation) ? rule(actor, stage) : refused,
  );
const lateOrDraft = afterSending(ofDraft, ({ relation }) => !seesTwo.includes(relation));
/** After sending, by those who hold where the person is. */
const anew = (rule: Rule): Rule =>
  forResponders((actor, stage) =>
    stage === 'draft' || stage === 'withdrawn' || seesTwo.includes(actor.relation)
      ? refused
      : rule(actor, stage),
  );
const asked: Rule = (actor, stage) => showing('200', actor, stage, 'process');
const ownDraft =
  (rule: Rule): Rule =>
  (actor, stage) =>
    seesTwo.includes(actor.relation) ? refused : rule(actor, stage);
/** Those who send notices and those who receive them. */
const ofReaders =
  (rule: Rule): Rule =>
  (actor, stage) =>
    (actor.role === 'responder' || isDecider(actor)) && actor.relation !== 'conflicted'
      ? rule(actor, stage)
      : refused;
const step = (...shows: readonly Shown[]): Rule =>
  ofDraft((actor, stage) => showing('200', actor, stage, 'process', ...shows));
const ofDeciders =
  (rule: Rule): Rule =>
  (actor, stage) =>
    isDecider(actor) && actor.relation !== 'conflicted' ? rule(actor, stage) : refused;

/** Nobody decides on a person whom they referred: neither who wrote the referral nor who sent it. */
const hasReferred = ({ relation }: Actor): boolean => relation === 'referrer' || relation === 'author';
const take: Rule = ofDeciders((actor, stage) =>
  hasReferred(actor) || stage === 'withdrawn' ? refused : stage === 'unallocated' ? done : wrongStage,
);
const allocate = (rule: Rule): Rule =>
  ofDeciders((actor, stage) =>
    actor.role === 'manager' && stage !== 'withdrawn' ? rule(actor, stage) : refused,
  );
/** The person on whose desk the case is, while it is there. */
const decide = (rule: Rule): Rule =>
  ofDeciders((actor, stage) => {
    if (actor.relation !== 'decider' || stage === 'unallocated' || stage === 'withdrawn') return refused;
    return stage === 'allocated' ? rule(actor, stage) : wrongStage;
  });
/** Another than who decided, proposed or referred. */
const readSecond = (rule: Rule): Rule =>
  ofDeciders((actor, stage) => {
    const has = actor.relation;
    if (stage === 'withdrawn' || hasReferred(actor) || (has === 'decider' && stage !== 'unallocated'))
      return refused;
    if (has === 'earlier-proposer' && stage === 'read-again') return refused;
    return beingRead.includes(stage) ? rule(actor, stage) : wrongStage;
  });
const again =
  (rule: Rule): Rule =>
  (actor, stage) => {
    const { answer, shows } = rule(actor, stage);
    return { answer: answer === '200' ? '422' : answer, shows };
  };
const withDraft: Rule = (actor, stage) => showing('200', actor, stage, ...aboutThePerson, 'own-draft');
const trail: Rule = (actor, stage) =>
  actor.role === 'data-protection-officer' ? showing('200', actor, stage, 'process', 'trail') : refused;

/** What is sealed: that it is there, for those who decide; what it is, for those of them who are on duty. */
const onDuty = (rule: Rule): Rule =>
  ofDeciders((actor, stage) => (isOnDuty(actor) && stage !== 'withdrawn' ? rule(actor, stage) : refused));
const thatSomethingIsSealed: Rule = (actor, stage) => showing('200', actor, stage, 'process');
const whatIsSealed: Rule = (actor, stage) => showing('200', actor, stage, 'process', 'sealed');
const seesAll = ({ relation }: Actor): boolean => relation !== 'grant-of-two-classes';

const afterSend = afterSendIntended({ showing, ofDeciders, refused, done, absent });
const ofFiles = evidenceIntended({ showing, again, forResponders, refused, done, absent, nothing });
const onHandOvers = handOversIntended({
  showing,
  ofDraft,
  again,
  done,
  refused,
  absent,
  changed: wrongStage,
});
const onConsents = consentsIntended({ showing, again, done, refused, absent, wrongStage });
/** About one record, for those who hold something of it. For all others there is no such record. */
const onRecord: Readonly<Record<string, Rule>> = {
  // Of what was withdrawn it says why, in somebody's words.
  'GET /referrals/:reference': forResponders((actor, stage) =>
    showing('200', actor, stage, 'process', ...(stage === 'withdrawn' ? (['account'] as const) : [])),
  ),
  'GET /api/v1/referrals/:reference': forResponders((actor, stage) =>
    showing('200', actor, stage, 'process'),
  ),
  // Another draft begins with what the people share: by the team whose referral it is, and by nobody whom it was shown to.
  'POST /referrals/:reference/another': forResponders((actor, stage) =>
    seesTwo.includes(actor.relation) || stage === 'withdrawn' ? refused : shownFirst,
  ),
  'GET /referrals/:reference/steps/:step': step('identity'),
  'GET /referrals/:reference/steps/:step [account]': step('account'),
  'GET /referrals/:reference/steps/:step [place]': step('location'),
  'GET /referrals/:reference/steps/:step [contact]': step('contact'),
  'GET /referrals/:reference/steps/:step [responder]': step('account', 'contact'),
  'GET /referrals/:reference/steps/:step [nothing]': ofDraft(() => absent),
  'POST /referrals/:reference/steps/:step': lateOrDraft(() => done, 'identity'),
  'POST /referrals/:reference/keep': ofDraft(() => done),
  'POST /referrals/:reference/steps/:step [not whole]': again(step()),
  'POST /referrals/:reference/steps/:step [as one types]': ofDraft(() => nothing('200')),
  // Whom to call, where somebody said that something is urgent; nobody did in these drafts.
  'GET /referrals/:reference/tonight': ofDraft(() => absent),
  'GET /referrals/:reference/steps/:step/items/:item': step('account', 'third-party'),
  'GET /referrals/:reference/steps/:step/items/:item [new]': step(),
  // Who does not hold the answers changes none of them.
  'POST /referrals/:reference/steps/:step/items/:item': lateOrDraft(actor =>
    seesAll(actor) ? done : absent,
  ),
  'GET /referrals/:reference/steps/:step/items/:item/remove': ofDraft((actor, stage) =>
    seesAll(actor) ? showing('200', actor, stage, 'process', 'account', 'third-party') : absent,
  ),
  'POST /referrals/:reference/steps/:step/items/:item/remove': ofDraft(actor =>
    seesAll(actor) ? done : absent,
  ),
  'GET /referrals/:reference/sections': step(),
  'GET /referrals/:reference/check': step(...aboutThePerson),
  // Of a draft whose person did not refuse there is no such page.
  'GET /referrals/:reference/without-consent': ofDraft(() => absent),
  'GET /referrals/:reference/without-consent [refused]': step(),
  'GET /referrals/:reference/notice/steps/:step': ofDraft(() => absent),
  'GET /referrals/:reference/notice/steps/:step [refused]': step('identity'),
  // Only the team whose draft it is goes on after a refusal: others might leave behind what they do not see.
  'POST /referrals/:reference/notice/steps/:step': ofDraft(ownDraft(() => absent)),
  'POST /referrals/:reference/notice/steps/:step [refused]': ofDraft(ownDraft(() => done)),
  'GET /referrals/:reference/notice/check': ofDraft(() => absent),
  'GET /referrals/:reference/notice/check [refused]': step('identity', 'account', 'contact'),
  'POST /referrals/:reference/notice/send': ofDraft(ownDraft(() => absent)),
  'POST /referrals/:reference/notice/send [refused]': ofDraft(ownDraft(() => done)),
  'POST /referrals/:reference/end': ofDraft(ownDraft(() => absent)),
  'POST /referrals/:reference/end [refused]': ofDraft(ownDraft(() => done)),
  'GET /notices/:reference': ofReaders(() => absent),
  'GET /notices/:reference [notice]': ofReaders((actor, stage) =>
    showing('200', actor, stage, 'process', 'identity', 'account', 'contact'),
  ),
  // A notice is no referral and no case, for nobody.
  'GET /referrals/:reference [notice]': forResponders(() => absent),
  'GET /api/v1/referrals/:reference [notice]': forResponders(() => absent),
  'GET /cases/:reference [notice]': () => refused,
  'POST /cases/:reference/take [notice]': () => refused,
  'POST /referrals/:reference/submit': ofDraft(() => done),
  'POST /referrals/:reference/submit [not whole]': again(step(...aboutThePerson)),
  ...ofFiles,
  'GET /cases/:reference': ofDeciders(theCase),
  'GET /cases/:reference [on a day]': ofDeciders(theCase),
  'POST /cases/:reference/take': take,
  'POST /cases/:reference/allocate': allocate((_, stage) =>
    stage === 'unallocated' || stage === 'allocated' ? done : wrongStage,
  ),
  'POST /cases/:reference/allocate [to nobody]': allocate(again(theCase)),
  'GET /cases/:reference/decide': decide(withDraft),
  'POST /cases/:reference/decide': decide(() => done),
  'POST /cases/:reference/decide [not whole]': decide(again(withDraft)),
  'POST /cases/:reference/decide/draft': decide(() => done),
  'GET /cases/:reference/second-reading': readSecond(theCase),
  'POST /cases/:reference/second-reading': readSecond(() => done),
  'POST /cases/:reference/second-reading [returned]': readSecond(() => done),
  'POST /cases/:reference/second-reading [not whole]': readSecond(again(theCase)),
  'GET /referrals/:reference/sealed/:step': anew(asked),
  'POST /referrals/:reference/sealed/:step': anew(() => done),
  'POST /referrals/:reference/sealed/:step [not whole]': anew((actor, stage) => again(asked)(actor, stage)),
  'GET /referrals/:reference/sealed/:step [nothing]': anew(() => absent),
  'GET /sealed/:reference': ofDeciders(thatSomethingIsSealed),
  'POST /sealed/:reference/:seal': onDuty(whatIsSealed),
  'POST /sealed/:reference/:seal [not whole]': onDuty(again(thatSomethingIsSealed)),
  'POST /sealed/:reference/:seal [nothing]': onDuty(() => absent),
  'GET /trail/:reference': trail,
  ...glassIntended,
  ...onConsents,
  ...afterSend,
  ...onHandOvers,
  // A draft of a referral is no request.
  ...Object.fromEntries(
    ['GET check', 'GET steps/:step', 'POST steps/:step', 'POST send', 'POST keep', 'POST delete'].map(
      each => [each.replace(' ', ' /requests/:reference/'), () => refused],
    ),
  ),
};

const asksForPage = (name: string): boolean => name.startsWith('GET') && !name.includes('/api/');

/** Whoever asks for a page about a record that is past, or not for them, gets to the record's own page if they may see it. */
function ledOnward(name: string, intends: Intended, actor: Actor, stage: StageOfRecord): Intended {
  const own = onRecord[/^GET \/[a-z]+\/:reference(?=\/)/.exec(name)?.[0] ?? ''];
  const isBarred = intends.answer === '403' || intends.answer === '409';
  return own && isBarred && own(actor, stage).answer === '200' ? done : intends;
}

export function intended(question: Pick<Question, 'name'>, actor: Actor, stage: StageOfRecord): Intended {
  const { name } = question;
  if (open[name]) return nothing(open[name]);
  if (actor.role === 'anonymous') return asksForPage(name) ? signIn : nothing('401');
  if (actor.role === 'expired')
    return asksForPage(name) || keptForLater.includes(routeOf({ name })) ? signIn : nothing('401');
  const ofRequest = onRequests[name];
  if (ofRequest) return ofRequest(actor, stage);
  const rule = onRecord[name];
  if (rule)
    return held(actor, stage).length === 0 ? absent : ledOnward(name, rule(actor, stage), actor, stage);
  const everybody = ofEverybody[name];
  if (everybody) return nothing(everybody);
  if (name === 'GET /signs/:screening')
    return actor.role !== 'responder'
      ? refused
      : nothing(['referrer', 'same-team'].includes(actor.relation) ? '200' : '404');
  if (name === 'GET /queue [mine]')
    return !isDecider(actor)
      ? refused
      : showing(
          '200',
          actor,
          stage,
          ...(actor.relation === 'decider' && stage === 'allocated' ? (['process'] as const) : []),
        );
  if (name === 'GET /consents/waiting/:kind')
    return !['responder', 'caseworker', 'manager'].includes(actor.role)
      ? refused
      : showing('200', actor, stage, ...waitsFor(actor));
  // A manager keeps the roster of their own team.
  if (name === 'POST /duty/:duty/end')
    return actor.role !== 'manager' ? refused : actor.relation === 'authority-team' ? done : absent;
  const service = ofService[name];
  if (!service) throw new Error(`Nobody said who may: ${name}`);
  return service.roles.includes(actor.role)
    ? showing(service.answer ?? '200', actor, stage, ...(service.shows ?? []))
    : refused;
}
