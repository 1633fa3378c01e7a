import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js';
import { z } from 'zod';
import { ownNumber } from '../../pack/own-numbers.ts';
import type { Pack } from '../../pack/pack.ts';
import { idOf, labelled, nameOf, unremembered } from '../asked.ts';
import { complain, type FieldKind } from './kind.ts';
import { text } from './text.ts';

const longest = 60;

/** Kept in international form (E.164, with ` ext. 12` where there is one), so that one number is one key everywhere. */
export const phone: FieldKind = {
  ...text,
  missing: 'error.phone',
  schema: (_, { pack }) =>
    z
      .string({ error: 'error.not-text' })
      .overwrite(typed => canonical(typed, pack) ?? typed)
      .superRefine((typed, context) => {
        if (canonical(typed, pack) === undefined) complain(context, 'error.phone');
      })
      .meta({ minLength: 3, maxLength: longest, description: describe(pack) }),
  component: (field, asked) => ({
    kind: 'input',
    options: {
      ...labelled(asked),
      ...unremembered,
      id: idOf(field),
      name: nameOf(field),
      type: 'tel',
      classes: 'govuk-input--width-20',
      value: asked.sent.one(nameOf(field)),
    },
  }),
  show: (_, answer, { pack }) => [inWords(String(answer), pack)],
  example: () => '+442079460018', // reserved for drama by Ofcom
};

/** Lengths are checked, ranges are not: numbering plans change faster than packages, and a real number must not be refused. */
function parsed(typed: string, { phoneCountry }: Pack): PhoneNumber | undefined {
  if (typed.length > longest) return undefined;
  const number = parsePhoneNumberFromString(
    typed,
    phoneCountry ? { defaultCountry: phoneCountry as CountryCode, extract: false } : { extract: false },
  );
  return number?.isPossible() ? number : undefined;
}

function canonical(typed: string, pack: Pack): string | undefined {
  const own = ownNumber(typed.trim(), pack);
  if (own) return own;
  const number = parsed(typed.trim(), pack);
  return number && (number.ext ? `${number.number} ext. ${number.ext}` : number.number);
}

function inWords(kept: string, pack: Pack): string {
  const number = parsed(kept, pack);
  if (!number) return kept;
  const isHome = number.country !== undefined && number.country === pack.phoneCountry;
  return isHome ? number.formatNational() : number.formatInternational();
}

const describe = ({ phoneCountry }: Pack): string =>
  phoneCountry
    ? `A phone number, international (+…) or as written in ${phoneCountry}.`
    : 'A phone number, international (+…).';
