import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { type Trail, trailShowView } from '../view.ts';
import { exampleEntries, exampleShowing } from './trail-example.ts';

export interface TrailShowView extends PageView {
  readonly heading: string;
  readonly intro: string;
  readonly filters: {
    readonly label: string;
    readonly links: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  };
  readonly table: Components['govukTable'] | undefined;
  readonly tableLabel: string;
  readonly ifNone: string;
  readonly pages: { readonly newest: Link | undefined; readonly older: Link | undefined };
}
interface Link {
  readonly href: string;
  readonly text: string;
}

const trail: Trail = {
  reference: 'EX-7KBC-9QXD-R4T',
  entries: exampleEntries,
  next: undefined,
  kind: undefined,
  isContinued: false,
};
const example = (words: Words, more: Partial<Trail> = {}): TrailShowView =>
  trailShowView(exampleShowing(words), { words }, { ...trail, ...more });

export const page = definePage<TrailShowView>({
  name: 'organisations/trail-show',
  template: 'contexts/organisations/trail/pages/trail-show.njk',
  examples: {
    all: words => example(words, { next: 17 }),
    sights: words =>
      example(words, { kind: 'sight', entries: exampleEntries.filter(({ kind }) => kind === 'sight') }),
    'later-page': words => example(words, { isContinued: true }),
    none: words => example(words, { kind: 'change', entries: [] }),
  },
});
