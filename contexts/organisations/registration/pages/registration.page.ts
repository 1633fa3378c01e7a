import type { ButtonOptions, Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type { Registration } from '../model.ts';
import { registrationView } from '../view.ts';
import { registration, showing, spoken, yes } from './example.ts';

/** What an organisation said of itself, who said yes or no, and the reader's own word. */
export interface RegistrationView extends PageView {
  readonly standing: string;
  readonly known: Components['govukWarningText'] | undefined;
  readonly facts: Components['govukSummaryList'];
  readonly votesHeading: string;
  readonly ifNone: string;
  readonly votes: readonly { readonly who: string; readonly reasons: string }[];
  /** Why the reader has no word in it. */
  readonly why: string | undefined;
  readonly form:
    | {
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly heading: string;
        readonly checks: readonly string[];
        readonly vote: Components['govukRadios'];
        readonly reasons: Components['govukTextarea'];
        readonly button: ButtonOptions;
      }
    | undefined;
}

const example = (
  words: Words,
  more: Partial<Registration>,
  address = 'mara@watch.example',
  again?: Parameters<typeof registrationView>[4],
): RegistrationView =>
  registrationView(
    showing(words),
    {
      words: spoken(words),
      may: () => true,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    registration(more),
    address,
    again,
  );

export const page = definePage<RegistrationView>({
  name: 'organisations/registration',
  template: 'contexts/organisations/registration/pages/registration.njk',
  said: ['registration.said'],
  examples: {
    'nobody said anything yet': words => example(words, {}),
    'of a domain that is known here': words =>
      example(words, { knownAs: ['Refuge of Southland'], firstResponder: 'watch', votes: [yes] }),
    'sent without a word': words =>
      example(words, {}, undefined, {
        typed: {},
        errors: [
          { field: 'vote', message: 'registration.error.vote' },
          { field: 'reasons', message: 'registration.error.reasons' },
        ],
      }),
    'the reader said no': words => example(words, { votes: [{ ...yes, voterId: 'p', isYes: false }] }),
    'the reader is one of them': words => example(words, {}, 'kim@refuge.example'),
    'it was opened': words => example(words, { outcome: 'opened', votes: [yes] }),
  },
});
