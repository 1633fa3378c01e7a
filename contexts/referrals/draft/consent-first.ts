/** Whether the person agrees is asked before who they are, where they are and what happened to them. */
import type {
  Answers,
  Condition,
  FormDefinition,
  StepDefinition,
} from '../../../platform/forms/definition.ts';
import { applicable } from '../../../platform/forms/journey.ts';
import { ok, refuse, refuseUntil, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { isClosed, standingOf } from '../notice/refusing.ts';
import { ageDiffers, type Asking } from '../rules.ts';

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
  return isBehind(asking.form, answers, step) && openPart(asking, answers, step, today).fields.length === 0;
}

function isBehind(form: FormDefinition, answers: Answers, step: StepDefinition): boolean {
  const consent = form.steps.findIndex(asksConsent);
  return (
    form.steps.findIndex(({ id }) => id === step.id) > consent && askedFirst(form, answers) !== undefined
  );
}

/**
 * What of a page may be asked now. What contradicts the age is put right first, since no refusal is taken before: of a page
 * that waits that question alone is open, and nothing else that it would ask or show.
 */
export function openPart(
  asking: Asking,
  answers: Answers,
  step: StepDefinition,
  today: PlainDate,
): StepDefinition {
  if (!isBehind(asking.form, answers, step)) return step;
  const differs = ageDiffers(asking, answers, today);
  return { ...step, fields: step.fields.filter(({ id }) => `${step.id}.${id}` === differs?.field) };
}

/** A page as it stood before it had to wait, sent whole: it is refused like any other that waits, and not taken in part. */
export function refuseWhole(
  form: FormDefinition,
  answers: Answers,
  {
    step,
    part,
    body,
  }: { readonly step: StepDefinition; readonly part: StepDefinition; readonly body: unknown },
): Result<true> {
  const first = askedFirst(form, answers);
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const waiting = step.fields.filter(({ id }) => !part.fields.some(open => open.id === id));
  const isWhole = names.some(name => waiting.some(({ id }) => name.split('.')[0] === id));
  return first && isWhole ? refuseUntil(`/steps/${first.id}`) : ok(true);
}

/** Of pages that are asked of a draft: those that wait, also where a part of one is open. */
export function waitingSteps({ pack }: Pick<Work, 'pack'>, answers: Answers): readonly StepDefinition[] {
  const form = theForm(pack);
  const steps = applicable(form, answers).map(({ step }) => step);
  return steps.filter(step => isBehind(form, answers, step));
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
