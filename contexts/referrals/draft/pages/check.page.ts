import type { SummarySection } from '../../../../platform/forms/summary.ts';
import type { Components } from '../../../../platform/views/components.generated.ts';
import { partLinks } from '../../../../platform/views/parts.ts';
import type { ProtectionView } from '../protection.ts';
import { exampleProtection } from './protection-example.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

export interface CheckView extends PageView {
  readonly heading: string;
  readonly sections: readonly SummarySection[];
  /** Where the answers are too long for one page. */
  readonly parts:
    | {
        readonly which: string;
        readonly about: string;
        readonly links: Components['govukPagination'];
      }
    | undefined;
  /** Steps that still lack an answer, each a link to it; nothing can be sent before. */
  readonly missing: readonly { readonly href: string; readonly text: string }[];
  readonly missingHeading: string;
  /** Titles of pages that are asked after another; none of them is a link yet. */
  readonly later:
    | { readonly heading: string; readonly text: string; readonly steps: readonly string[] }
    | undefined;
  /** What has to be done to protect a child, each a link to where it is said that it was. */
  readonly protection: ProtectionView | undefined;
  /** Whether the words were read back to the person, and what was changed since. */
  readonly readBack:
    | {
        readonly text: string;
        readonly changed: string | undefined;
        readonly link: { readonly href: string; readonly text: string };
      }
    | undefined;
  /** Who else is in the draft. */
  readonly notes: readonly string[];
  /** Pages on which somebody else typed what is no answer yet: it is not sent. */
  readonly others: readonly { readonly href: string; readonly text: string }[];
  readonly othersHeading: string;
  /** Answers that hardly fit together, each a link; they may be right, and are sent as they stand. */
  readonly doubts: readonly { readonly href: string; readonly text: string }[];
  readonly doubtsHeading: string;
  /** To what may be added before or left; absent where the form has nothing of that kind. */
  readonly more: { readonly href: string; readonly text: string } | undefined;
  /** On the last part, as the sending is. */
  readonly evidence: { readonly heading: string; readonly href: string; readonly text: string } | undefined;
  /** Absent while an answer is missing. */
  readonly sending: Sending | undefined;
}

interface Sending {
  readonly declaration: string;
  readonly action: string;
  /** What this page is made from: it comes back with the sending. */
  readonly base: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly send: string;
}

const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };

const evidence = (words: Words): CheckView['evidence'] => ({
  heading: words('evidence.title'),
  href: '/referrals/NRM-7KBC-9QXD-R4T/evidence',
  text: words('evidence.link', { count: 1 }),
});

export const page = definePage<CheckView>({
  name: 'referrals/check',
  template: 'contexts/referrals/draft/pages/check.njk',
  said: ['referrals.said.left-out'],
  examples: {
    complete: words => ({
      title: words('referrals.check.title'),
      heading: words('referrals.check.title'),
      sections: [
        {
          title: words('referrals.list.title'),
          list: {
            rows: [
              {
                key: { text: words('referrals.list.reference') },
                value: { text: 'NRM-7KBC-9QXD-R4T' },
                actions: {
                  items: [
                    {
                      href: '/referrals',
                      text: words('form.change'),
                      visuallyHiddenText: words('referrals.list.reference'),
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
      parts: undefined,
      notes: [],
      others: [],
      othersHeading: words('referrals.check.not-sent'),
      doubts: [
        {
          href: '/referrals/NRM-7KBC-9QXD-R4T/steps/place',
          text: words('referrals.check.doubt.before-birth'),
        },
      ],
      doubtsHeading: words('referrals.check.doubts'),
      missing: [],
      missingHeading: words('referrals.check.missing'),
      later: undefined,
      protection: exampleProtection(words, '/referrals/NRM-7KBC-9QXD-R4T/steps/guardian'),
      readBack: {
        text: words('referrals.read-back.corrected'),
        changed: words('referrals.read-back.changed', { what: words('referrals.list.title') }),
        link: {
          href: '/referrals/NRM-7KBC-9QXD-R4T/steps/readBack',
          text: words('referrals.read-back.link'),
        },
      },
      more: { href: '/referrals/NRM-7KBC-9QXD-R4T/sections', text: words('referrals.check.more') },
      evidence: evidence(words),
      sending: {
        declaration: words('referrals.check.declaration'),
        action: '/referrals/NRM-7KBC-9QXD-R4T/submit',
        base: '1 person:abcdefghijklmnop',
        tokens,
        send: words('referrals.check.send'),
      },
    }),
    unfinished: words => ({
      title: words('referrals.check.title'),
      heading: words('referrals.check.title'),
      sections: [],
      parts: {
        which: words('component.part.which', { number: 2, count: 3 }),
        about: words('referrals.check.parts', { count: 3 }),
        links: partLinks(
          { number: 2, count: 3 },
          words,
          number => `/referrals/NRM-7KBC-9QXD-R4T/check?part=${number}`,
        ),
      },
      notes: [words('form.others-here', { names: 'Bethan Lloyd', count: 1 })],
      others: [
        {
          href: '/referrals/NRM-7KBC-9QXD-R4T/steps/place',
          text: words('referrals.check.typed-by', {
            by: 'Bethan Lloyd',
            page: words('referrals.list.title'),
          }),
        },
      ],
      othersHeading: words('referrals.check.not-sent'),
      doubts: [
        {
          href: '/referrals/NRM-7KBC-9QXD-R4T/steps/place',
          text: words('referrals.check.doubt.before-birth'),
        },
      ],
      doubtsHeading: words('referrals.check.doubts'),
      missing: [{ href: '/referrals/NRM-7KBC-9QXD-R4T/steps/person', text: words('referrals.list.title') }],
      missingHeading: words('referrals.check.missing'),
      later: {
        heading: words('referrals.sections.not-yet'),
        text: words('referrals.sections.later', { first: words('consent.title') }),
        steps: [words('referrals.list.title')],
      },
      protection: undefined,
      readBack: undefined,
      more: undefined,
      evidence: undefined,
      sending: undefined,
    }),
  },
});
