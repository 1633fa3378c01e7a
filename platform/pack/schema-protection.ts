import { z } from 'zod';
import { areaRules } from './core-rules.ts';
import { condition, fieldPath, id } from './schema-forms.ts';
import { code, sources } from './schema-values.ts';

export const protectionFile = z.strictObject({
  protection: z.array(
    z.strictObject({
      id: code,
      step: id,
      when: condition.exactOptional(),
      area: z.strictObject({ field: fieldPath, rule: z.enum(areaRules) }).exactOptional(),
      done: condition,
      /** Within how many days after sending it is confirmed, or said why not; 0 is the same day. */
      within: z.int().min(0).max(366),
      source: sources,
    }),
  ),
});
