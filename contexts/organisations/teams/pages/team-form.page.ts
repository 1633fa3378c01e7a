import type {
  ButtonOptions,
  Components,
  InputOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { teamFormView } from '../view.ts';

/** A team that is added, or named anew. */
export interface TeamFormView extends PageView {
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly form: {
    readonly name: InputOptions;
    readonly purpose: Components['govukRadios'] | undefined;
    readonly button: ButtonOptions;
  };
}

const purposes = ['referral', 'accountability', 'administration'] as const;
const team = { id: '00000000-0000-7000-8000-000000000001', name: 'Front desk' };
const example = (
  words: Words,
  of: Parameters<typeof teamFormView>[1],
  again?: Parameters<typeof teamFormView>[2],
): TeamFormView =>
  teamFormView({ words, tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' } }, of, again);

export const page = definePage<TeamFormView>({
  name: 'organisations/team-form',
  template: 'contexts/organisations/teams/pages/team-form.njk',
  examples: {
    added: words => example(words, { purposes }),
    'nothing filled in': words =>
      example(
        words,
        { purposes },
        {
          typed: {},
          errors: [
            { field: 'name', message: 'teams.error.name' },
            { field: 'purpose', message: 'teams.error.purpose' },
          ],
        },
      ),
    'named anew': words => example(words, { team }),
    'named as another': words =>
      example(
        words,
        { team },
        { typed: { name: 'Accounts' }, errors: [{ field: 'name', message: 'teams.error.known' }] },
      ),
  },
});
