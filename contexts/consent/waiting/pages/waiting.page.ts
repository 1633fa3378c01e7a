import type { TableOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { exampleNow, exampleSpeaking } from '../../pages/examples.ts';
import type { WaitingKind } from '../kinds.ts';
import { waitingView } from '../view.ts';

/** What of one kind waits for a team. */
export interface WaitingShown extends PageView {
  readonly intro: string;
  readonly table: TableOptions | undefined;
  readonly ifNone: string;
  readonly next: { readonly href: string; readonly text: string } | undefined;
}

const id = '00000000-0000-7000-8000-000000000000';
const some =
  (kind: WaitingKind, hours: readonly number[], goesOn = false) =>
  (words: Words) =>
    waitingView(
      {
        kind,
        rows: hours.map(each => ({
          id,
          reference: 'NRM-7KBC-9QXD-R4T',
          dueAt: exampleNow.add({ hours: each }),
        })),
        next: goesOn ? { at: exampleNow.toString(), id } : undefined,
        now: exampleNow,
      },
      exampleSpeaking(words),
    );

export const page = definePage<WaitingShown>({
  name: 'consent/waiting',
  template: 'contexts/consent/waiting/pages/waiting.njk',
  examples: {
    'one overdue and one due': some('review', [-40, 8]),
    'asked and not decided': some('decide', [-3]),
    'a safe contact that is over': some('contact-ends', [-90, 60]),
    'what ends soon, and more': some('sharing-ends', [30, 90], true),
    'nothing waits': some('review', []),
  },
});
