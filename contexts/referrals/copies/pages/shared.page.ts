import type { Components, SummaryListOptions } from '../../../../platform/views/components.generated.ts';
import type { SummarySection } from '../../../../platform/forms/summary.ts';
import { partLinks } from '../../../../platform/views/parts.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

/** A referral as its reader holds it: what was shared with them, and nothing else. */
export interface SharedView extends PageView {
  readonly reference: string;
  readonly intro: string;
  /** Which kinds of data these are. */
  readonly facts: SummaryListOptions;
  /** How it is safe to reach the person now; undefined where that is not shared. */
  readonly contact: { readonly heading: string; readonly list: SummaryListOptions } | undefined;
  /** Of a recipient: who shared it, on which ground, for what and until when; nothing for the team that referred. */
  readonly sharedHeading: string;
  readonly shared: readonly SummaryListOptions[];
  readonly sections: readonly SummarySection[];
  /** Where it is too long for one page. */
  readonly parts: { readonly which: string; readonly links: Components['govukPagination'] } | undefined;
  readonly copies: readonly { readonly href: string; readonly text: string }[];
}

const example = (words: Words): SharedView => ({
  title: words('referrals.shared.title'),
  back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
  reference: 'NRM-7KBC-9QXD-R4T',
  intro: words('referrals.shared.intro'),
  facts: {
    rows: [
      { key: { text: words('referrals.shared.holds') }, value: { text: words('consent.class.identity') } },
    ],
  },
  contact: {
    heading: words('consent.contact.now'),
    list: {
      rows: [
        { key: { text: words('consent.contact.voicemail') }, value: { text: words('consent.no') } },
        {
          key: { text: words('consent.contact.fallback') },
          value: { text: words('consent.contact.nobody') },
        },
      ],
    },
  },
  sharedHeading: words('referrals.shared.with-you'),
  shared: [
    {
      rows: [
        { key: { text: words('consent.shared.by') }, value: { text: 'Mara Ellison, Example Council' } },
        { key: { text: words('consent.row.ground') }, value: { text: words('consent.shared.consent') } },
        { key: { text: words('consent.row.until') }, value: { text: '23 November 2027' } },
      ],
    },
  ],
  sections: [
    {
      title: words('consent.class.identity'),
      list: {
        rows: [{ key: { text: words('referrals.show.reference') }, value: { text: 'NRM-7KBC-9QXD-R4T' } }],
      },
    },
  ],
  parts: {
    which: words('component.part.which', { number: 1, count: 2 }),
    links: partLinks({ number: 1, count: 2 }, words, n => `/referrals/NRM-7KBC-9QXD-R4T/shared?part=${n}`),
  },
  copies: [{ href: '/referrals/NRM-7KBC-9QXD-R4T/referral.pdf', text: words('referrals.copy.pdf') }],
});

export const page = definePage<SharedView>({
  name: 'referrals/shared',
  template: 'contexts/referrals/copies/pages/shared.njk',
  examples: { 'shared by consent': words => example(words) },
});
