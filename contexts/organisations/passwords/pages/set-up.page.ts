import type { ButtonOptions, InputOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { type SetUpFacts, setUpView } from '../view.ts';

export interface SetUpView extends PageView {
  readonly intro: string;
  readonly csrf: string;
  /** The secret of the codes, sealed. */
  readonly kept: string;
  /** For password managers, which keep a password by its account. */
  readonly account: string;
  readonly current: InputOptions | undefined;
  readonly password: InputOptions;
  readonly again: InputOptions;
  readonly app: {
    readonly heading: string;
    readonly text: string;
    readonly link: { readonly href: string; readonly text: string };
    readonly secretLabel: string;
    readonly secret: string;
  };
  readonly code: InputOptions;
  readonly button: ButtonOptions;
}

const facts: SetUpFacts = {
  account: 'robin@northland.example',
  secret: Buffer.from('secret of this page!'),
  kept: 'sealed',
  asksCurrent: false,
  csrf: 'token',
  errors: [],
};

export const page = definePage<SetUpView>({
  name: 'organisations/set-up-password',
  template: 'contexts/organisations/passwords/pages/set-up.njk',
  examples: {
    'the first': words => setUpView(words, facts),
    'a change': words => setUpView(words, { ...facts, asksCurrent: true }),
    'all that can be wrong': words =>
      setUpView(words, {
        ...facts,
        asksCurrent: true,
        errors: [
          { field: 'current', message: 'password.error.current' },
          { field: 'password', message: 'password.error.common' },
          { field: 'again', message: 'password.error.again' },
          { field: 'code', message: 'password.error.code' },
        ],
      }),
  },
});
