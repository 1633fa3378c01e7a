import type { Components } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import { exampleLinks } from './sheet-example.ts';

export interface LinksView extends PageView {
  readonly paragraphs: readonly string[];
  readonly list: Components['govukSummaryList'];
}

export const page = definePage<LinksView>({
  name: 'awareness/links',
  template: 'contexts/awareness/pages/links.njk',
  examples: { links: exampleLinks },
});
