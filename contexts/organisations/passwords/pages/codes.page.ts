import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { codesView } from '../view.ts';

export interface CodesView extends PageView {
  readonly paragraphs: readonly string[];
  readonly codes: readonly string[];
  readonly after: string;
  readonly next: { readonly href: string; readonly text: string };
}

export const page = definePage<CodesView>({
  name: 'organisations/recovery-codes',
  template: 'contexts/organisations/passwords/pages/codes.njk',
  examples: {
    all: words =>
      codesView(
        words,
        Array.from({ length: 8 }, () => 'AAAA BBBB CCCC DDDD EEEE FFFF'),
      ),
  },
});
