/** Whether the person agrees is asked before who they are, where they are and what happened to them. */
import type {
  Answers,
  Condition,
  FormDefinition,
  StepDefinition,
} from '../../../platform/forms/definition.ts';
import { factsOf } from '../../../platform/forms/concepts.ts';
import { applicable, submittable } from '../../../platform/forms/journey.ts';
import { ok, refuse, refuseUntil, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { isClosed, standingOf } from '../notice/refusing.ts';
import { type Asking, personTreatedAs } from '../rules.ts';

const asksConsent = ({ fields }: StepDefinition): boolean =>
  fields.some(({ concept }) => concept === 'consent');

/**
 * The page that comes first: the question about consent while it applies and has no answer, or, while nobody can tell
 * whether it applies, what decides that. Undefined where nothing waits.
 */
export function askedFirst(form: FormDefinition, answers: Answers): StepDefinition | undefined {
  const deciding = new Set(form.steps.filter(asksConsent).flatMap(({ when }) => (when ? namedIn(when) : [])));
  return applicable(form, answers).find(({ step, fields, answers: given }) =>
    fields.some(
      ({ id, concept, required }) =>
        required && !Object.hasOwn(given, id) && (concept === 'consent' || deciding.has(`${step.id}.${id}`)),
    ),
  )?.step;
}

const namedIn = (condition: Condition): readonly string[] =>
  'field' in condition
    ? [condition.field]
    : 'not' in condition
      ? namedIn(condition.not)
      : ('all' in condition ? condition.all : condition.any).flatMap(namedIn);

/** Whether a page waits: all that the form orders behind the question about consent does, in the order of the pack. */
export function waits(asking: Asking, answers: Answers, step: StepDefinition, today: PlainDate): boolean {
  const { form } = asking;
  if (!askedFirst(form, answers)) return false;
  const consent = form.steps.findIndex(asksConsent);
  const isBehind = form.steps.findIndex(({ id }) => id === step.id) > consent;
  return isBehind && !mustBePutRight(asking, answers, step, today);
}

/** What contradicts the age is put right first: no answer about consent is taken before, so its page stays open for that. */
function mustBePutRight(asking: Asking, answers: Answers, step: StepDefinition, today: PlainDate): boolean {
  const as = personTreatedAs(asking, factsOf(asking.form, submittable(asking.form, answers)), today);
  return !as.ok && (as.error.fields ?? []).some(({ field }) => field.startsWith(`${step.id}.`));
}

/** Of pages that are asked of a draft: those that wait. */
export function waitingSteps(work: Work, answers: Answers): readonly StepDefinition[] {
  const form = theForm(work.pack);
  const steps = applicable(form, answers).map(({ step }) => step);
  return steps.filter(step => waits({ pack: work.pack, form }, answers, step, work.today));
}

/** Refuses a page that is not asked any more, or not asked yet; without a page, all that hangs on none. */
export function refuseClosed(work: Work, answers: Answers, step?: StepDefinition): Result<true> {
  const asking = { pack: work.pack, form: theForm(work.pack) };
  // Whoever holds such a page open is led to the draft, which says what became of it.
  if (step && isClosed(asking, standingOf(asking, answers, work.today), step))
    return refuse('not-in-this-stage');
  const first = askedFirst(asking.form, answers);
  if (!first) return ok(true);
  return step && !waits(asking, answers, step, work.today) ? ok(true) : refuseUntil(`/steps/${first.id}`);
}
