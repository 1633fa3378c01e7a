import type { ButtonOptions, Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { openingView } from '../review-view.ts';
import { opened, reviewed, showing, spoken, tokens } from './example.ts';

/** One opening: who, why, and what an officer says of it. */
export interface OpeningView extends PageView {
  readonly heading: string;
  readonly facts: Components['govukSummaryList'];
  readonly trail: { readonly href: string; readonly text: string } | undefined;
  readonly form:
    | {
        readonly heading: string;
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly outcome: Components['govukRadios'];
        readonly words: Components['govukTextarea'];
        readonly button: ButtonOptions;
      }
    | undefined;
}

const example = (
  words: Words,
  opening: typeof opened,
  reviewedWith?: string,
  again?: Parameters<typeof openingView>[3],
) =>
  openingView(
    showing(words),
    { words: spoken(words), tokens, may: () => true },
    { opening, said: { opened: 'She rang from the pier and was cut off.', reviewed: reviewedWith } },
    again,
  );

export const page = definePage<OpeningView>({
  name: 'oversight/opening',
  template: 'contexts/oversight/glass/pages/opening.njk',
  examples: {
    waiting: words => example(words, opened),
    'nothing filled in': words =>
      example(words, opened, undefined, {
        typed: {},
        errors: [
          { field: 'outcome', message: 'openings.error.outcome' },
          { field: 'words', message: 'openings.error.words', values: { least: 30, most: 2000 } },
        ],
      }),
    'looked at': words => example(words, reviewed, 'The harbour watch confirmed that she had rung.'),
  },
});
