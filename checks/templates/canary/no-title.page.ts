import type { Page } from '../../../platform/views/page.ts';

/** Lacks the title that the layout reads. */
export const page: Page<{ readonly name: string }> = {
  name: 'canary/no-title',
  template: 'checks/templates/canary/no-title.njk',
  examples: {},
};
