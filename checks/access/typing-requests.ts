import { draft, form, person, type Question } from './asking.ts';

/** The script of a page saves what stands on it, without anybody going on. */
export const asOneTypes: Question = {
  ...form(
    'POST /referrals/:reference/steps/:step [as one types]',
    '/referrals/:reference/steps/person',
    (_, told) => ({ ...person(told), _typing: 'yes' }),
    draft,
  ),
  keepsSound: true,
};
