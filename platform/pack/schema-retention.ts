import { z } from 'zod';
import { type DataClass, dataClasses } from '../pure/classes.ts';
import { anyDateOrNull, code, inOrder, outOfOrder, sources, words } from './schema-values.ts';

/**
 * What is kept for a time, and from which moments on that time may count. A record stands at one of them at most: the last
 * that happened. What is open (a case without a decision) has none, and is never due.
 */
export const keptThings = {
  case: ['decided-positive', 'decided-negative', 'withdrawn'],
  /** Files of a case, where they go before the rest of it. */
  evidence: ['decided-positive', 'decided-negative', 'withdrawn'],
  /** What tells of somebody without their consent to be referred. */
  notice: ['sent'],
  /** Of a referral or a notice that was not sent. */
  draft: ['put-away', 'ended'],
  /** Of somebody who may not refer. */
  request: ['put-away', 'ended'],
  /** An organisation that asked to come in: the two people whom it named. */
  registration: ['ended'],
  /** Who saw what. */
  trail: ['seen'],
} as const;
export type KeptThing = keyof typeof keptThings;
export type KeptMoment = (typeof keptThings)[KeptThing][number];
/** Of these a schedule says which classes; of the others everything goes at once. */
export const byClasses: readonly KeptThing[] = ['case', 'notice'];

/** That there was a case, and its dates, stays: it is what proves that the rest was erased lawfully. */
const erasable = dataClasses.filter(
  (name): name is Exclude<DataClass, 'process' | 'trail'> => name !== 'process' && name !== 'trail',
);
export type Erasable = (typeof erasable)[number];

const schedule = z
  .strictObject({
    id: code,
    of: z.enum(Object.keys(keptThings) as [KeptThing, ...KeptThing[]]),
    after: z.enum([...new Set(Object.values(keptThings).flat())] as [KeptMoment, ...KeptMoment[]]),
    classes: z.array(z.enum(erasable)).min(1).exactOptional(),
    /** Whole days, weeks, months and years of the calendar, as ISO 8601 writes them. */
    keep: z
      .string()
      .regex(
        /^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?$/,
        'must be a duration of whole days, weeks, months or years, such as "P6Y" or "P28D"',
      )
      .refine(text => /[1-9]/.test(text), 'must not be nothing'),
    // What is only restricted, or made nameless, is not gone: nothing of that is offered until it is built.
    end: z.enum(['erase']),
    from: anyDateOrNull,
    until: anyDateOrNull,
    source: sources.min(1),
    certainty: z.enum(['A', 'B', 'C']),
    note: words.exactOptional(),
  })
  .refine(inOrder, outOfOrder)
  .superRefine(({ of, after, classes }, context) => {
    const moments: readonly string[] = keptThings[of];
    if (!moments.includes(after))
      context.addIssue({
        code: 'custom',
        path: ['after'],
        message: `is no moment of "${of}", which has ${moments.map(each => `"${each}"`).join(', ')}`,
      });
    if (byClasses.includes(of) !== (classes !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['classes'],
        message: classes ? `"${of}" goes whole: name no classes` : `name which classes of "${of}" go`,
      });
  });

export const retentionFile = z.strictObject({ retention: z.array(schedule) });
export type RetentionRule = z.output<typeof schedule>;
