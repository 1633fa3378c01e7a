import { stepPage, type StepView } from '../../platform/forms/step-page.ts';
import type { FormTokens } from '../../platform/http/route.ts';
import type { FieldError } from '../../platform/pure/result.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import type { Language } from '../../platform/text/language.ts';
import type { Words } from '../../platform/views/page.ts';
import { type ConsentForm, type StepName, stepNamed } from './forms.ts';

/** A form of consents on a page of its own. */
export interface FormToShow {
  readonly form: ConsentForm;
  readonly step: StepName;
  readonly reference: string;
  /** After `/consents/<reference>/`. */
  readonly at: string;
  readonly guidance?: readonly string[];
  readonly words: Words;
  readonly language: Language;
  readonly today: PlainDate;
  readonly tokens: FormTokens;
}
export interface Again {
  readonly typed: object;
  readonly errors: readonly FieldError[];
}

export function formView(asking: FormToShow, again?: Again): StepView {
  const { form, step, reference, at, guidance, words, language, today, tokens } = asking;
  const base = `/consents/${reference}`;
  const view = stepPage({
    words,
    pack: form.pack,
    language,
    form: form.form,
    step: stepNamed(form, step),
    answers: {},
    today,
    ...again,
    action: `${base}/${at}`,
    tokens,
    back: { href: base, text: words('consent.back-to-consents') },
  });
  return {
    ...view,
    heading: view.heading ?? view.title,
    guidance: guidance ?? view.guidance,
    continueText: words(`consent.send.${step}`),
  };
}
