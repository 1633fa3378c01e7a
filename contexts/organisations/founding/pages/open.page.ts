import type { ButtonOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { openView } from '../view.ts';

/** A link that came by mail. It says nothing of what it is for: whoever holds it may not be whom it was sent to. */
export interface OpenView extends PageView {
  readonly text: string;
  readonly csrf: string;
  readonly button: ButtonOptions | undefined;
  readonly next: { readonly href: string; readonly text: string } | undefined;
}

export const page = definePage<OpenView>({
  name: 'organisations/open-link',
  template: 'contexts/organisations/founding/pages/open.njk',
  examples: {
    ready: words => openView(words, 'ready', 'token'),
    over: words => openView(words, 'over'),
    done: words => openView(words, 'done'),
    'a registration was asked for': words => openView(words, 'asked'),
    'one stands for it': words => openView(words, 'stood'),
    'both stand for it': words => openView(words, 'both-stood'),
    'somebody does not know of it': words => openView(words, 'disowned'),
  },
});
