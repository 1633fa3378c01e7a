import type { Components } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import type { SafeHtml } from '../../../platform/views/safe-html.ts';
import { whereView } from '../views.ts';
import { exampleHere, exampleShowing } from './example.ts';

export interface WhereView extends PageView {
  readonly where: Where;
}

/** Where the person was met, and how old they seem. */
export interface Where {
  readonly heading: string;
  readonly intro: string;
  readonly points: readonly string[];
  readonly danger: Components['govukWarningText'];
  readonly questions: readonly SafeHtml[];
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  /** What was ticked on a later page, as hidden inputs. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  readonly button: Components['govukButton'];
}

export const page = definePage<WhereView>({
  name: 'identification/where',
  template: 'contexts/identification/pages/where.njk',
  examples: {
    new: words => whereView(exampleShowing(words), exampleHere(words)),
  },
});
