import type { StepView } from '../../../platform/forms/step-page.ts';
import { definePage } from '../../../platform/views/page.ts';
import { byAnother } from '../by-another.ts';
import { page as formPage } from './form.page.ts';
import { exampleSpeaking } from './examples.ts';

/** What is asked about one permission; or who else may say it, to somebody who could only be refused. */
export interface OneShown extends StepView {
  readonly byAnother: ByAnother | undefined;
}
export interface ByAnother {
  readonly why: string;
  readonly heading: string;
  readonly names: readonly string[];
  readonly text: string;
}

const example = formPage.examples['to decide'];

export const page = definePage<OneShown>({
  name: 'consent/one',
  template: 'contexts/consent/pages/one.njk',
  examples: {
    'to decide': words => ({ ...(example?.(words) as StepView), byAnother: undefined }),
    'decided by another': words => ({
      ...(example?.(words) as StepView),
      byAnother: byAnother(['Robin Example', 'Mara Ellison'], exampleSpeaking(words)),
    }),
    'reviewed by nobody here': words => ({
      ...(example?.(words) as StepView),
      byAnother: byAnother([], exampleSpeaking(words)),
    }),
  },
});
