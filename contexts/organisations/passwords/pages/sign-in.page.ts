import type { ButtonOptions, InputOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { signInView } from '../view.ts';

export interface SignInView extends PageView {
  readonly csrf: string;
  /** Where they meant to go. */
  readonly to: string;
  readonly again: string;
  readonly email: InputOptions;
  readonly password: InputOptions;
  readonly code: InputOptions;
  readonly button: ButtonOptions;
  readonly lost: { readonly heading: string; readonly text: string };
}

const facts = { to: '/home', again: false, email: '', csrf: 'token' };

export const page = definePage<SignInView>({
  name: 'organisations/sign-in-with-password',
  template: 'contexts/organisations/passwords/pages/sign-in.njk',
  examples: {
    'nothing typed': words => signInView(words, facts),
    'something was wrong': words =>
      signInView(words, { ...facts, email: 'robin@northland.example', failed: {} }),
    'tried too often': words => signInView(words, { ...facts, failed: { minutes: 4 } }),
  },
});
