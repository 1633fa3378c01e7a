import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { type PasskeyForm, setUpView } from '../view.ts';

export interface SetUpView extends PageView {
  readonly intro: string;
  readonly csrf: string;
  readonly passkey: (PasskeyForm & { readonly heading: string; readonly about: string }) | undefined;
  readonly password:
    | {
        readonly heading: string;
        readonly about: string;
        readonly link: { readonly href: string; readonly text: string };
      }
    | undefined;
}

const facts = {
  account: 'robin@northland.example',
  csrf: 'token',
  asked: { sealed: 'sealed', options: '{"challenge":"AAAA"}' },
  password: true,
  failed: false,
};

export const page = definePage<SetUpView>({
  name: 'organisations/set-up',
  template: 'contexts/organisations/credentials/pages/set-up.njk',
  examples: {
    'nothing made yet': words => setUpView(words, facts),
    'by password alone': words => setUpView(words, { ...facts, asked: undefined }),
    'by passkey alone': words => setUpView(words, { ...facts, password: false }),
    'an answer that does not hold': words => setUpView(words, { ...facts, failed: true }),
  },
});
