import { stepPage, type StepView } from '../../../platform/forms/step-page.ts';
import type { FormTokens } from '../../../platform/http/route.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Language } from '../../../platform/text/language.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { AskForm } from './form.ts';

export interface AskToShow {
  readonly asking: AskForm;
  readonly reference: string;
  /** What is said first, for an adult or a child. */
  readonly guidance: readonly string[];
  readonly words: Words;
  readonly language: Language;
  readonly today: PlainDate;
  readonly tokens: FormTokens;
  /** Where it is sent, and what it is called, where whoever asks may not refer. */
  readonly of?: {
    readonly action: string;
    readonly back: string;
    readonly title: string;
    readonly send: string;
  };
}
export interface Again {
  readonly typed: object;
  readonly errors: readonly FieldError[];
}

export function askView(of: AskToShow, again?: Again): StepView {
  const { asking, reference, guidance, words, language, today, tokens, of: request } = of;
  const base = `/referrals/${reference}`;
  const view = stepPage({
    words,
    pack: asking.pack,
    language,
    form: asking.form,
    step: asking.step,
    answers: {},
    today,
    ...again,
    action: request?.action ?? `${base}/hand-over`,
    tokens,
    back: { href: request?.back ?? base, text: words('referrals.back') },
  });
  return {
    ...view,
    ...(request && { title: request.title }),
    heading: request?.title ?? view.heading ?? view.title,
    guidance,
    continueText: request?.send ?? words('hand-over.ask.send'),
  };
}
