import { z } from 'zod';
import type { DataClass, Purpose } from '../pure/classes.ts';
import { code, sources, words } from './schema-values.ts';

/** What a person can agree to share. Reasons and trails are not theirs to share, nor is what others are or did. */
const sharedClasses = [
  'identity',
  'account',
  'contact',
  'location',
  'health',
  'immigration',
  'support',
] as const satisfies readonly DataClass[];
/** As what the teams act that can be shared with. Never as border control: no consent opens the wall. */
const sharingPurposes = ['referral', 'identification-decision'] as const satisfies readonly Purpose[];

/** How a person may decide: as an adult, as a child, or by others where they lack the capacity to. */
export const decisionPaths = ['adult', 'child', 'without-capacity'] as const;
/** What reaches a person, or nobody does. */
export const channelKinds = ['phone', 'text', 'email', 'letter', 'in-person', 'none', 'unasked'] as const;

const cited = { source: sources, note: words.exactOptional() };
/** As forms name their questions. */
const field = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/);
/** All of them, or some by their codes. */
const registered = z.union([z.literal('any'), z.array(code).min(1)]);
const days = z.int().min(1).max(3660);

export const consentFile = z.strictObject({
  /** For what, at most which classes, and as what the recipient's team looks at them. */
  purposes: z
    .array(
      z.strictObject({
        code,
        as: z.array(z.enum(sharingPurposes)).min(1),
        classes: z.array(z.enum(sharedClasses)).min(1),
      }),
    )
    .min(1),
  /**
   * With whom, and for what. `of`: which organisations are of that kind, by what they were registered as; without it none
   * but those that are named as it when they are founded. Whoever has no team here is handed a copy outside.
   */
  recipients: z
    .array(
      z.strictObject({
        code,
        purposes: z.array(code).min(1),
        of: z
          .strictObject({
            authorities: registered.exactOptional(),
            firstResponders: registered.exactOptional(),
          })
          .exactOptional(),
      }),
    )
    .min(1),
  ways: z.array(code).min(1),
  /** `competence`: the child decides, and it is recorded why they understand what they decide. */
  deciders: z
    .array(
      z.strictObject({
        code,
        path: z.enum(decisionPaths),
        competence: z.boolean().default(false),
        ...cited,
      }),
    )
    .min(1),
  /**
   * Legal grounds on which is shared without consent (`share`), at once by one person where `urgent`, or on which what
   * was shared is kept after a consent was withdrawn (`keep`).
   */
  grounds: z
    .array(
      z
        .strictObject({
          code,
          allows: z.array(z.enum(['share', 'keep'])).min(1),
          urgent: z.boolean().default(false),
          ...cited,
        })
        .refine(ground => !ground.urgent || ground.allows.includes('share'), {
          path: ['urgent'],
          message: 'is for a ground that allows to share',
        }),
    )
    .min(1),
  channels: z.array(z.strictObject({ code, kind: z.enum(channelKinds) })).min(1),
  /** The page of the referral's form of which the first safe contact is made, its question of the way, and what each way is. */
  firstContact: z
    .strictObject({
      step: code,
      way: field,
      ways: z.record(code, code),
      address: z.array(field).min(1),
      /** Where the form asks, on whichever page, in which language to speak with the person, and whether through somebody. */
      language: z.string().exactOptional(),
      interpreter: z.string().exactOptional(),
    })
    .exactOptional(),
  /** Further pages of that form that say how the person is reached: once a safe contact is recorded, they no longer count. */
  reachedBy: z.array(code).exactOptional(),
  /**
   * What somebody agrees to when they agree to be referred: the purpose, the recipient, and who decides of an adult. Where a
   * child is asked too, the page that asks it asks by `decider` who decided.
   */
  referral: z.strictObject({ purpose: code, recipient: code, decider: code }).exactOptional(),
  /**
   * How a draft is handed over to another team that refers: the purpose and the recipient that an adult agrees to, the
   * ground on which a child's is shown at once, why one hands over, and why one who was asked declines.
   */
  handOver: z
    .strictObject({
      /** Of the reference by which a hand-over is known to both sides. */
      prefix: z.string().regex(/^[A-Z]{2,6}$/),
      purpose: code,
      recipient: code,
      child: code,
      reasons: z.array(z.strictObject({ code, ...cited })).min(1),
      declines: z.array(z.strictObject({ code, ...cited })).min(1),
      /**
       * How somebody who may not refer asks one who may: by a form of the pack, which asks at the same step and field what the
       * referral's form asks too, so that what is told is carried over; why, and in which settings they work, each with
       * whom to turn to there.
       */
      requests: z
        .strictObject({
          prefix: z.string().regex(/^[A-Z]{2,6}$/),
          form: code,
          reason: z.strictObject({ code, ...cited }),
          settings: z.array(code).min(1),
        })
        .exactOptional(),
    })
    .exactOptional(),
  /**
   * What a recipient answers, once something ended that was shared with it: the reference by which its answer is known, and
   * within how many days it is to be given.
   */
  returns: z.strictObject({ prefix: z.string().regex(/^[A-Z]{2,6}$/), within: days }),
  /** How long a consent, an override and a safe contact hold at most. */
  lasts: z.strictObject({ consent: days, override: days, contact: days }),
  /** Characters that the reasons to share without consent have at least, of who asks, decides and looks again. */
  leastReasons: z.int().min(1).max(500).exactOptional(),
  /** How long before its end the team is told: of what is shared, by consent or without, and of a safe contact. */
  warns: z.strictObject({ sharing: days, contact: days }),
});
