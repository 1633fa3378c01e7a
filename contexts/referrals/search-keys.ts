import { doubleMetaphone } from 'double-metaphone';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Facts } from '../../platform/forms/concepts.ts';
import type { Pack } from '../../platform/pack/pack.ts';

export interface SearchKey {
  readonly kind: 'name' | 'name-sound' | 'birth-date' | 'phone' | 'other-reference';
  readonly key: string;
}

/** One spelling for a name, whatever its capitals, accents, hyphens and spaces; letters of any script stay. */
export const normaliseName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** How a name sounds, by Philips' Double Metaphone; empty for scripts that it does not know. */
export const soundsOf = (name: string): readonly string[] =>
  [...new Set(doubleMetaphone(normaliseName(name)))].filter(sound => sound.length > 1);

/** The keys under which a person is found: equality only, since other operators cannot use an index beneath a policy. */
export function searchKeysOf(
  facts: Pick<Facts, 'givenName' | 'familyName' | 'otherNames' | 'birthDate' | 'phone'>,
  pack: Pick<Pack, 'phoneCountry'>,
): readonly SearchKey[] {
  const names = [facts.givenName, facts.familyName, ...(facts.otherNames?.split(/[,;/]/) ?? [])].filter(
    name => name !== undefined,
  );
  const words = names.flatMap(name => [name, ...name.split(/\s+/)]);
  const phone = facts.phone && readPhone(facts.phone, pack);
  const keys: SearchKey[] = [
    ...words
      .map(normaliseName)
      .filter(Boolean)
      .map(key => ({ kind: 'name' as const, key })),
    ...words.flatMap(soundsOf).map(key => ({ kind: 'name-sound' as const, key })),
    ...(facts.birthDate ? [{ kind: 'birth-date' as const, key: facts.birthDate }] : []),
    ...(phone ? [{ kind: 'phone' as const, key: phone }] : []),
  ];
  return [...new Map(keys.map(key => [`${key.kind}:${key.key}`, key])).values()];
}

/** In E.164, by the pack's country where the number has no country code; undefined where it cannot be a number. */
export function readPhone(typed: string, pack: Pick<Pack, 'phoneCountry'>): string | undefined {
  const country = pack.phoneCountry as Parameters<typeof parsePhoneNumberFromString>[1];
  return parsePhoneNumberFromString(typed, country)?.number;
}
