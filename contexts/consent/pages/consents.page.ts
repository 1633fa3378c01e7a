import type { SummaryListOptions, WarningTextOptions } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import { consentsView } from '../views.ts';
import { exampleAsking, exampleSpeaking } from './examples.ts';

/** Everything that a record says of consent, sharing without it, and safe contact. */
export interface ConsentsShown extends PageView {
  readonly reference: string;
  readonly intro: string;
  readonly warnings: readonly WarningTextOptions[];
  readonly contactHeading: string;
  readonly contact: SummaryListOptions | undefined;
  readonly noContact: string;
  readonly changeContact: Link | undefined;
  readonly decidedForHeading: string;
  readonly decidedFor: SummaryListOptions | undefined;
  readonly permissionsHeading: string;
  readonly permissions: readonly SummaryListOptions[];
  readonly noPermissions: string;
  readonly actions: readonly Link[];
}
export interface Link {
  readonly href: string;
  readonly text: string;
}

export const page = definePage<ConsentsShown>({
  name: 'consent/consents',
  template: 'contexts/consent/pages/consents.njk',
  examples: {
    'nothing is recorded yet': words => consentsView(exampleAsking('nothing'), exampleSpeaking(words)),
    'consents of every standing': words => consentsView(exampleAsking('consents'), exampleSpeaking(words)),
    'decided for somebody without capacity': words =>
      consentsView(exampleAsking('decidedFor'), exampleSpeaking(words)),
    'sharing without consent': words => consentsView(exampleAsking('overrides'), exampleSpeaking(words)),
    'of a draft': words =>
      consentsView({ ...exampleAsking('nothing'), isDraft: true }, exampleSpeaking(words)),
    'of a draft that was ended': words =>
      consentsView({ ...exampleAsking('nothing'), isOver: true, may: () => false }, exampleSpeaking(words)),
    'no way is safe': words => consentsView(exampleAsking('none-safe'), exampleSpeaking(words)),
    'a safe contact that may not be seen': words =>
      consentsView(exampleAsking('hidden'), exampleSpeaking(words)),
    'for somebody who only looks': words =>
      consentsView({ ...exampleAsking('consents'), may: () => false }, exampleSpeaking(words)),
  },
});
