import type { Speaking } from '../../platform/forms/wording.ts';
import type { ByAnother } from './pages/one.page.ts';

/** Said in place of a form that would only refuse: why, and which colleagues may do it. */
export const byAnother = (names: readonly string[], { words }: Pick<Speaking, 'words'>): ByAnother => ({
  why: words('consent.error.second-person'),
  heading: words('consent.by-another.heading'),
  names,
  text: words(names.length > 0 ? 'consent.by-another.or' : 'consent.by-another.nobody'),
});
