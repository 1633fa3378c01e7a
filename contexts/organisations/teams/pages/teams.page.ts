import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { teamsView } from '../view.ts';

/** The teams of an organisation, and what each acts for. */
export interface TeamsView extends PageView {
  readonly organisation: string;
  readonly add: { readonly href: string; readonly text: string } | undefined;
  readonly list: Components['govukSummaryList'];
}

const example = (words: Words, may: boolean): TeamsView =>
  teamsView({ words, may: () => may }, { viewer: { organisation: { name: 'Watch of Northland' } } }, [
    { id: '00000000-0000-7000-8000-000000000001', name: 'Accounts', purpose: 'administration' },
    { id: '00000000-0000-7000-8000-000000000002', name: 'Front desk', purpose: 'referral' },
  ]);

export const page = definePage<TeamsView>({
  name: 'organisations/teams',
  template: 'contexts/organisations/teams/pages/teams.njk',
  said: ['teams.said.added', 'teams.said.renamed'],
  examples: {
    'who keeps them': words => example(words, true),
    'who reads them': words => example(words, false),
  },
});
