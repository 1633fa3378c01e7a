import type { Components } from '../components.generated.ts';
import { definePage, type PageView, type Words } from '../page.ts';

export interface CookiesView extends PageView {
  readonly intro: string;
  readonly cookies: Components['govukTable'];
}

/** Every cookie that `platform/http` sets. */
export const cookiesView = (words: Words): CookiesView => ({
  title: words('cookies.title'),
  intro: words('cookies.intro'),
  cookies: {
    caption: words('cookies.caption'),
    captionClasses: 'govuk-table__caption--m',
    firstCellIsHeader: true,
    head: ['name', 'purpose', 'ends'].map(column => ({ text: words(`cookies.${column}`) })),
    rows: ['session', 'sign-in', 'language'].map(name => [
      { text: name },
      { text: words(`cookies.${name}.purpose`) },
      { text: words(`cookies.${name}.ends`) },
    ]),
  },
});

export const page = definePage<CookiesView>({
  name: 'cookies',
  template: 'platform/views/pages/cookies.njk',
  examples: { all: cookiesView },
});
