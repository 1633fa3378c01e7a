import type { Components } from '../../../platform/views/components.generated.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import { askAgainView, checkView } from '../views.ts';
import { exampleHere, exampleShowing } from './example.ts';
import type { Where } from './where.page.ts';

/** What to look for; or where and how old, where one of them was not said or is to be said otherwise. */
export interface CheckView extends PageView {
  readonly where: Where | undefined;
  readonly check: Check | undefined;
}

export interface Check {
  readonly heading: string;
  readonly met: string;
  readonly guidance: StepView['guidance'];
  readonly signs: Components['govukFieldset'];
  readonly ifNone: string | undefined;
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  /** What earlier pages said, as hidden inputs. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  /** The second page can also go back to tick more; both, to where and how old. */
  readonly buttons: readonly Components['govukButton'][];
}

const harbour = { setting: 'harbour', age: 'not-known' } as const;

export const page = definePage<CheckView>({
  name: 'identification/check',
  template: 'contexts/identification/pages/check.njk',
  examples: {
    adult: words => checkView(exampleShowing(words), exampleHere(words), { ...harbour, age: 'adult' }),
    child: words => checkView(exampleShowing(words), exampleHere(words), { ...harbour, age: 'child' }),
    'how-known': words =>
      checkView(exampleShowing(words), exampleHere(words), harbour, {
        typed: { signs: ['w2', 'a1'] },
        errors: [{ field: 'signs.signs.0.known', message: 'error.how-known' }],
      }),
    'how-known-missing': words =>
      checkView(exampleShowing(words), exampleHere(words), harbour, {
        typed: { _asked: 'how-known', signs: ['w2', 'a1'], 'signs.a1': 'observed', 'signs.w2': '' },
        errors: [{ field: 'signs.signs.0.known', message: 'error.how-known' }],
      }),
    'where-missing': words =>
      askAgainView(exampleShowing(words), exampleHere(words), {
        typed: { ageStatus: 'adult' },
        errors: [{ field: 'setting.setting', message: 'error.choose' }],
      }),
  },
});
