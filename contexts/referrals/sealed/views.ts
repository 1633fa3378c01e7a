import { fieldWording, labelToRead, type Speaking } from '../../../platform/forms/wording.ts';
import type { FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { type StepView, stepPage } from '../../../platform/forms/step-page.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatList, formatMoment } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import type { OpenedView } from './pages/opened.page.ts';
import type { SealedItem, SealedView } from './pages/sealed.page.ts';
import { openingReasons, type SealedFound } from './rules.ts';
import type { Opened } from './commands.ts';

export type Showing = Pick<Work, 'pack' | 'language'>;
export type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;

interface Sealed {
  readonly reference: string;
  readonly found: readonly SealedFound[];
  /** Names of those on duty now, in the viewer's team. */
  readonly onDuty: readonly string[];
}
export interface OpenAgain {
  readonly seal: string;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const caseHref = (reference: string): string => `/cases/${reference}`;

export function sealedView(
  showing: Showing,
  { words, tokens, may }: Here,
  { reference, found, onDuty }: Sealed,
  again?: OpenAgain,
): SealedView {
  const opens = may('sealed:open');
  const newestFirst = found.toReversed();
  const items = newestFirst.map((each, at) => {
    const isReplaced = newestFirst
      .slice(0, at)
      .some(({ step, field }) => step === each.step && field === each.field);
    return itemOf(showing, words, reference, { ...each, isReplaced }, opens, again);
  });
  return {
    title: words('sealed.title'),
    reference,
    back: { href: caseHref(reference), text: words('sealed.back') },
    errors: (again?.errors ?? []).map(error => ({
      text: faultInWords(error, words),
      href: `#${error.field}-${again?.seal ?? ''}`,
    })),
    intro: words(items.length > 0 ? 'sealed.intro' : 'sealed.none'),
    duty:
      onDuty.length > 0
        ? words('sealed.on-duty', { names: formatList(onDuty, showing.language) })
        : words('sealed.nobody-on-duty'),
    roster: may('duty:view') ? { href: '/duty', text: words('sealed.roster') } : undefined,
    mayOpen: words(opens ? 'sealed.you-may-open' : 'sealed.you-may-not-open'),
    items,
    tokens,
  };
}

function itemOf(
  showing: Showing,
  words: Here['words'],
  reference: string,
  found: SealedFound & { readonly isReplaced: boolean },
  opens: boolean,
  again: OpenAgain | undefined,
): SealedItem {
  const mine = again?.seal === found.seal ? again : undefined;
  const fault = (field: string) => {
    const error = mine?.errors.find(each => each.field === field);
    return error && { text: faultInWords(error, words), visuallyHiddenText: words('form.error-prefix') };
  };
  const chosen = mine?.typed['reason'];
  const typed = mine?.typed['words'];
  return {
    heading: questionOf(showing, words, found),
    given: words(found.isReplaced ? 'sealed.given-before' : 'sealed.given', {
      on: formatMoment(found.entry.at, showing.pack.timeZone, showing.language),
    }),
    opening: opens
      ? {
          action: `/sealed/${reference}/${found.seal}`,
          reasons: {
            idPrefix: `reason-${found.seal}`,
            name: 'reason',
            fieldset: { legend: { text: words('sealed.reason'), classes: 'govuk-fieldset__legend--s' } },
            errorMessage: fault('reason'),
            items: openingReasons.map(reason => ({
              value: reason,
              text: words(`sealed.reason.${reason}`),
              checked: chosen === reason,
            })),
          },
          words: {
            id: `words-${found.seal}`,
            name: 'words',
            rows: 3,
            label: { text: words('sealed.words'), classes: 'govuk-label--s' },
            hint: { text: words('sealed.words.hint') },
            errorMessage: fault('words'),
            value: typeof typed === 'string' ? typed : '',
            autocomplete: 'off',
            spellcheck: false,
          },
          button: { text: words('sealed.open'), preventDoubleClick: true },
        }
      : undefined,
  };
}

/** What the core says of any text is said of this one by name. */
function faultInWords({ message, values }: FieldError, words: Here['words']): string {
  if (message === 'error.missing' || message === 'error.not-text') return words('sealed.error.words');
  return message.startsWith('error.')
    ? words(`field-${message}`, { ...values, label: words('sealed.words') })
    : words(message, values);
}

export function openedView(
  showing: Showing,
  { words }: Pick<Here, 'words'>,
  reference: string,
  { found, text }: Opened,
): OpenedView {
  return {
    title: words('sealed.opened.title'),
    heading: questionOf(showing, words, found),
    // No white space of ours inside: every byte in the element is what was given.
    text: html`<div class="nrm-own-words" data-sealed tabindex="-1">${text}</div>`,
    once: words('sealed.opened.once'),
    hide: { text: words('sealed.opened.hide'), href: `/sealed/${reference}` },
    hidden: words('sealed.opened.hidden'),
  };
}

function questionOf(showing: Showing, words: Here['words'], { step, field }: SealedFound): string {
  const form: FormDefinition = theForm(showing.pack);
  const speaking: Speaking = { words, pack: showing.pack, language: showing.language };
  const onStep = form.steps.find(({ id }) => id === step);
  const asked = onStep?.fields.find(({ id }) => id === field);
  if (!onStep || !asked) return words('sealed.title');
  return labelToRead(form, onStep, asked, speaking) ?? fieldWording(form, onStep, asked, speaking).label;
}

/** A sealed question asked again after sending. What was given is not shown, and stays on record. */
export const againView = (
  work: Pick<Work, 'pack' | 'language' | 'today'>,
  { words, tokens }: Pick<Here, 'words' | 'tokens'>,
  reference: string,
  asked: { readonly form: FormDefinition; readonly step: StepDefinition },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): StepView =>
  stepPage({
    words,
    pack: work.pack,
    language: work.language,
    ...asked,
    answers: {},
    today: work.today,
    ...again,
    action: `/referrals/${reference}/sealed/${asked.step.id}`,
    tokens,
    back: { href: `/referrals/${reference}`, text: words('referrals.back') },
  });
