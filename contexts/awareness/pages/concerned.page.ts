import { Temporal } from '../../../platform/pure/time.ts';
import type { Components } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { concernedView } from '../concerned-view.ts';

export interface ConcernedView extends PageView {
  readonly danger: Components['govukWarningText'];
  readonly intro: string;
  readonly lists: readonly { readonly heading: string; readonly items: readonly string[] }[];
  readonly nationsHeading: string;
  readonly nations: readonly {
    readonly name: string;
    readonly callHeading: string;
    readonly calls: Components['govukSummaryList'];
    readonly referHeading: string;
    readonly responders: readonly string[];
  }[];
  readonly kept: string;
}

/** Of a country that does not exist. */
const own: Readonly<Record<string, string>> = {
  'nation.N1': 'Northland',
  'nation.N1.contact.helpline': 'Helpline of Northland',
  'first-responder.watch': 'The watch',
  'advice.child': 'Tell the watch of a child at once.',
};
const pack = {
  nations: [
    {
      code: 'N1',
      calendar: 'one',
      emergency: '555',
      contacts: [{ id: 'helpline', phone: '0123 456 789', hours: '24h' }],
    },
  ],
  firstResponders: [{ code: 'watch', source: 'S' }],
};
const speaking =
  (words: Words): Words =>
  (id, values) =>
    own[id] ?? words(id, values);

/** Whom to turn to, for whoever may not refer. */
export const page = definePage<ConcernedView>({
  name: 'awareness/concerned',
  template: 'contexts/awareness/pages/concerned.njk',
  examples: {
    'one nation': words =>
      concernedView(speaking(words), pack, {
        today: Temporal.PlainDate.from('2026-11-23'),
        language: words('form.language') === 'cy' ? 'cy' : 'en',
      }),
  },
});
