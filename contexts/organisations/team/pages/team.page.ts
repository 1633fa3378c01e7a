import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { teamView } from '../view.ts';

/** Whether others may ask the team to refer in their place. */
export interface TeamView extends PageView {
  readonly team: string;
  readonly intro: string;
  readonly standing: string;
  readonly change:
    | {
        readonly takes: 'yes' | 'no';
        readonly text: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
      }
    | undefined;
}

const example = (words: Words, takes: boolean, firstResponder: string | undefined): TeamView =>
  teamView(
    {
      today: Temporal.PlainDate.from('2026-11-23'),
      pack: { firstResponders: [{ code: 'watch', source: 'S' }] },
      viewer: { team: { name: 'Outreach' } },
    },
    {
      words,
      may: () => true,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    { takes, firstResponder },
  );

export const page = definePage<TeamView>({
  name: 'organisations/team',
  template: 'contexts/organisations/team/pages/team.njk',
  said: ['team.said.saved'],
  examples: {
    'it takes them': words => example(words, true, 'watch'),
    'it does not': words => example(words, false, 'watch'),
    'it may not': words => example(words, false, undefined),
  },
});
