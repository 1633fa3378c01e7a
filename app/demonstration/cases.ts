import type { Kysely } from 'kysely';
import { startDraft, submitReferral } from '../../contexts/referrals/public.ts';
import { allocateCase, readSecond, recordDecision, takeCase } from '../../contexts/decisions/public.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import { authorise, type Permit } from '../../platform/access/permit.ts';
import { factsOf, whereAsked } from '../../platform/forms/concepts.ts';
import type { Answers, Concept, FormDefinition } from '../../platform/forms/definition.ts';
import { needsSecondReader } from '../../platform/pack/second-reader.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Result } from '../../platform/pure/result.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { Viewer, Work } from '../../platform/work.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import type { Composed } from '../compose.ts';
import { actingAs } from '../work.ts';
import type { Demonstration } from './definition.ts';
import { drawAnswers, drawFrom, type Random } from './draw.ts';
import { type Plan, receivedAt, type Standing } from './plan.ts';

interface Stage {
  readonly database: Kysely<Tables>;
  readonly composed: Composed & Pick<Work, 'keys'>;
  readonly viewers: readonly Viewer[];
  readonly random: Random;
}

/** One fictional case, told through the same commands that people use, and left where the plan says. */
export async function tellCase(
  stage: Stage,
  demonstration: Demonstration,
  plan: Plan,
  now: Instant,
): Promise<void> {
  const { composed, viewers, random } = stage;
  const { pack } = composed;
  const referrer = drawFrom(
    viewers.filter(viewer => viewer.purpose === 'referral'),
    random,
  );
  if (!referrer) throw new Error('The demonstration has nobody who refers');
  const form = theForm(pack);
  const drawn = drawAnswers(pack, form, demonstration.cases.answers, random);
  const answers = born(signedBy(referrer.name, form, drawn), form, now, random);
  const at = receivedAt(plan, { pack, nation: factsOf(form, answers).nation ?? null, now, random });
  if (plan.standing === 'draft') {
    await actingAs(stage.database, composed, referrer, at, work =>
      permitted(work, composed, 'referral:start', undefined, permit => startDraft(work, permit, answers)),
    );
    return;
  }
  const { reference } = await actingAs(stage.database, composed, referrer, at, work =>
    permitted(work, composed, 'referral:start', undefined, permit => submitReferral(work, permit, answers)),
  );
  if (plan.standing === 'unallocated') return;
  await decideCase(stage, reference, plan.standing, daysOfWork(at, now));
}

/** When each next step is taken: a working day or so apart, and before now. */
function daysOfWork(from: Instant, now: Instant): (step: number) => Instant {
  const hours = Math.min(28, Math.floor(from.until(now, { largestUnit: 'hours' }).hours / 5));
  return step => from.add({ hours: Math.max(hours, 0) * step });
}

/** Whoever refers gives their own name. */
const signedBy = (name: string, form: FormDefinition, answers: Answers): Answers =>
  withAnswer(form, answers, 'responder-name', name);

/** Of most, the birth date is known: well clear of any age from which somebody is an adult. */
function born(answers: Answers, form: FormDefinition, now: Instant, random: Random): Answers {
  const { ageStatus } = factsOf(form, answers);
  const youngest = ageStatus === 'adult' ? 22 : ageStatus === 'child' ? 6 : undefined;
  const days = Math.floor(random() * (ageStatus === 'adult' ? 25 : 9) * 365);
  if (youngest === undefined || random() < 0.2) return answers;
  const on = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ years: youngest, days });
  return withAnswer(form, answers, 'birth-date', on.toString());
}

function withAnswer(form: FormDefinition, answers: Answers, concept: Concept, answer: string): Answers {
  const [step, field] = whereAsked(form, concept)?.split('.') ?? [];
  if (step === undefined || field === undefined || !answers[step]) return answers;
  return { ...answers, [step]: { ...answers[step], [field]: answer } };
}

