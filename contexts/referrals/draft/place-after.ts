/** Where a draft goes after a page, below its reference. */
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import { nextStep, stepOf, submittable } from '../../../platform/forms/journey.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { type Standing, standingOf } from '../notice/refusing.ts';
import { ageDiffers, type Asking } from '../rules.ts';
import { stepIn } from './age-differs.ts';

/** The next question; where a consent that is needed was refused there is none. */
export function placeAfter(asking: Asking, answers: Answers, step: string, today: PlainDate): string {
  if (standingOf(asking, answers, today).is !== 'going-on') return '/without-consent';
  const differs = asksAge(asking, step) ? ageDiffers(asking, answers, today) : undefined;
  // Which of the two is right is asked at once: a refusal could not be recorded before.
  if (differs) return `/steps/${stepIn(differs)}`;
  return isUrgent(asking, answers, step) ? '/tonight' : questionAfter(asking, answers, step);
}

const asksAge = ({ form }: Asking, stepId: string): boolean =>
  stepOf(form, stepId)?.fields.some(({ concept }) => concept === 'age-status') === true;

/** The next question, whatever the page said that cannot wait. */
export function questionAfter({ form }: Asking, answers: Answers, step: string): string {
  const next = nextStep(form, answers, step);
  if (!next) return stepOf(form, step)?.more ? '/sections' : '/check';
  // Where at least one of several is needed and there is none, its page comes at once.
  const isFirst = itemsField(next)?.required && itemsIn(answers, next).length === 0;
  return `/steps/${next.id}${isFirst ? '/items/new' : ''}`;
}

/** The same of a notice; once the person agreed after all, its check leads back. */
export function noticePlaceAfter(standing: Standing, answers: Answers, step: string): string {
  const next = standing.is === 'owing-notice' ? nextStep(standing.duty.form, answers, step) : undefined;
  return next ? `/notice/steps/${next.id}` : '/notice/check';
}

/** Whether the page that was just answered says that something cannot wait. */
export function isUrgent({ form }: Asking, answers: Answers, stepId: string): boolean {
  const asks = stepOf(form, stepId)?.fields.some(({ concept }) => concept === 'urgency');
  return asks === true && factsOf(form, submittable(form, answers)).urgency.length > 0;
}
