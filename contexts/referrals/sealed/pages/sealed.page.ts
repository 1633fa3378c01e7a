import type {
  ButtonOptions,
  RadiosOptions,
  TextareaOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { type OpenAgain, sealedView } from '../views.ts';
import { exampleSeal, exampleSealed, exampleSealedShowing } from './sealed-example.ts';

/** That something of a case is sealed, who may open it, and, for those who may, what to say to do so. */
export interface SealedView extends PageView {
  readonly reference: string;
  readonly intro: string;
  readonly duty: string;
  readonly roster: { readonly href: string; readonly text: string } | undefined;
  readonly mayOpen: string;
  readonly items: readonly SealedItem[];
  readonly tokens: { readonly csrf: string; readonly key: string };
}

export interface SealedItem {
  readonly heading: string;
  readonly given: string;
  readonly opening:
    | {
        readonly action: string;
        readonly reasons: RadiosOptions;
        readonly words: TextareaOptions;
        readonly button: ButtonOptions;
      }
    | undefined;
}

const reference = 'NRM-7KBC-9QXD-R4T';
const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };

const example = (
  words: Words,
  opens: boolean,
  more: { readonly onDuty?: readonly string[]; readonly isNone?: boolean; readonly again?: OpenAgain } = {},
): SealedView =>
  sealedView(
    exampleSealedShowing(words),
    { words, tokens, may: () => opens },
    {
      reference,
      found: more.isNone ? [] : [exampleSealed],
      onDuty: more.onDuty ?? ['Mara Example', 'Ash Example'],
    },
    more.again,
  );

export const page = definePage<SealedView>({
  name: 'referrals/sealed',
  template: 'contexts/referrals/sealed/pages/sealed.njk',
  examples: {
    'on duty': words => example(words, true),
    'on duty, nothing said': words =>
      example(words, true, {
        again: {
          seal: exampleSeal,
          typed: {},
          errors: [
            { field: 'reason', message: 'sealed.error.reason' },
            { field: 'words', message: 'sealed.error.words' },
          ],
        },
      }),
    'not on duty': words => example(words, false),
    'nobody is on duty': words => example(words, false, { onDuty: [] }),
    'nothing is sealed': words => example(words, false, { isNone: true }),
  },
});
