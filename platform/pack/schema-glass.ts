import { z } from 'zod';
import { dataClasses, purposes } from '../pure/classes.ts';
import { code, exactDate, inOrder, outOfOrder, sources, words } from './schema-values.ts';

/** The longest that anything stays open, and the most that one person opens in a day: no pack goes beyond (held by the database too). */
export const glassCeiling = { hours: 24, most: 5 } as const;

/** `glass.yaml`: opening a record that one holds no grant for, because somebody is in danger (break-glass). */
export const glassFile = z.strictObject({
  /** Urgent grounds of consent.yaml, on which one may share without consent. */
  reasons: z.array(code).min(1),
  /** Where a record stands that can be opened: never a draft, which is nobody's but who writes it. */
  stages: z.array(z.enum(['submitted', 'decided', 'withdrawn'])).min(1),
  /** What is shown, to whoever acts for what. */
  shows: z
    .array(
      z.strictObject({
        purpose: z.enum(purposes.filter(each => each === 'referral' || each === 'identification-decision')),
        classes: z
          .array(z.enum(dataClasses.filter(each => each !== 'trail' && each !== 'reasoning')))
          .min(1)
          .refine(each => each.includes('process'), 'must have "process": without it there is no record'),
      }),
    )
    .min(1),
  /** What a review may come to; `ends` what is still open then. */
  outcomes: z.array(z.strictObject({ code, ends: z.boolean() })).min(2),
  terms: z
    .array(
      z
        .strictObject({
          from: exactDate,
          until: exactDate.nullable().default(null),
          /** For so many hours it is open. */
          hours: z.int().min(1).max(glassCeiling.hours),
          /** So many one person opens within `within` hours, and then none. */
          most: z.int().min(1).max(glassCeiling.most),
          /** So many references that are nothing one person tries in that time, and then none. */
          tries: z.int().min(1).max(50),
          within: z.int().min(24).max(168),
          /** Characters of the reasons. */
          leastReasons: z.int().min(1).max(500),
          /** Within so many hours of the opening an officer has looked at it. */
          review: z.int().min(1).max(720),
          source: sources,
          certainty: z.enum(['A', 'B', 'C']),
          note: words,
        })
        .refine(inOrder, outOfOrder),
    )
    .min(1),
});
export type GlassTerms = z.output<typeof glassFile>;
