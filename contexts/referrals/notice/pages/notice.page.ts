import type { Components } from '../../../../platform/views/components.generated.ts';
import type { SummarySection } from '../../../../platform/forms/summary.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

/** A notice that was sent, as those who sent it and those who received it read it. */
export interface NoticeView extends PageView {
  /** A green panel at once after sending. */
  readonly sent: Components['govukPanel'] | undefined;
  readonly heading: string | undefined;
  readonly facts: Components['govukSummaryList'];
  readonly sections: readonly SummarySection[];
  readonly nextHeading: string;
  readonly next: string;
  readonly list: { readonly href: string; readonly text: string };
}

const reference = 'DTN-7KBC-9QXD-R4T';

const example = (words: Words, isNew: boolean): NoticeView => ({
  title: words('notices.show.title'),
  sent: isNew
    ? { titleText: words('notices.sent.title'), text: words('referrals.sent.reference', { reference }) }
    : undefined,
  heading: isNew ? undefined : words('notices.show.heading', { reference }),
  facts: {
    rows: [
      { key: { text: words('referrals.show.reference') }, value: { text: reference } },
      { key: { text: words('notices.show.identified') }, value: { text: words('notices.identified.no') } },
    ],
  },
  sections: [],
  nextHeading: words('referrals.show.next'),
  next: words('notices.show.next'),
  list: { href: '/referrals', text: words('referrals.show.list') },
});

export const page = definePage<NoticeView>({
  name: 'referrals/notice',
  template: 'contexts/referrals/notice/pages/notice.njk',
  examples: {
    sent: words => example(words, true),
    read: words => example(words, false),
  },
});
