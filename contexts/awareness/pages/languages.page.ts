import { type BareView, definePage } from '../../../platform/views/page.ts';
import { exampleLanguages } from './sheet-example.ts';
import type { LanguageLink } from './sheet.page.ts';

export interface LanguagesView extends BareView {
  readonly languages: readonly LanguageLink[];
  readonly accessibility: { readonly href: string; readonly text: string };
}

export const page = definePage<LanguagesView>({
  name: 'awareness/languages',
  template: 'contexts/awareness/pages/languages.njk',
  examples: { languages: exampleLanguages },
});
