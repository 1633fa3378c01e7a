/** Component options with the words that components would otherwise say in English. */
import type { Components } from './components.generated.ts';
import type { Words } from './page.ts';

type Options<Name extends keyof Components> = Components[Name];

/** Newer and older pages of a list; where there is neither, nothing to show. */
export function pagination(
  words: Words,
  { previous, next }: { readonly previous?: string | undefined; readonly next?: string | undefined },
): Options<'govukPagination'> | undefined {
  if (previous === undefined && next === undefined) return undefined;
  return {
    landmarkLabel: words('component.pagination.label'),
    previous:
      previous === undefined ? undefined : { href: previous, text: words('component.pagination.previous') },
    next: next === undefined ? undefined : { href: next, text: words('component.pagination.next') },
  };
}
