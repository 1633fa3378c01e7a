/** An answer about age and a date of birth that contradict each other: where either is put right. */
import { whereAsked } from '../../../platform/forms/concepts.ts';
import type { StepToShow } from '../../../platform/forms/step-page.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { ageDiffers } from '../rules.ts';

export const stepIn = ({ field }: Pick<FieldError, 'field'>): string => field.split('.')[0] ?? '';

const told = ['referral.error.age-and-birth-date-differ', 'referral.error.birth-date-disputed'];

/** Above the page that asks for either, and above the question about consent, which waits for both. */
export function ageDiffersOn(
  work: Work,
  words: Words,
  { answers, step, errors = [] }: Pick<StepToShow, 'answers' | 'errors'> & { readonly step: string },
  href: (step: string) => string,
): { readonly notes: readonly string[]; readonly ways: NonNullable<StepToShow['ways']> } {
  const form = theForm(work.pack);
  const stands = ageDiffers({ pack: work.pack, form }, answers, work.today);
  const isTold = errors.some(({ message }) => told.includes(message));
  const places = {
    age: whereAsked(form, 'age-status'),
    'birth-date': whereAsked(form, 'birth-date'),
    consent: whereAsked(form, 'consent'),
  };
  const isHere = (at: string | undefined) => at?.startsWith(`${step}.`) === true;
  if (!(stands || isTold) || !Object.values(places).some(isHere)) return { notes: [], ways: [] };
  const ways = (['birth-date', 'age'] as const).flatMap(name => {
    const field = places[name];
    return field === undefined || isHere(field)
      ? []
      : [{ href: href(stepIn({ field })), text: words(`referrals.age-differs.${name}`) }];
  });
  return { notes: stands && !isTold ? [words(stands.message)] : [], ways };
}
