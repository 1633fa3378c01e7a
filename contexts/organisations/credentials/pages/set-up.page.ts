import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { type PasskeyForm, setUpView } from '../view.ts';

export interface SetUpView extends PageView {
  readonly intro: string;
  readonly csrf: string;
  readonly heading: string;
  readonly text: string;
  readonly passkey: PasskeyForm;
}

const facts = {
  account: 'robin@northland.example',
  csrf: 'token',
  asked: { sealed: 'sealed', options: '{"challenge":"AAAA"}' },
};

export const page = definePage<SetUpView>({
  name: 'organisations/set-up',
  template: 'contexts/organisations/credentials/pages/set-up.njk',
  examples: {
    'nothing made yet': words => setUpView(words, { ...facts, failed: false }),
    'an answer that does not hold': words => setUpView(words, { ...facts, failed: true }),
  },
});
