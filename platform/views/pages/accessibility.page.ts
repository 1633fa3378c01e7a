import { definePage, type Words } from '../page.ts';
import type { TextView } from './text-view.ts';

export const accessibilityView = (words: Words): TextView => ({
  title: words('accessibility.title'),
  intro: words('accessibility.intro'),
  sections: [
    {
      heading: words('accessibility.can.title'),
      paragraphs: [],
      items: [1, 2, 3, 4, 5].map(number => words(`accessibility.can.${number}`)),
    },
    { heading: words('accessibility.how.title'), paragraphs: [words('accessibility.how.text')], items: [] },
    {
      heading: words('accessibility.limits.title'),
      paragraphs: [1, 2].map(number => words(`accessibility.limits.${number}`)),
      items: [],
    },
    {
      heading: words('accessibility.report.title'),
      paragraphs: [words('accessibility.report.text')],
      items: [],
    },
  ],
});

export const page = definePage<TextView>({
  name: 'accessibility',
  template: 'platform/views/pages/accessibility.njk',
  examples: { statement: accessibilityView },
});
