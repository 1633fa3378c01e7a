import { definePage, type Words } from '../page.ts';
import type { TextView } from './text-view.ts';

/** Every cookie that `platform/http` sets. */
export const cookiesView = (words: Words): TextView => ({
  title: words('cookies.title'),
  intro: words('cookies.intro'),
  sections: ['session', 'sign-in', 'device', 'language'].map(name => ({
    heading: name,
    paragraphs: [words(`cookies.${name}.purpose`), words(`cookies.${name}.ends`)],
    items: [],
  })),
});

export const page = definePage<TextView>({
  name: 'cookies',
  template: 'platform/views/pages/cookies.njk',
  examples: { all: cookiesView },
});
