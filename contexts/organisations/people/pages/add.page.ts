import type {
  ButtonOptions,
  InputOptions,
  SelectOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';
import { addView } from '../view.ts';

/** Asking for somebody to come in. */
export interface AddView extends PageView {
  readonly intro: string;
  /** Nobody can come in while no address is known to be the organisation's. */
  readonly noDomain: string | undefined;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly form: {
    readonly name: InputOptions;
    readonly email: InputOptions;
    readonly team: SelectOptions;
    readonly role: SelectOptions;
    readonly button: ButtonOptions;
  };
}

const teams = [{ id: 't', name: 'Front desk', purpose: 'referral' as const }];
const example = (words: Words, domains: readonly string[], again?: Parameters<typeof addView>[3]): AddView =>
  addView(
    exampleShowing(words),
    { words, tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' } },
    { teams, domains },
    again,
  );
const domains = ['northland.example'];

export const page = definePage<AddView>({
  name: 'organisations/people-add',
  template: 'contexts/organisations/people/pages/add.njk',
  examples: {
    asked: words => example(words, domains),
    'no mail domain': words => example(words, []),
    'nothing filled in': words =>
      example(words, domains, {
        typed: {},
        errors: [
          { field: 'name', message: 'people.error.name' },
          { field: 'email', message: 'people.error.email' },
          { field: 'team', message: 'people.error.team' },
          { field: 'role', message: 'people.error.role' },
        ],
      }),
    'of another domain, in a role of another team': words =>
      example(words, domains, {
        typed: { name: 'Kim Example', email: 'kim@elsewhere.example', team: 't' },
        errors: [
          { field: 'email', message: 'people.error.domain', values: { domains: 'northland.example' } },
          { field: 'role', message: 'people.error.role-of-team' },
        ],
      }),
    'known already': words =>
      example(words, domains, {
        typed: { name: 'Kim Example', email: 'kim@northland.example', team: 't' },
        errors: [{ field: 'email', message: 'people.error.known' }],
      }),
    oneself: words =>
      example(words, domains, {
        typed: { name: 'Kim Example', email: 'kim@northland.example', team: 't' },
        errors: [{ field: 'email', message: 'people.error.own' }],
      }),
  },
});
