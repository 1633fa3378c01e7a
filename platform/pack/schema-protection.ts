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
      source: sources,
    }),
  ),
});
