import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { startView } from '../../views.ts';

export interface StartView extends PageView {
  readonly intro: string;
  readonly danger: Components['govukWarningText'];
  readonly signIn: { readonly text: string; readonly href: string };
  readonly register: { readonly text: string; readonly href: string };
  readonly notResponder: {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly more: { readonly href: string; readonly text: string };
  };
  readonly help: {
    readonly heading: string;
    readonly text: string;
    readonly lines: Components['govukSummaryList'];
  };
}

/** Of a country that does not exist. */
const nations = [
  {
    code: 'N1',
    calendar: 'one',
    emergency: '555',
    contacts: [
      { id: 'helpline', phone: '0123 456 789' },
      { id: 'grown', phone: '0123 111 111', for: 'adult' as const },
    ],
  },
];
const speaking =
  (words: Words): Words =>
  (id, values) =>
    id === 'nation.N1.contact.helpline' ? 'Helpline of Northland' : words(id, values);

export const page = definePage<StartView>({
  name: 'organisations/start',
  template: 'contexts/organisations/entrance/pages/start.njk',
  examples: { start: words => startView(speaking(words), { nations }) },
});
