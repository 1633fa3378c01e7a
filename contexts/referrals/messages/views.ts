import { inTextarea } from '../../../platform/forms/fields/words.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { html } from '../../../platform/views/safe-html.ts';
import { momentOf, whoIs } from '../said-by.ts';
import type { Message } from './commands.ts';
import type { MessagesView } from './pages/messages.page.ts';

interface ToShow {
  readonly reference: string;
  readonly side: Message['from'];
  readonly messages: readonly Message[];
  readonly next: number | undefined;
  /** Nothing was written after these. */
  readonly isNewest: boolean;
  /** Undefined for whoever only reads. */
  readonly tokens: { readonly csrf: string; readonly key: string } | undefined;
  readonly typed: string;
  readonly errors: readonly FieldError[];
}

export function messagesView(of: ToShow, speaking: Speaking): MessagesView {
  const { reference, side, messages, next, isNewest, tokens, typed, errors } = of;
  const { words } = speaking;
  const faults = errors.map(error => ({ text: faultInWords(error, words), href: '#text' }));
  return {
    title: words('referrals.messages.title'),
    back: {
      href: `/${side === 'authority' ? 'cases' : 'referrals'}/${reference}`,
      text: words('referrals.back'),
    },
    errors: faults,
    reference,
    intro: words('referrals.messages.intro'),
    earlier:
      next === undefined
        ? undefined
        : { href: `/messages/${reference}?before=${next}`, text: words('referrals.messages.earlier') },
    newest: isNewest
      ? undefined
      : { href: `/messages/${reference}`, text: words('referrals.messages.newest') },
    ifNone: words('referrals.messages.none'),
    messages: messages.map(message => ({
      who: words('referrals.messages.by', {
        who: whoIs(message.by, speaking),
        on: momentOf(message.at, speaking),
      }),
      // No white space of ours inside: every byte in the element is the message's.
      text:
        message.text === undefined
          ? html`${words('referrals.messages.hidden')}`
          : html`<div class="nrm-own-words">${message.text}</div>`,
    })),
    write: tokens && {
      action: `/messages/${reference}`,
      tokens,
      text: {
        id: 'text',
        name: 'text',
        rows: 6,
        label: { text: words('referrals.messages.text'), classes: 'govuk-label--m' },
        hint: { text: words('referrals.messages.text.hint') },
        errorMessage: faults[0] && {
          text: faults[0].text,
          visuallyHiddenText: words('form.error-prefix'),
        },
        value: inTextarea(typed),
        autocomplete: 'off',
      },
      button: { text: words('referrals.messages.send'), preventDoubleClick: true },
    },
  };
}

function faultInWords({ message, values }: FieldError, words: Speaking['words']): string {
  if (message === 'error.missing' || message === 'error.not-text')
    return words('referrals.messages.error.empty');
  return message.startsWith('error.')
    ? words(`field-${message}`, { ...values, label: words('referrals.messages.text') })
    : words(message, values);
}
