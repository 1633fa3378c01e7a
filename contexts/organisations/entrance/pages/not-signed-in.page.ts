import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { notSignedInView } from '../../views.ts';

/** Says nothing of the address or of anybody: it is the same for all. */
export interface NotSignedInView extends PageView {
  readonly paragraphs: readonly string[];
  readonly again: { readonly href: string; readonly text: string };
}

export const page = definePage<NotSignedInView>({
  name: 'organisations/not-signed-in',
  template: 'contexts/organisations/entrance/pages/not-signed-in.njk',
  examples: {
    unknown: words => notSignedInView(words, 'unknown'),
    failed: words => notSignedInView(words, 'failed'),
  },
});
