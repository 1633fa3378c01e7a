import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { signedOutView } from '../../views.ts';

export interface SignedOutView extends PageView {
  readonly text: string;
  readonly again: { readonly href: string; readonly text: string };
}

export const page = definePage<SignedOutView>({
  name: 'organisations/signed-out',
  template: 'contexts/organisations/entrance/pages/signed-out.njk',
  examples: { 'signed-out': signedOutView },
});
