import { z } from 'zod';

const code = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
/** `wish`: at the person's own wish, whose consent ends with it. `duplicate`: another referral of the same person stands. */
export const withdrawalKinds = ['wish', 'duplicate', 'other'] as const;
const withdrawal = z.strictObject({
  reasons: z
    .array(z.strictObject({ code, kind: z.enum(withdrawalKinds) }))
    .refine(
      reasons => new Set(reasons.map(each => each.code)).size === reasons.length,
      'names a reason twice',
    ),
});
const days = z.int().min(1).max(1000);

/**
 * The rules that the core reads, and the shape of each value. Any other rule is a fact for people: its value is free.
 * A new rule that the core should read needs a line here and a test for every pack (house style, Jurisdictions).
 */
export const coreRules = {
  /**
   * From which age a person is an adult. Somebody whose age is not known is treated as a child: what is decided for an
   * adult who was none cannot be made good. The pack says so too, where whoever reads it looks.
   */
  'age.child': z.strictObject({
    adultFrom: z.int().min(1).max(30),
    notKnown: z
      .enum(['adult', 'child'])
      .refine(as => as === 'child', 'treats somebody whose age is not known as an adult'),
  }),
  /** Whether an adult must agree before a referral is made, and what must have been explained first. */
  'consent.adult': z.strictObject({ needed: z.boolean(), explain: z.array(code) }),
  'consent.child': z.strictObject({ needed: z.boolean(), explain: z.array(code) }),
  /** Where an adult who cannot decide this themselves may be referred: which of the pack's deciders may decide for them. */
  'consent.capacity': z.strictObject({ deciders: z.array(code).min(1) }),
  /** Where an adult who does not agree to be referred must be reported nevertheless: the form of that notice. */
  'dtn.duty': z.strictObject({ form: code }),
  /**
   * Where a guardian, or whoever a country names, is told of a child: in the places of `list` while they stand in it, or
   * everywhere. Of other places the source says nothing (`ask`), or says that it is not so.
   */
  'guardian.areas': z
    .strictObject({
      contact: code.exactOptional(),
      list: code.exactOptional(),
      elsewhere: z.enum(['ask', 'not-due']).exactOptional(),
    })
    .refine(({ list, elsewhere }) => (list === undefined) === (elsewhere === undefined), {
      path: ['elsewhere'],
      message: 'is said beside "list", and only there',
    }),
  /** For which reasons a referral that was sent may be withdrawn before it is decided. */
  'withdraw.adult': withdrawal,
  'withdraw.child': withdrawal,
  /** After how many days without a word a draft's team is warned, and after how many the draft is put away. */
  'draft.keeping': z
    .strictObject({ warnAfter: days, putAwayAfter: days })
    .refine(({ warnAfter, putAwayAfter }) => warnAfter < putAwayAfter, {
      path: ['warnAfter'],
      message: 'comes before "putAwayAfter": nothing is put away unsaid',
    }),
  /** Who decides: `default`, unless one of the circumstances listed under `instead` was reported. */
  'authority.routing': z.strictObject({
    default: code,
    instead: z.array(z.strictObject({ authority: code, ifAnyOf: z.array(code).min(1) })),
  }),
  /** In how many days the authority means to decide on reasonable grounds. An aim, not a deadline. */
  'rg.target': days,
  /** The least length of the recovery period after a positive reasonable-grounds decision. */
  'recovery.min': days,
  /** Which outcomes must be read by a second person before they are recorded. No country may leave out negatives. */
  second_check: z.strictObject({
    outcomes: z
      .array(z.enum(['positive', 'negative']))
      .refine(
        outcomes => outcomes.includes('negative'),
        'must name "negative": every negative is read twice',
      ),
  }),
} as const;

/** Core rules that say in which places something holds. */
export const areaRules = ['guardian.areas'] as const satisfies readonly CoreRule[];

export type CoreRule = keyof typeof coreRules;
export type CoreValue<Id extends CoreRule> = z.output<(typeof coreRules)[Id]>;

/** Core rules whose value is a number of days; `unit` says of which kind. */
export const clockRules = ['rg.target', 'recovery.min'] as const satisfies readonly CoreRule[];
export type ClockRule = (typeof clockRules)[number];

export const isCoreRule = (id: string): id is CoreRule => Object.hasOwn(coreRules, id);
export const isClockRule = (id: string): id is ClockRule => (clockRules as readonly string[]).includes(id);
