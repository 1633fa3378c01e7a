/** Numbers that somebody is told to call tonight. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

export const findUndiallable = ({ nations, phoneCountry }: Pack): Problem[] =>
  nations.flatMap(({ emergency, contacts }, at) =>
    [
      { path: `nations.${at}.emergency`, number: emergency },
      ...contacts.map(({ phone }, nth) => ({ path: `nations.${at}.contacts.${nth}.phone`, number: phone })),
    ]
      .filter(({ number }) => !canBeDialled(number, phoneCountry))
      .map(({ path, number }) => ({
        file: 'nations.yaml',
        path,
        message: `"${number}" cannot be dialled as it stands${hint(number)}`,
      })),
  );

/** Lengths are looked at where the country is known; short numbers are of a plan of their own. */
function canBeDialled(number: string, country: string | undefined): boolean {
  const digits = number.replaceAll(/\D/g, '').length;
  if (!/^\+?[0-9][0-9 -]*$/.test(number) || digits < 2 || digits > 15) return false;
  const isShort = digits < 7 && !number.startsWith('+');
  if (isShort || (country === undefined && !number.startsWith('+'))) return true;
  const options = country ? { defaultCountry: country as CountryCode, extract: false } : { extract: false };
  return parsePhoneNumberFromString(number, options)?.isPossible() === true;
}

const hint = (number: string): string =>
  /\p{L}/u.test(number)
    ? ': it has letters in it'
    : /[()/.]/.test(number)
      ? ': only digits, spaces, hyphens and one + in front can be dialled on every phone'
      : ': it has too few digits or too many';
