import { z } from 'zod';
import { sayIssue, valueAt } from './explain.ts';
import { coreRules, isClockRule, isCoreRule } from './core-rules.ts';
import { anyDateOrNull, inOrder, nationCode, outOfOrder, sources, words } from './schema-values.ts';

const ruleId = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/, 'must be a rule id such as "rg.target"');
const edge = z.enum(['first-day', 'last-day']);

const rule = z
  .strictObject({
    id: ruleId,
    from: anyDateOrNull,
    until: anyDateOrNull,
    nations: z.array(nationCode).min(1).nullable().default(null),
    status: z.enum(['in-force', 'enacted-not-commenced']).default('in-force'),
    unit: z.enum(['working-days', 'calendar-days', 'years', 'gbp']).exactOptional(),
    value: z.json(),
    source: sources,
    certainty: z.enum(['A', 'B', 'C']),
    note: words.exactOptional(),
    details: z.record(z.string(), z.json()).exactOptional(),
    edges: z
      .strictObject({ from: edge.exactOptional(), until: edge.exactOptional(), because: words })
      .exactOptional(),
  })
  .refine(inOrder, outOfOrder)
  .superRefine((rule, context) => {
    for (const end of ['from', 'until'] as const)
      if (rule.edges?.[end] && (rule[end] === null || rule[end].length === 10))
        context.addIssue({
          code: 'custom',
          path: ['edges', end],
          message: `there is no imprecise "${end}" to read`,
        });
    if (isClockRule(rule.id) && rule.unit !== 'working-days' && rule.unit !== 'calendar-days')
      context.addIssue({
        code: 'custom',
        path: ['unit'],
        message: 'a clock is in working-days or calendar-days',
      });
    if (!isCoreRule(rule.id)) return;
    for (const issue of coreRules[rule.id].safeParse(rule.value).error?.issues ?? [])
      context.addIssue({
        code: 'custom',
        path: ['value', ...issue.path],
        message: sayIssue(issue, valueAt(rule.value, issue.path)),
      });
  });
export const rulesFile = z.strictObject({ rules: z.array(rule) });
