import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { openingsView } from '../review-view.ts';
import { opened, reviewed, showing, spoken } from './example.ts';

/** What was opened in an emergency, for those who look at it again. */
export interface OpeningsView extends PageView {
  readonly intro: string;
  readonly overdue: Components['govukWarningText'] | undefined;
  readonly table: Components['govukTable'] | undefined;
  readonly ifNone: string;
  /** Who tried more than one person may. */
  readonly alerts: { readonly heading: string; readonly list: readonly string[] } | undefined;
}

export const page = definePage<OpeningsView>({
  name: 'oversight/openings',
  template: 'contexts/oversight/glass/pages/openings.njk',
  said: ['openings.said'],
  examples: {
    none: words => openingsView(showing(words), spoken(words), []),
    some: words => openingsView(showing(words), spoken(words), [opened, reviewed]),
    alerted: words => openingsView(showing(words), spoken(words), [], [{ of: opened.by, at: opened.at }]),
    overdue: words => openingsView(showing(words, '2026-03-09T09:00:00Z'), spoken(words), [opened, reviewed]),
  },
});
