import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { Purpose } from '../../../platform/pure/classes.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { TeamFormView } from './pages/team-form.page.ts';
import type { TeamsView } from './pages/teams.page.ts';
import type { NamedTeam } from './rules.ts';

export const teamsView = (
  { words, may }: Pick<Asked<string>, 'words' | 'may'>,
  { viewer }: { readonly viewer: { readonly organisation: { readonly name: string } } },
  teams: readonly (NamedTeam & { readonly purpose: Purpose })[],
): TeamsView => ({
  title: words('teams.title'),
  back: { href: '/people', text: words('people.back') },
  organisation: viewer.organisation.name,
  add: may('teams:add') ? { href: '/teams/add', text: words('teams.add') } : undefined,
  list: {
    rows: teams.map(({ id, name, purpose }) => ({
      key: { text: name },
      value: { text: words(`trail.purpose.${purpose}`) },
      ...(may('teams:rename') && {
        actions: {
          items: [{ href: `/teams/${id}`, text: words('teams.rename'), visuallyHiddenText: name }],
        },
      }),
    })),
  },
});

/** `team` is the one that is named anew; without it one is added. */
export function teamFormView(
  { words, tokens }: Pick<Asked<string>, 'words' | 'tokens'>,
  of: { readonly team: NamedTeam } | { readonly purposes: readonly Purpose[] },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): TeamFormView {
  const sent = sentFrom(again?.typed ?? {});
  const faultOf = (name: string) => {
    const fault = again?.errors.find(({ field }) => field === name);
    return (
      fault && { text: words(fault.message, fault.values), visuallyHiddenText: words('form.error-prefix') }
    );
  };
  const isNew = 'purposes' in of;
  return {
    title: words(isNew ? 'teams.add' : 'teams.rename.title'),
    back: { href: '/teams', text: words('teams.back') },
    errors: (again?.errors ?? []).map(({ field, message, values }) => ({
      text: words(message, values),
      href: `#${field}`,
    })),
    tokens,
    action: isNew ? '/teams/add' : `/teams/${of.team.id}`,
    form: {
      name: {
        id: 'name',
        name: 'name',
        label: { text: words('teams.name'), classes: 'govuk-label--s' },
        errorMessage: faultOf('name'),
        value: again || isNew ? sent.one('name') : of.team.name,
        autocomplete: 'off',
        spellcheck: false,
      },
      purpose: isNew
        ? {
            idPrefix: 'purpose',
            name: 'purpose',
            fieldset: {
              legend: { text: words('teams.purpose'), classes: 'govuk-fieldset__legend--s' },
            },
            hint: { text: words('teams.purpose.hint') },
            errorMessage: faultOf('purpose'),
            items: of.purposes.map(value => ({
              value,
              text: words(`trail.purpose.${value}`),
              checked: sent.one('purpose') === value,
            })),
          }
        : undefined,
      button: { text: words(isNew ? 'teams.add.button' : 'teams.rename.button'), preventDoubleClick: true },
    },
  };
}
