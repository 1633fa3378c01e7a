import type { ButtonOptions, TextareaOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { html, type SafeHtml } from '../../../../platform/views/safe-html.ts';

interface Link {
  readonly href: string;
  readonly text: string;
}

/** What the two sides of a referral wrote to each other, the oldest first, and a place to write. */
export interface MessagesView extends PageView {
  readonly reference: string;
  readonly intro: string;
  readonly ifNone: string;
  /** To what was written before; and, from there, back to the newest. */
  readonly earlier: Link | undefined;
  readonly newest: Link | undefined;
  readonly messages: readonly { readonly who: string; readonly text: SafeHtml }[];
  readonly write:
    | {
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly text: TextareaOptions;
        readonly button: ButtonOptions;
      }
    | undefined;
}

const example = (words: Words, texts: readonly string[], hasFault = false): MessagesView => ({
  title: words('referrals.messages.title'),
  back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
  errors: hasFault ? [{ text: words('referrals.messages.error.empty'), href: '#text' }] : [],
  reference: 'NRM-7KBC-9QXD-R4T',
  intro: words('referrals.messages.intro'),
  ifNone: words('referrals.messages.none'),
  earlier:
    texts.length > 1
      ? {
          href: '/messages/NRM-7KBC-9QXD-R4T?before=20',
          text: words('referrals.messages.earlier'),
        }
      : undefined,
  newest:
    texts.length > 1
      ? { href: '/messages/NRM-7KBC-9QXD-R4T', text: words('referrals.messages.newest') }
      : undefined,
  messages: texts.map(text => ({
    who: words('referrals.messages.by', { who: 'Mara Ellison, Example Authority', on: '24 November 2026' }),
    text: html`<div class="nrm-own-words">${text}</div>`,
  })),
  write: {
    action: '/messages/NRM-7KBC-9QXD-R4T',
    tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    text: {
      id: 'text',
      name: 'text',
      rows: 6,
      label: { text: words('referrals.messages.text'), classes: 'govuk-label--m' },
      hint: { text: words('referrals.messages.text.hint') },
      errorMessage: hasFault
        ? { text: words('referrals.messages.error.empty'), visuallyHiddenText: words('form.error-prefix') }
        : undefined,
      autocomplete: 'off',
    },
    button: { text: words('referrals.messages.send'), preventDoubleClick: true },
  },
});

export const page = definePage<MessagesView>({
  name: 'referrals/messages',
  template: 'contexts/referrals/messages/pages/messages.njk',
  said: ['referrals.said.message'],
  examples: {
    none: words => example(words, []),
    two: words => example(words, ['Is there a report of the hospital?', 'Yes.\nWe ask for it today.']),
    'nothing written': words => example(words, [], true),
  },
});
