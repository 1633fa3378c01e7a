import type { Kysely } from 'kysely';
import { startDraft, submitReferral } from '../../contexts/referrals/public.ts';
import { allocateCase, readSecond, recordDecision, takeCase } from '../../contexts/decisions/public.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import { authorise, type Permit } from '../../platform/access/permit.ts';
import { whereAsked } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Result } from '../../platform/pure/result.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { Viewer, Work } from '../../platform/work.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import type { Composed } from '../compose.ts';
import { actingAs } from '../work.ts';
import type { Demonstration } from './definition.ts';
import { drawAnswers, drawFrom, type Random } from './draw.ts';

interface Stage {
  readonly database: Kysely<Tables>;
  readonly composed: Composed;
  readonly viewers: readonly Viewer[];
  readonly random: Random;
}

/** One fictional case, told through the same commands that people use, and left at some stage of its way. */
export async function tellCase(stage: Stage, demonstration: Demonstration, now: Instant): Promise<void> {
  const { composed, viewers, random } = stage;
  const { pack } = composed;
  const referrer = drawFrom(
    viewers.filter(viewer => viewer.role === 'responder'),
    random,
  );
  if (!referrer) throw new Error('The demonstration has nobody who refers');
  const drawn = drawAnswers(pack, theForm(pack), demonstration.cases.answers, random);
  const answers = signedBy(referrer.name, theForm(pack), drawn);
  const at = now.subtract({ hours: 31 + Math.floor(random() * 60 * 24) });
  if (random() < 0.05) {
    await actingAs(stage.database, composed, referrer, at, work =>
      permitted(work, composed, 'referral:start', undefined, permit => startDraft(work, permit, answers)),
    );
    return;
  }
  const { reference } = await actingAs(stage.database, composed, referrer, at, work =>
    permitted(work, composed, 'referral:start', undefined, permit => submitReferral(work, permit, answers)),
  );
  if (random() < 0.35) return;
  await decideCase(stage, reference, at.add({ hours: 30 }));
}

/** Whoever refers gives their own name. */
function signedBy(name: string, form: FormDefinition, answers: Answers): Answers {
  const [step, field] = whereAsked(form, 'responder-name')?.split('.') ?? [];
  if (step === undefined || field === undefined) return answers;
  return { ...answers, [step]: { ...answers[step], [field]: name } };
}

async function decideCase(stage: Stage, reference: string, at: Instant): Promise<void> {
  const { composed, random } = stage;
  const desk = await deskOf(stage, reference, at);
  const as = <T>(viewer: Viewer, act: (work: Work) => Promise<T>) =>
    actingAs(stage.database, composed, viewer, at, act);
  const caseworker =
    drawFrom(
      desk.filter(viewer => viewer.role === 'caseworker'),
      random,
    ) ?? desk[0];
  const manager = desk.find(viewer => viewer.role === 'manager');
  if (!caseworker || !manager) return;
  if (random() < 0.3)
    await as(manager, work =>
      permitted(work, composed, 'case:allocate', reference, permit =>
        allocateCase(work, permit, caseworker.personId),
      ),
    );
  else
    await as(caseworker, work =>
      permitted(work, composed, 'case:take', reference, permit => takeCase(work, permit)),
    );
  if (random() < 0.35) return;
  const positive = random() < 0.7;
  const definition = definitionOn(
    composed.pack,
    at.toZonedDateTimeISO(composed.pack.timeZone).toPlainDate(),
    'adult',
  );
  const heads = definition.ok ? definition.value.heads : [];
  const working = {
    outcome: positive ? ('positive' as const) : ('negative' as const),
    reasons: positive
      ? 'The account and the signs seen agree with each other.'
      : 'What is known so far does not show exploitation.',
    findings: new Map(
      heads.flatMap(({ code, elements }) =>
        elements.map(element => [`${code}.${element}`, positive ? 'met' : 'not-shown'] as const),
      ),
    ),
    headReasons: new Map(
      heads.map(({ code }) => [
        code,
        positive ? 'Shown by the account.' : 'Nothing in the account or the signs speaks to this.',
      ]),
    ),
  };
  await as(caseworker, work =>
    permitted(work, composed, 'decision:record', reference, permit => recordDecision(work, permit, working)),
  );
  if (positive || random() < 0.4) return;
  await as(manager, work =>
    permitted(work, composed, 'decision:second-read', reference, permit =>
      readSecond(work, permit, { agrees: random() < 0.8, reasons: 'Read as a whole.' }),
    ),
  );
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