async function decideCase(
  stage: Stage,
  reference: string,
  standing: Standing,
  at: (step: number) => Instant,
): Promise<void> {
  const { composed, random } = stage;
  const desk = await deskOf(stage, reference, at(1));
  const as = <A extends string, T>(
    viewer: Viewer,
    step: number,
    action: A,
    act: (work: Work, permit: Permit<A>) => Promise<Result<T>>,
  ) =>
    actingAs(stage.database, composed, viewer, at(step), work =>
      permitted(work, composed, action, reference, permit => act(work, permit)),
    );
  // A country may have nobody who allocates: then whoever decides takes a case themselves.
  const manager = desk.find(viewer => viewer.role === 'manager');
  const caseworker = drawFrom(
    desk.filter(viewer => viewer !== manager),
    random,
  );
  const reader = drawFrom(
    desk.filter(viewer => viewer !== caseworker),
    random,
  );
  if (!caseworker || !reader) return;
  if (random() < 0.3 && manager)
    await as(manager, 1, 'case:allocate', (work, permit) => allocateCase(work, permit, caseworker.personId));
  else await as(caseworker, 1, 'case:take', takeCase);
  if (standing === 'on-a-desk') return;
  const outcome = standing === 'decided' && random() < 0.75 ? 'positive' : 'negative';
  const working = workedThrough(composed, outcome, at(2));
  await as(caseworker, 2, 'decision:record', (work, permit) => recordDecision(work, permit, working));
  const on = at(2).toZonedDateTimeISO(composed.pack.timeZone).toPlainDate();
  const isRead = needsSecondReader(composed.pack, outcome, { nation: null, on });
  const isReadTwice = outcome === 'negative' || (isRead.ok && isRead.value);
  if (!isReadTwice || standing === 'second-reading') return;
  const agrees = standing === 'decided';
  const reasons = agrees ? 'Read as a whole.' : 'Say what was weighed, and against what.';
  await as(reader, 3, 'decision:second-read', (work, permit) =>
    readSecond(work, permit, { agrees, reasons }),
  );
}

/** Every head of the definition, found the same: enough for a decision that anybody may read. */
function workedThrough({ pack }: Composed, outcome: 'positive' | 'negative', at: Instant) {
  const isPositive = outcome === 'positive';
  const definition = definitionOn(pack, at.toZonedDateTimeISO(pack.timeZone).toPlainDate(), 'adult');
  const heads = definition.ok ? definition.value.heads : [];
  return {
    outcome,
    reasons: isPositive
      ? 'The account and the signs seen agree with each other.'
      : 'What is known so far does not show exploitation.',
    findings: new Map(
      heads.flatMap(({ code, elements }) =>
        elements.map(element => [`${code}.${element}`, isPositive ? 'met' : 'not-shown'] as const),
      ),
    ),
    headReasons: new Map(
      heads.map(({ code }) => [
        code,
        isPositive ? 'Shown by the account.' : 'Nothing in the account or the signs speaks to this.',
      ]),
    ),
  };
}

/** The people of the team to whom the case went: the first of each team is asked whether they see it. */
async function deskOf(stage: Stage, reference: string, at: Instant): Promise<readonly Viewer[]> {
  const { database, composed, viewers } = stage;
  const deciders = viewers.filter(viewer => viewer.purpose === 'identification-decision');
  for (const viewer of deciders.filter(
    (each, index) => deciders.findIndex(other => other.team.id === each.team.id) === index,
  )) {
    const permit = await actingAs(database, composed, viewer, at, work =>
      authorise(work, composed.policy, 'case:view', reference),
    );
    if (permit.ok) return deciders.filter(each => each.team.id === viewer.team.id);
  }
  return [];
}

async function permitted<A extends string, T>(
  work: Work,
  { policy }: Composed,
  action: A,
  reference: string | undefined,
  act: (permit: Permit<A>) => Promise<Result<T>>,
): Promise<T> {
  const permit = await authorise(work, policy, action, reference);
  const done = permit.ok ? await act(permit.value) : permit;
  if (!done.ok)
    throw new Error(
      `The demonstration met ${done.error.code} at ${action}: ${JSON.stringify(done.error.fields ?? [])}`,
    );
  return done.value;
}
