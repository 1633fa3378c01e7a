import { doubleMetaphone } from 'double-metaphone';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Facts } from '../../../platform/forms/concepts.ts';
import { ownNumber } from '../../../platform/pack/own-numbers.ts';
import type { Pack } from '../../../platform/pack/pack.ts';

export interface SearchKey {
  readonly kind: 'name' | 'name-sound' | 'birth-date' | 'phone' | 'other-reference';
  readonly key: string;
}

/** Letters that are no letter with a mark to Unicode, and are one to somebody without that keyboard. */
const plain = new Map(
  ['ßss', 'æae', 'œoe', 'øo', 'łl', 'đd', 'ðd', 'þth', 'ħh', 'ıi', 'ŧt', 'ςσ'].map(pair => [
    pair.slice(0, 1),
    pair.slice(1),
  ]),
);

/**
 * One spelling for a name, whatever its capitals, accents, apostrophes, hyphens and spaces; letters of any script stay.
 * Letters that modify (Lm) are written as apostrophes: Ma\u02BClik.
 */
export const normaliseName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{Lm}|[^\p{L}\p{N}]+/gu, '')
    .replace(/[ßæœøłđðþħıŧς]/g, letter => plain.get(letter) ?? letter);

/** How a name sounds, by Philips' Double Metaphone; empty for scripts that it does not know. */
export const soundsOf = (name: string): readonly string[] =>
  [...new Set(doubleMetaphone(normaliseName(name)))].filter(sound => sound.length > 1);

/** The keys under which a person is found: equality only, since other operators cannot use an index beneath a policy. */
export function searchKeysOf(
  facts: Pick<Facts, 'givenName' | 'familyName' | 'otherNames' | 'birthDate' | 'phone'>,
): readonly SearchKey[] {
  const names = [facts.givenName, facts.familyName, ...(facts.otherNames?.split(/[,;/]/) ?? [])].filter(
    name => name !== undefined,
  );
  const words = names.flatMap(spellingsOf);
  const keys: SearchKey[] = [
    ...words
      .map(normaliseName)
      .filter(Boolean)
      .map(key => ({ kind: 'name' as const, key })),
    ...words.flatMap(soundsOf).map(key => ({ kind: 'name-sound' as const, key })),
    ...datesOf(facts.birthDate).map(key => ({ kind: 'birth-date' as const, key })),
    ...(facts.phone ? [{ kind: 'phone' as const, key: facts.phone }] : []),
  ];
  return [...new Map(keys.map(key => [`${key.kind}:${key.key}`, key])).values()];
}

/** O'Brien-Lee is typed as brien, obrien, lee and brienlee: every part, two beside each other, and all of it. */
function spellingsOf(name: string): readonly string[] {
  const parts = name.split(/[^\p{L}\p{M}\p{N}]+|\p{Lm}/u).filter(Boolean);
  const pairs = parts.slice(1).map((part, place) => `${parts[place] ?? ''}${part}`);
  return [...parts, ...pairs, ...name.split(/\s+/), name];
}

/** A birth date is looked for whole or by its year. */
const datesOf = (date: string | undefined): readonly string[] =>
  date === undefined ? [] : [date, date.slice(0, 4)];

/** In E.164, by the pack's country where the number has no country code; undefined where it cannot be a number. */
export function readPhone(
  typed: string,
  pack: Pick<Pack, 'phoneCountry' | 'ownNumbers'>,
): string | undefined {
  const { phoneCountry } = pack;
  const own = ownNumber(typed.trim(), pack);
  if (own) return own;
  const parsed = parsePhoneNumberFromString(typed, {
    ...(phoneCountry && { defaultCountry: phoneCountry as CountryCode }),
    extract: false,
  });
  return parsed?.isPossible() ? parsed.number : undefined;
}
