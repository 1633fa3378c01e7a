import type {
  ButtonOptions,
  Components,
  InputOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { readAsking, type Typed } from '../rules.ts';
import { askView } from '../view.ts';
import { spoken } from './example.ts';

/** An organisation asks to take part. */
export interface AskView extends PageView {
  readonly intro: readonly string[];
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly name: InputOptions;
  readonly kind: Components['govukRadios'];
  readonly domain: InputOptions;
  readonly about: Components['govukTextarea'];
  readonly people: readonly {
    readonly heading: string;
    readonly hint: string | undefined;
    readonly name: InputOptions;
    readonly email: InputOptions;
  }[];
  readonly button: ButtonOptions;
}

const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };
const wrong = (words: Words, typed: Typed): AskView => {
  const read = readAsking(typed, { firstResponders: ['watch'], nobodysDomains: ['mail.example'] });
  return askView(spoken(words), ['watch'], tokens, {
    typed,
    errors: read.ok ? [] : (read.error.fields ?? []),
  });
};

export const page = definePage<AskView>({
  name: 'organisations/register',
  template: 'contexts/organisations/registration/pages/ask.njk',
  examples: {
    'nothing is filled in': words => askView(spoken(words), ['watch'], tokens),
    'sent empty': words => wrong(words, {}),
    'by addresses of others': words =>
      wrong(words, {
        name: 'Refuge of Northland',
        kind: 'none',
        domain: 'mail.example',
        about: 'A refuge. https://refuge.example',
        name1: 'Kim Example',
        email1: 'kim@elsewhere.example',
        name2: 'Kim Example',
        email2: 'kim@elsewhere.example',
      }),
  },
});
