import { z } from 'zod';
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { handlings } from './model.ts';

export const longestDescription = 2_000;
export const longestReference = 200;

const optional = (max: number) => z.literal('').or(textSchema({ max })).default('');

/** What is said of the files that are added together. */
export const aboutForm = z.object({
  description: optional(longestDescription),
  exhibit: optional(longestReference),
  source: optional(longestReference),
  handling: z.enum(handlings, { error: 'evidence.error.handling' }).default('ordinary'),
});
export type Described = z.output<typeof aboutForm>;
