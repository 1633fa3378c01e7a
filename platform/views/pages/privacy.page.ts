import { definePage, type Words } from '../page.ts';
import type { TextView } from './text-view.ts';

export const privacyView = (words: Words): TextView => ({
  title: words('privacy.title'),
  intro: words('privacy.intro'),
  sections: ['who', 'what', 'seen', 'machine', 'rights'].map(part => ({
    heading: words(`privacy.${part}.title`),
    paragraphs: part === 'what' ? [] : [words(`privacy.${part}.text`)],
    items: part === 'what' ? [1, 2, 3, 4].map(number => words(`privacy.what.${number}`)) : [],
  })),
});

export const page = definePage<TextView>({
  name: 'privacy',
  template: 'platform/views/pages/privacy.njk',
  examples: { notice: privacyView },
});
