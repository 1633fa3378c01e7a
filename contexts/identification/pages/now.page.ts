import type { Components } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { nowView } from '../advice-view.ts';
import type { Screening } from '../model.ts';
import { exampleHere, exampleShowing } from './example.ts';

export interface NowView extends PageView {
  readonly danger: Components['govukWarningText'];
  readonly first: Step;
  /** Absent for those who may not refer. */
  readonly start: Start | undefined;
  readonly notResponder: Step;
  readonly noticed: {
    readonly heading: string;
    readonly caution: string;
    readonly signs: readonly string[];
    readonly ifNone: string;
    readonly circumstances: { readonly heading: string; readonly items: readonly string[] } | undefined;
  };
  readonly help: { readonly heading: string; readonly nations: readonly Contacts[] };
  readonly again: { readonly href: string; readonly text: string };
}

interface Step {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

interface Start {
  readonly text: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly screening: string | undefined;
}

export interface Contacts {
  readonly name: string;
  readonly lines: Components['govukSummaryList'];
}

const screening: Screening = {
  screeningId: '00000000-0000-7000-8000-000000000000',
  setting: 'harbour',
  age: 'adult',
  signs: [
    { sign: 'a1', known: 'observed' },
    { sign: 'w2', known: 'disclosed' },
  ],
};
const example = (words: Words, more: Partial<Screening>, mayRefer = true): NowView =>
  nowView(exampleShowing(words), { ...exampleHere(words), may: () => mayRefer }, { ...screening, ...more });

export const page = definePage<NowView>({
  name: 'identification/now',
  template: 'contexts/identification/pages/now.njk',
  examples: {
    adult: words => example(words, {}),
    child: words => example(words, { age: 'child' }),
    'age-not-known': words =>
      example(words, { age: 'not-known', signs: [...screening.signs, { sign: 'r1', known: 'third-party' }] }),
    'no-sign': words => example(words, { signs: [] }),
    'who-may-not-refer': words => example(words, {}, false),
  },
});
