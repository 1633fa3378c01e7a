import { definePage, type PageView } from '../../../platform/views/page.ts';

export interface WithoutConsentView extends PageView {
  readonly paragraphs: readonly string[];
  readonly change: { readonly href: string; readonly text: string };
  readonly list: { readonly href: string; readonly text: string };
}

export const page = definePage<WithoutConsentView>({
  name: 'referrals/without-consent',
  template: 'contexts/referrals/pages/without-consent.njk',
  examples: {
    adult: words => ({
      title: words('referrals.without-consent.title'),
      back: { href: '/referrals', text: words('referrals.back') },
      paragraphs: ['not-sent', 'duty', 'danger', 'support'].map(name =>
        words(`referrals.without-consent.${name}`),
      ),
      change: { href: '/referrals', text: words('referrals.without-consent.change') },
      list: { href: '/referrals', text: words('referrals.show.list') },
    }),
  },
});
