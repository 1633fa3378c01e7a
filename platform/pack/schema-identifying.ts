import { z } from 'zod';
import { languageTag } from '../text/language.ts';
import { code, words } from './schema-values.ts';

/** Each as it stands in a text, in lower or upper case; several words with one space between. */
const phrases = z.array(words.max(60));
const cited = z.array(words).min(1);

/** How a language says what tells of somebody. */
const spoken = z.strictObject({
  /** January to December, each in all its forms: in full, shortened, mutated. */
  months: z.array(phrases.min(1)).length(12),
  /** The first to the thirty-first in words; digits with an ending need none. */
  days: z.array(phrases.min(1)).length(31),
  /** What may stand between a day and its month. */
  between: phrases,
  /** Beside a date, these make it a date of birth. */
  born: phrases,
  /** What a name follows: titles, and words such as “called”. */
  named: phrases,
  /** Of streets: words that follow the name, or come before it. */
  streets: z.strictObject({ after: phrases, before: phrases }),
  /** What a number follows in an address: flat, room. */
  rooms: phrases,
});

/**
 * What in a text looks as if it told who or where somebody is: the shapes of the country's numbers, and the words of its
 * languages. Nothing of it is a program: a shape has `A` for a letter, `9` for a digit and `X` for either, and a space for
 * a space, a hyphen or nothing.
 */
export const identifyingFile = z.strictObject({
  shapes: z.array(
    z.strictObject({
      id: code,
      kind: z.enum(['address', 'document']),
      forms: z
        .array(
          z
            .string()
            .max(40)
            .regex(/^[A9X]+( [A9X]+)*$/, 'must be a shape such as "AA9 9AA"'),
        )
        .min(1),
      source: cited,
      note: words.exactOptional(),
    }),
  ),
  words: z.record(z.string().regex(languageTag, 'must be a language tag such as "fr"'), spoken),
});

export type IdentifyingTerms = z.output<typeof identifyingFile>;
