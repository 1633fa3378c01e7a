import type { Words } from '../../../../platform/views/page.ts';
import type { ProtectionView } from '../protection.ts';

export const exampleProtection = (words: Words, href?: string): ProtectionView => ({
  heading: words('referrals.protection.heading'),
  tasks: {
    idPrefix: 'protection',
    items: [
      {
        title: { text: words('referrals.list.title') },
        hint: { text: words('referrals.protection.call', { who: 'Guardians', number: '0800 000 000' }) },
        ...(href !== undefined && { href }),
        status: { tag: { text: words('referrals.protection.due'), classes: 'govuk-tag--red' } },
      },
      {
        title: { text: words('referrals.list.title') },
        ...(href !== undefined && { href }),
        status: { text: words('referrals.protection.done') },
      },
    ],
  },
});
