import type { SummaryListOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';

/** Asks before one of several of a kind is taken out of a draft. */
export interface RemoveView extends PageView {
  readonly heading: string;
  readonly list: SummaryListOptions;
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly remove: string;
  readonly keep: { readonly href: string; readonly text: string };
}

const list = '/referrals/NRM-7KBC-9QXD-R4T/steps/episodes';

export const page = definePage<RemoveView>({
  name: 'referrals/remove-item',
  template: 'contexts/referrals/items/pages/remove-item.njk',
  examples: {
    one: words => ({
      title: words('referrals.remove.title', { what: words('referrals.list.title') }),
      back: { href: list, text: words('referrals.back') },
      heading: words('referrals.remove.title', { what: words('referrals.list.title') }),
      list: {
        rows: [{ key: { text: words('referrals.list.reference') }, value: { text: 'NRM-7KBC-9QXD-R4T' } }],
      },
      action: `${list}/items/1/remove`,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
      remove: words('referrals.remove.yes'),
      keep: { href: list, text: words('referrals.remove.no') },
    }),
  },
});
