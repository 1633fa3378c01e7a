import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

/** What follows where a person does not agree to be referred. */
export interface WithoutConsentView extends PageView {
  readonly paragraphs: readonly string[];
  /** Whom the responder or the person can call; absent where the nation was not said. */
  readonly help:
    | {
        readonly numbersHeading: string;
        readonly numbers: Components['govukSummaryList'];
        readonly asOf: string | undefined;
      }
    | undefined;
  /** To the notice, where one may be owed. */
  readonly notice: { readonly href: string; readonly text: string } | undefined;
  readonly end: {
    readonly action: string;
    readonly text: string;
    readonly tokens: { readonly csrf: string; readonly key: string };
  };
  readonly changeHeading: string;
  /** Said before the answer is changed: what is gone stays gone. */
  readonly removed: string;
  readonly change: { readonly href: string; readonly text: string };
  readonly list: { readonly href: string; readonly text: string };
}

const example = (
  words: Words,
  state: 'owing-notice' | 'ending',
  notSent = 'not-sent',
): WithoutConsentView => ({
  title: words('referrals.without-consent.title'),
  back: { href: '/referrals', text: words('referrals.back') },
  paragraphs: [notSent, state, 'danger', 'support', 'files'].map(name =>
    words(`referrals.without-consent.${name}`),
  ),
  help:
    state === 'ending'
      ? {
          numbersHeading: words('advice.help'),
          numbers: {
            rows: [{ key: { text: 'Helpline (an example)' }, value: { text: '0300 000 0000' } }],
          },
          asOf: words('referrals.tonight.as-of', { on: '21 April 2026' }),
        }
      : undefined,
  notice:
    state === 'owing-notice'
      ? { href: '/referrals', text: words('referrals.without-consent.notice') }
      : undefined,
  end: {
    action: '/referrals/NRM-7KBC-9QXD-R4T/end',
    text: words('referrals.without-consent.end'),
    tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
  },
  changeHeading: words('referrals.without-consent.change-heading'),
  removed: words(`referrals.without-consent.removed.${state}`),
  change: { href: '/referrals', text: words('referrals.without-consent.change') },
  list: { href: '/referrals', text: words('referrals.show.list') },
});

export const page = definePage<WithoutConsentView>({
  name: 'referrals/without-consent',
  template: 'contexts/referrals/notice/pages/without-consent.njk',
  examples: {
    'a notice may be owed': words => example(words, 'owing-notice'),
    'nobody has to report': words => example(words, 'ending'),
    'a child who was asked does not agree': words => example(words, 'ending', 'not-sent-child'),
  },
});
