import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { html } from '../../../../platform/views/safe-html.ts';

/** Whom to call before the form goes on. */
export interface TonightView extends PageView {
  readonly danger: Components['govukWarningText'];
  readonly paragraphs: readonly string[];
  readonly numbersHeading: string;
  readonly numbers: Components['govukSummaryList'];
  /** From when the numbers are, where the pack says so. */
  readonly asOf: string | undefined;
  readonly next: { readonly href: string; readonly text: string };
}

export const page = definePage<TonightView>({
  name: 'referrals/tonight',
  template: 'contexts/referrals/draft/pages/tonight.njk',
  examples: {
    'somebody needs help tonight': words => ({
      title: words('referrals.tonight.title'),
      back: { href: '/referrals', text: words('referrals.back') },
      danger: {
        text: words('referrals.tonight.danger', { number: '112' }),
        iconFallbackText: words('referrals.tonight.warning'),
      },
      paragraphs: [
        words('referrals.tonight.missing', { number: '112' }),
        words('referrals.tonight.wait'),
        words('referrals.tonight.seen'),
      ],
      numbersHeading: words('advice.help'),
      numbers: {
        rows: [{ key: { text: words('referrals.tonight.title') }, value: { html: html`020 7946 0018` } }],
      },
      asOf: words('referrals.tonight.as-of', { on: '2 March 2026' }),
      next: { href: '/referrals', text: words('form.continue') },
    }),
  },
});
