import { z } from 'zod';
import { refusalCodes } from '../pure/result.ts';
import { exactDate } from './schema-values.ts';

const code = z.string().min(1);

/** What a scenario may suppose. Without `nation`: the pack's only nation, or a nation not known. */
export const givenSchema = z.strictObject({
  nation: z.string().exactOptional(),
  age: z.int().min(0).max(130).exactOptional(),
  born: exactDate.exactOptional(),
  ageStatus: z.enum(['adult', 'child', 'not-known']).exactOptional(),
  consent: z.enum(['given', 'refused', 'without-capacity', 'not-asked']).exactOptional(),
  circumstances: z.array(code).exactOptional(),
});
export type Given = z.output<typeof givenSchema>;

const noAnswer = z.enum(['none', 'ambiguous', 'imprecise']);

/** What a scenario may assert; at least one thing. */
export const expectSchema = z
  .strictObject({
    treatedAs: z.enum(['adult', 'child']).exactOptional(),
    consentNeeded: z.boolean().exactOptional(),
    mustExplain: z.array(code).exactOptional(),
    /** The code for which the referral would be refused, or `none`. */
    refusal: z.enum(['none', ...refusalCodes]).exactOptional(),
    /** Whether somebody who does not agree must be reported nevertheless. */
    dutyToNotify: z.boolean().exactOptional(),
    /** The authority's code, or why there is none: `rule-none`, `rule-imprecise`, `rule-ambiguous`, `authority-not-sitting`. */
    authority: code.exactOptional(),
    /** The day by which the reasonable-grounds decision is aimed for, or `calendar-does-not-cover`, `rule-none` … */
    aim: code.exactOptional(),
    /** The end of the recovery period that starts on this day, or why there is none. */
    recoveryUntil: code.exactOptional(),
    /** Head → elements, exactly; or `definition-none` … */
    heads: z.union([z.record(code, z.array(code)), code]).exactOptional(),
    /** Whether an outcome needs a second reader. */
    secondReader: z.partialRecord(z.enum(['positive', 'negative']), z.boolean()).exactOptional(),
    /** Any rule of the pack: its value, or why there is no single one. */
    rules: z
      .record(code, z.union([z.strictObject({ value: z.json() }), z.strictObject({ is: noAnswer })]))
      .exactOptional(),
  })
  .refine(expect => Object.values(expect).some(assertsSomething), 'asserts nothing');
export type Expect = z.output<typeof expectSchema>;

export const scenarioFile = z.strictObject({
  scenarios: z.array(
    z.strictObject({ name: z.string().min(1), on: exactDate, given: givenSchema, expect: expectSchema }),
  ),
});

const assertsSomething = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);
