import type { SummarySection } from '../../../../platform/forms/summary.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

interface Link {
  readonly href: string;
  readonly text: string;
}

/** A request as it stands, before a team is asked and while one is. */
export interface RequestView extends PageView {
  readonly reference: string;
  /** What came of asking. */
  readonly notes: readonly string[];
  /** Where it is about to be put away, or was. */
  readonly keep:
    | {
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly text: string;
      }
    | undefined;
  readonly links: readonly Link[];
  readonly sections: readonly SummarySection[];
  readonly missingHeading: string;
  readonly missing: readonly Link[];
  /** To choose whom to ask. */
  readonly next: Link | undefined;
  readonly remove:
    | {
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly hint: string;
        readonly text: string;
      }
    | undefined;
}

const base = '/requests/ASK-7KBC-9QXD-R4T';

const example = (words: Words, is: 'whole' | 'not-whole' | 'asked' | 'declined' | 'ageing'): RequestView => ({
  title: words('requests.check.title'),
  back: { href: '/requests', text: words('referrals.back') },
  reference: 'ASK-7KBC-9QXD-R4T',
  notes:
    is === 'asked' || is === 'declined'
      ? [words(`requests.state.${is}`)]
      : is === 'ageing'
        ? [words('requests.keeping.warned', { on: '30 November 2026' })]
        : [],
  keep:
    is === 'ageing'
      ? {
          action: `${base}/keep`,
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
          text: words('requests.keeping.keep'),
        }
      : undefined,
  links:
    is === 'asked' || is === 'declined'
      ? [
          { href: '/hand-overs/HND-7KBC-9QXD-R4T', text: words('requests.check.hand-over') },
          { href: '/consents/ASK-7KBC-9QXD-R4T', text: words('requests.check.consents') },
        ]
      : [],
  sections: [
    {
      title: words('requests.list.reference'),
      list: { rows: [{ key: { text: words('hand-over.from') }, value: { text: 'Testina' } }] },
    },
  ],
  missingHeading: words('requests.check.missing'),
  missing: is === 'not-whole' ? [{ href: `${base}/steps/age`, text: words('requests.list.started') }] : [],
  next:
    is === 'whole' || is === 'declined'
      ? { href: `${base}/ask`, text: words('requests.check.next') }
      : undefined,
  remove:
    is === 'asked'
      ? undefined
      : {
          action: `${base}/delete`,
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
          hint: words('requests.check.delete.hint'),
          text: words('requests.check.delete'),
        },
});

export const page = definePage<RequestView>({
  name: 'referrals/request',
  template: 'contexts/referrals/asking/pages/check.njk',
  said: ['referrals.said.draft', 'requests.said.kept'],
  examples: {
    'all is answered': words => example(words, 'whole'),
    'something is missing': words => example(words, 'not-whole'),
    'a team is asked': words => example(words, 'asked'),
    'a team declined': words => example(words, 'declined'),
    'soon put away': words => example(words, 'ageing'),
  },
});
