import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { registrationsView } from '../view.ts';
import { registration, showing, yes } from './example.ts';

/** Organisations that ask to take part, and what became of those that did. */
export interface RegistrationsView extends PageView {
  readonly intro: string;
  readonly ifNone: string;
  readonly registrations: readonly {
    readonly name: string;
    readonly domain: string;
    readonly standing: string;
    readonly link: { readonly href: string; readonly text: string };
  }[];
}

export const page = definePage<RegistrationsView>({
  name: 'organisations/registrations',
  template: 'contexts/organisations/registration/pages/registrations.njk',
  examples: {
    'none asks': words => registrationsView(showing(words), { words }, []),
    'in every standing': words =>
      registrationsView(showing(words), { words }, [
        registration(),
        registration({ name: 'Watch of Southland', votes: [yes] }),
        registration({ votes: [yes, { ...yes, organisation: { id: 'x', name: 'X' } }] }),
        registration({ untilAt: new Date('2026-03-04T00:00:00Z') }),
        registration({ outcome: 'opened' }),
        registration({ outcome: 'refused' }),
        registration({ outcome: 'disowned' }),
      ]),
  },
});
