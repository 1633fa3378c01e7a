import type { Components } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';

export interface ListView extends PageView {
  readonly intro: string;
  /** To the drafts that were put away, and back. */
  readonly other: { readonly href: string; readonly text: string } | undefined;
  readonly start: { readonly text: string; readonly tokens: { readonly csrf: string; readonly key: string } };
  readonly signs: { readonly href: string; readonly text: string };
  /** Absent where the team has none yet. */
  readonly table: Components['govukTable'] | undefined;
  readonly caption: string;
  readonly empty: string;
  readonly next: { readonly href: string; readonly text: string } | undefined;
}

const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };

export const page = definePage<ListView>({
  name: 'referrals/list',
  template: 'contexts/referrals/pages/list.njk',
  examples: {
    none: words => ({
      title: words('referrals.list.title'),
      intro: words('referrals.list.intro'),
      other: undefined,
      start: { text: words('referrals.list.start'), tokens },
      signs: { href: '/signs', text: words('referrals.list.signs') },
      table: undefined,
      caption: words('referrals.list.caption'),
      empty: words('referrals.list.none'),
      next: undefined,
    }),
    some: words => ({
      title: words('referrals.list.title'),
      intro: words('referrals.list.intro'),
      other: { href: '/referrals?view=put-away', text: words('referrals.list.put-away') },
      start: { text: words('referrals.list.start'), tokens },
      signs: { href: '/signs', text: words('referrals.list.signs') },
      table: {
        caption: words('referrals.list.caption'),
        captionClasses: 'govuk-visually-hidden',
        head: [
          { text: words('referrals.list.reference') },
          { text: words('referrals.list.started') },
          { text: words('referrals.list.stage') },
        ],
        rows: [
          [
            { text: 'NRM-7KBC-9QXD-R4T' },
            { text: '2 March 2026' },
            { text: words('referrals.stage.submitted') },
          ],
        ],
      },
      caption: words('referrals.list.caption'),
      empty: words('referrals.list.none'),
      next: { href: '/referrals?before=1', text: words('referrals.list.next') },
    }),
  },
});
