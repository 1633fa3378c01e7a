import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

interface Link {
  readonly href: string;
  readonly text: string;
}

/** What a team that may not refer asked of those who may. */
export interface RequestsView extends PageView {
  readonly intro: string;
  /** The list of what was put away, or back to the others. */
  readonly other: Link | undefined;
  readonly start: Link;
  readonly caption: string;
  readonly empty: string;
  readonly table: Components['govukTable'] | undefined;
  readonly next: Link | undefined;
}

const example = (words: Words, table: RequestsView['table']): RequestsView => ({
  title: words('requests.list.title'),
  intro: words('requests.list.intro'),
  other: table && { href: '/requests?view=put-away', text: words('requests.list.put-away') },
  start: { href: '/requests/start', text: words('requests.list.start') },
  caption: words('requests.list.title'),
  empty: words('requests.list.none'),
  table,
  next: table && { href: '/requests?before=1', text: words('referrals.list.next') },
});

export const page = definePage<RequestsView>({
  name: 'referrals/requests',
  template: 'contexts/referrals/asking/pages/list.njk',
  said: ['requests.said.deleted'],
  examples: {
    none: words => example(words, undefined),
    some: words =>
      example(words, {
        caption: words('requests.list.title'),
        captionClasses: 'govuk-visually-hidden',
        firstCellIsHeader: true,
        head: ['reference', 'started', 'state'].map(name => ({ text: words(`requests.list.${name}`) })),
        rows: ['draft', 'asked', 'accepted', 'declined', 'taken-back'].map(state => [
          { text: 'ASK-7KBC-9QXD-R4T' },
          { text: '2 March 2026' },
          { text: words(`requests.state.${state}`) },
        ]),
      }),
  },
});
