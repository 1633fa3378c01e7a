import type { Pack } from './pack.ts';

/**
 * A number of the country's own plan, without spaces and hyphens, where the pack says how such numbers look: of a country
 * whose plan no library knows. Undefined for any other text.
 */
export function ownNumber(typed: string, { ownNumbers }: Pick<Pack, 'ownNumbers'>): string | undefined {
  if (ownNumbers === undefined) return undefined;
  const digits = typed.replaceAll(/[ -]/g, '');
  return new RegExp(`^(?:${ownNumbers})$`).test(digits) ? digits : undefined;
}
