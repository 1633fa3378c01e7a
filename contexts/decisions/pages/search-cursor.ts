import type { SearchCursor } from '../../referrals/public.ts';

/** Stands in a hidden field, never in an address. */
export const writeSearchCursor = ({ how, shown, recordId }: SearchCursor): string =>
  `${how}_${shown}_${recordId}`;

/** Anything else than what a page gave reads as the beginning. */
export function readSearchCursor(text: string): SearchCursor | undefined {
  const parts = /^(exact|alike)_(\d{1,7})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const [, how, shown, recordId] = parts ?? [];
  if (shown === undefined || recordId === undefined) return undefined;
  return { how: how === 'alike' ? 'alike' : 'exact', shown: Number(shown), recordId };
}
