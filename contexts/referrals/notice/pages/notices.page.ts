import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

/** The notices that an authority received. None of them is a case. */
export interface NoticesView extends PageView {
  readonly intro: string;
  readonly count: string;
  readonly table: Components['govukTable'] | undefined;
  readonly next: { readonly href: string; readonly text: string } | undefined;
}

const example = (words: Words, rows: number): NoticesView => ({
  title: words('notices.list.title'),
  intro: words('notices.list.intro'),
  count: words('notices.list.count', { count: rows }),
  table:
    rows === 0
      ? undefined
      : {
          classes: 'nrm-stacking',
          caption: words('notices.list.title'),
          captionClasses: 'govuk-visually-hidden',
          firstCellIsHeader: true,
          head: ['reference', 'sent', 'nation', 'identified', 'urgency'].map(name => ({
            text: words(`notices.list.${name}`),
          })),
          rows: Array.from({ length: rows }, () => [
            { text: 'DTN-7KBC-9QXD-R4T' },
            { text: '2 March 2026' },
            { text: words('referrals.show.not-known') },
            { text: words('notices.identified.no') },
            { text: words('urgency.danger') },
          ]),
        },
  next: rows === 0 ? undefined : { href: '/notices?before=1', text: words('referrals.list.next') },
});

export const page = definePage<NoticesView>({
  name: 'referrals/notices',
  template: 'contexts/referrals/notice/pages/notices.njk',
  examples: { none: words => example(words, 0), some: words => example(words, 3) },
});
