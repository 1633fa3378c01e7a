import { definePage, type PageView } from '../../../../platform/views/page.ts';
import type { SafeHtml } from '../../../../platform/views/safe-html.ts';
import { openedView } from '../views.ts';
import { exampleSealed, exampleSealedShowing } from './sealed-example.ts';

/** What was sealed, shown once. The title, the address and the history say nothing of it. */
export interface OpenedView extends PageView {
  readonly heading: string;
  readonly text: SafeHtml;
  readonly once: string;
  /** Takes it off the screen; scripts do so too when the page is left (islands/hide-sealed.js). */
  readonly hide: { readonly text: string; readonly href: string };
  readonly hidden: string;
}

export const page = definePage<OpenedView>({
  name: 'referrals/opened',
  template: 'contexts/referrals/sealed/pages/opened.njk',
  examples: {
    opened: words =>
      openedView(exampleSealedShowing(words), { words }, 'NRM-7KBC-9QXD-R4T', {
        found: exampleSealed,
        text: 'Flat 2, 1 Example Street\nSampletown',
      }),
  },
});
