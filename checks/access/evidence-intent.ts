/** Who should be answered what of the files of a record, as people would say it. */
import { held, isDecider, seesTwo } from './held.ts';
import type { Intended } from './intent.ts';
import type { Rule, Showing } from './rule.ts';

interface Means {
  readonly showing: Showing;
  readonly again: (rule: Rule) => Rule;
  readonly forResponders: (rule: Rule) => Rule;
  readonly nothing: (answer: string) => Intended;
  readonly refused: Intended;
  readonly done: Intended;
  readonly absent: Intended;
}

export function evidenceIntended(means: Means): Readonly<Record<string, Rule>> {
  const { showing, again, forResponders, nothing, refused, done, absent } = means;
  const ofEvidence =
    (rule: Rule): Rule =>
    (actor, stage) =>
      actor.role === 'responder' || (isDecider(actor) && actor.relation !== 'conflicted')
        ? rule(actor, stage)
        : refused;
  const ofAFile = (rule: Rule): Rule =>
    ofEvidence((actor, stage) => (held(actor, stage).includes('account') ? rule(actor, stage) : absent));
  /** Files are of the class account: who holds others alone is refused, and not told that there are none. */
  const ofFiles = (otherwise: Intended, rule: Rule): Rule =>
    ofEvidence((actor, stage) => (held(actor, stage).includes('account') ? rule(actor, stage) : otherwise));
  const content: Rule = ofAFile((actor, stage) => showing('200', actor, stage, 'account'));
  const adds = (rule: Rule): Rule =>
    forResponders((actor, stage) =>
      held(actor, stage).includes('account') && stage !== 'withdrawn' ? rule(actor, stage) : refused,
    );
  const files: Rule = (actor, stage) => showing('200', actor, stage, 'process', 'account');
  return {
    'GET /referrals/:reference/evidence': ofFiles(done, files),
    'POST /referrals/:reference/evidence': adds(() => done),
    'POST /referrals/:reference/evidence [nothing chosen]': again(adds(files)),
    'GET /referrals/:reference/evidence/:file': ofAFile(files),
    'GET /referrals/:reference/evidence/:file/copy': content,
    'POST /referrals/:reference/evidence/:file/original': content,
    'POST /referrals/:reference/evidence/:file/withdraw': forResponders((actor, stage) =>
      stage === 'withdrawn' || seesTwo.includes(actor.relation) ? refused : ofAFile(() => done)(actor, stage),
    ),
    // It names files, and not the record.
    'GET /api/v1/referrals/:reference/evidence': ofFiles(refused, (actor, stage) =>
      showing('200', actor, stage, 'account'),
    ),
    'POST /api/v1/referrals/:reference/evidence': adds(() => nothing('201')),
    'GET /api/v1/referrals/:reference/evidence/:file/copy': content,
    'GET /api/v1/referrals/:reference/evidence/:file/original': content,
  };
}
