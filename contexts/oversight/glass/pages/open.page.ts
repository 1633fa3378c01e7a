import type {
  ButtonOptions,
  Components,
  InputOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { openView } from '../view.ts';
import { opened, showing, spoken, terms, tokens } from './example.ts';

/** Opening a record in an emergency, and what the viewer has open now. */
export interface OpenView extends PageView {
  readonly intro: readonly string[];
  readonly warning: Components['govukWarningText'];
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly reference: InputOptions;
  readonly reason: Components['govukRadios'];
  readonly words: Components['govukTextarea'];
  readonly button: ButtonOptions;
  readonly own:
    | {
        readonly heading: string;
        readonly list: readonly {
          readonly reference: string;
          readonly href: string;
          readonly until: string;
          readonly action: string;
          readonly end: string;
        }[];
      }
    | undefined;
}

const example = (
  words: Words,
  own: Parameters<typeof openView>[3] = [],
  again?: Parameters<typeof openView>[4],
) => openView(showing(words), { words: spoken(words), tokens }, terms, own, again);

export const page = definePage<OpenView>({
  name: 'oversight/open',
  template: 'contexts/oversight/glass/pages/open.njk',
  said: ['glass.said.ended'],
  examples: {
    'nothing open': words => example(words),
    'one open': words => example(words, [opened]),
    'nothing filled in': words =>
      example(words, [], {
        typed: {},
        errors: [
          { field: 'reference', message: 'glass.error.reference' },
          { field: 'reason', message: 'glass.error.reason' },
          { field: 'words', message: 'glass.error.words', values: { least: 30, most: 2000 } },
        ],
      }),
    'nothing there': words =>
      example(words, [], {
        typed: { reference: 'EX-7KBC-9QXD-R4T', reason: 'storm', words: 'She rang from the pier.' },
        errors: [{ field: 'reference', message: 'glass.error.nothing', values: { hours: 24 } }],
      }),
    'too many': words =>
      example(words, [opened], {
        typed: { reference: 'EX-7KBC-9QXD-R4T' },
        errors: [{ field: 'reference', message: 'glass.error.too-many', values: { hours: 24 } }],
      }),
  },
});
