import type { RadiosOptions, TextareaOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { html, type SafeHtml } from '../../../../platform/views/safe-html.ts';

/** Before another's referral begins: the texts that would name the first person in it. */
export interface AnotherView extends PageView {
  readonly intro: readonly string[];
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  /** Which texts these are (`decide.ts`). */
  readonly seen: string;
  readonly texts: readonly {
    readonly title: string;
    /** With what was found set off. */
    readonly shown: SafeHtml;
    readonly words: TextareaOptions;
    readonly choice: RadiosOptions;
  }[];
  readonly send: string;
}

export const page = definePage<AnotherView>({
  name: 'referrals/another',
  template: 'contexts/referrals/situation/pages/another.njk',
  examples: {
    one: words => ({
      title: words('referrals.another.title'),
      back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
      errors: [{ text: words('referrals.another.look'), href: '#looked-at' }],
      intro: ['copied', 'named', 'spelt'].map(name => words(`referrals.another.${name}`)),
      action: '/referrals/NRM-7KBC-9QXD-R4T/another',
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
      seen: 'a-digest',
      texts: [
        {
          title: words('referrals.list.title'),
          shown: html`The house of <mark>Testina</mark>, by the mill.`,
          words: {
            id: 'text-episodes-1-places',
            name: 'text.episodes.1.places',
            label: { text: words('referrals.another.words'), classes: 'govuk-label--s' },
            value: 'The house of Testina, by the mill.',
            rows: '4',
            autocomplete: 'off',
          },
          choice: {
            idPrefix: 'choice-episodes-1-places',
            name: 'choice.episodes.1.places',
            fieldset: {
              legend: {
                text: words('referrals.another.choice', { number: 1 }),
                classes: 'govuk-fieldset__legend--s',
              },
            },
            items: ['leave-out', 'changed', 'as-it-is'].map(value => ({
              value,
              text: words(`referrals.another.choice.${value}`),
            })),
          },
        },
      ],
      send: words('referrals.another.send'),
    }),
  },
});
