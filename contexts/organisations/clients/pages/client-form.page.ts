import type {
  ButtonOptions,
  Components,
  InputOptions,
  SelectOptions,
} from '../../../../platform/views/components.generated.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { clientFormView } from '../view.ts';
import { exampleWords } from './example.ts';

/** Asking for another system to be let in. */
export interface ClientFormView extends PageView {
  readonly intro: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly form: {
    readonly name: InputOptions;
    readonly team: SelectOptions;
    readonly purpose: Components['govukRadios'];
    readonly scopes: Components['govukCheckboxes'];
    readonly days: Components['govukRadios'];
    readonly button: ButtonOptions;
  };
}

const systems = [
  {
    code: 'own-records',
    role: 'responder',
    scopes: ['referral:start', 'referral:view', 'message:view'],
    source: 'LAW',
  },
];
const example = (words: Words, again?: Parameters<typeof clientFormView>[3]): ClientFormView =>
  clientFormView(
    { pack: { systems }, today: Temporal.PlainDate.from('2026-03-02') },
    {
      words: exampleWords(words),
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    [{ id: 't', name: 'Front desk' }],
    again,
  );
const faults = ['name', 'team', 'purpose', 'scopes', 'days'];

export const page = definePage<ClientFormView>({
  name: 'organisations/client-form',
  template: 'contexts/organisations/clients/pages/client-form.njk',
  examples: {
    asked: words => example(words),
    'nothing filled in': words =>
      example(words, {
        typed: {},
        errors: faults.map(field => ({ field, message: `clients.error.${field}` })),
      }),
    'of another team, for more than the purpose allows': words =>
      example(words, {
        typed: {
          name: 'Casebook',
          team: 't',
          purpose: 'own-records',
          scopes: ['referral:view', 'message:view'],
          days: '90',
        },
        errors: [
          { field: 'team', message: 'clients.error.team-of-purpose' },
          { field: 'scopes', message: 'clients.error.scopes-of-purpose' },
        ],
      }),
  },
});
