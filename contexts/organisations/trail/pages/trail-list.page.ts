import { Temporal } from '../../../../platform/pure/time.ts';
import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { type Searched, trailListView } from '../view.ts';
import { exampleShowing } from './trail-example.ts';

export interface TrailListView extends PageView {
  readonly intro: string;
  readonly search: { readonly input: Components['govukInput']; readonly button: string };
  readonly found: { readonly href: string; readonly text: string } | undefined;
  /** The same whether there is no such case or it is another organisation's. */
  readonly notFound: string | undefined;
  readonly cases: Components['govukTable'] | undefined;
  readonly ifNone: string;
  readonly next: { readonly href: string; readonly text: string } | undefined;
}

const openedAt = new Date(Temporal.Instant.from('2026-03-02T09:30:00Z').epochMilliseconds);
const rows = ['EX-7KBC-9QXD-R4T', 'EX-2B3C-4D5F-6GH'].map(reference => ({
  recordId: reference,
  reference,
  openedAt,
}));
const example = (words: Words, searched?: Searched): TrailListView =>
  trailListView(
    exampleShowing(words),
    { words },
    { rows, next: '00000000-0000-7000-8000-000000000000' },
    searched,
  );

export const page = definePage<TrailListView>({
  name: 'organisations/trail-list',
  template: 'contexts/organisations/trail/pages/trail-list.njk',
  examples: {
    some: words => example(words),
    none: words => trailListView(exampleShowing(words), { words }, { rows: [], next: undefined }, undefined),
    found: words => example(words, { typed: 'ex 7kbc 9qxd r4t', found: 'EX-7KBC-9QXD-R4T' }),
    'not-found': words => example(words, { typed: 'EX-0000', found: undefined }),
  },
});
