import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers, Concept, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { stepShape } from '../../../platform/forms/shape.ts';
import { dutyToNotify, type Duty } from '../../../platform/pack/duty.ts';
import type { Json } from '../../../platform/pure/json.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { type Asking, needsConsentFirst, personTreatedAs } from '../rules.ts';

/** Where a draft stands with the person's consent. */
export type Standing =
  /** They agreed, were not asked yet, or need not agree. */
  | { readonly is: 'going-on' }
  /** They refused, and nobody has to report that they were met. */
  | { readonly is: 'ending' }
  /** They refused, and a notice is owed. `identified` is undefined until they are asked whether it may say who they are. */
  | { readonly is: 'owing-notice'; readonly duty: Duty; readonly identified: boolean | undefined };

export function standingOf(asking: Asking, answers: Answers, today: PlainDate): Standing {
  const { pack, form } = asking;
  const facts = factsOf(form, submittable(form, answers));
  if (!needsConsentFirst(asking, facts, today)) return { is: 'going-on' };
  const as = personTreatedAs(asking, facts, today);
  if (!as.ok) return { is: 'going-on' };
  const duty = dutyToNotify(pack, as.value, { nation: facts.nation ?? null, on: today });
  if (!duty) return { is: 'ending' };
  const { identification } = factsOf(duty.form, answers);
  return {
    is: 'owing-notice',
    duty,
    identified: identification === undefined ? undefined : identification === 'given',
  };
}

/** Whether whatever identifies the person has to go, at once. */
export const removesIdentity = (standing: Standing): boolean =>
  standing.is === 'ending' || (standing.is === 'owing-notice' && standing.identified === false);

/** After a refusal no question behind the one about consent is asked: what they say about the person has no place then. */
export function isClosed({ form }: Asking, standing: Standing, step: StepDefinition): boolean {
  if (standing.is === 'going-on') return false;
  const consent = form.steps.findIndex(({ fields }) => fields.some(({ concept }) => concept === 'consent'));
  return form.steps.indexOf(step) > consent;
}

/** Without these the draft could not say what was refused, and where. They point to nobody. */
const alwaysKept: readonly Concept[] = ['nation', 'age-status', 'consent', 'urgency'];

/** Answers, and the form that says of which class each is. */
export interface Kept {
  readonly form: FormDefinition;
  readonly answers: Answers;
}

/**
 * What stays of a draft once identification is refused: what the core needs to know of the refusal, and what the notice
 * still asks, at the same step and field and in the same shape. Everything else goes, whatever its class.
 */
export function keptAfterRefusal(
  { pack, form }: Asking,
  standing: Standing,
  answers: Answers,
  today: PlainDate,
): readonly Kept[] {
  const needed = pick(
    form,
    answers,
    (_, { concept }) => concept !== undefined && alwaysKept.includes(concept),
  );
  if (standing.is !== 'owing-notice') return [{ form, answers: needed }];
  const notice = standing.duty.form;
  const given = { pack, today };
  const applying = submittable(notice, answers);
  const asked = pick(notice, applying, (step, field) => {
    const answer = applying[step.id]?.[field.id];
    return stepShape(notice, step, given).shape[field.id]?.safeParse(answer).success ?? false;
  });
  // That a page was seen and left empty is kept too, so that it is not asked again.
  const seen = notice.steps.filter(({ id }) => Object.hasOwn(answers, id)).map(({ id }) => [id, {}] as const);
  return [
    { form, answers: needed },
    { form: notice, answers: { ...Object.fromEntries(seen), ...asked } },
  ];
}

function pick(
  form: FormDefinition,
  answers: Answers,
  keeps: (step: StepDefinition, field: StepDefinition['fields'][number]) => boolean,
): Answers {
  const steps = form.steps.map(step => {
    const held = answers[step.id] ?? {};
    const kept = step.fields.filter(field => Object.hasOwn(held, field.id) && keeps(step, field));
    return [step.id, Object.fromEntries(kept.map(({ id }) => [id, held[id] as Json]))] as const;
  });
  return Object.fromEntries(steps.filter(([, held]) => Object.keys(held).length > 0));
}
