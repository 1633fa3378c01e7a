import type { Page } from '../../../platform/views/page.ts';

/** Would let every expression pass. */
export const page: Page<any> = {
  name: 'canary/untyped',
  template: 'checks/templates/canary/untyped.njk',
  examples: {},
};
