/** Random histories of one record, and a model of what they show to whom: written apart from the rules, for a test. */
import fc from 'fast-check';
import type { DataClass } from '../../platform/pure/classes.ts';
import { type Instant, Temporal } from '../../platform/pure/time.ts';

export const recipients = ['Haven desk', 'Chambers desk', 'Priya Raman', 'Tribunal desk'] as const;
export type Recipient = (typeof recipients)[number];

/** As what each looks, and the purpose and recipient of the pack that fit. */
export const terms: Readonly<Record<Recipient, { purpose: string; recipient: string }>> = {
  'Haven desk': { purpose: 'support', recipient: 'support-provider' },
  'Chambers desk': { purpose: 'guardianship', recipient: 'guardian' },
  'Priya Raman': { purpose: 'referral-by-another', recipient: 'first-responder' },
  'Tribunal desk': { purpose: 'decision', recipient: 'competent-authority' },
};

export type Shared = 'identity' | 'account' | 'contact';

export type Step =
  | {
      readonly does: 'consent';
      readonly to: Recipient | 'nobody';
      readonly classes: readonly Shared[];
      readonly days: number;
    }
  | { readonly does: 'refuse'; readonly to: Recipient }
  | { readonly does: 'withdraw'; readonly which: number }
  | { readonly does: 'wait'; readonly hours: number }
  | { readonly does: 'law'; readonly to: Recipient; readonly classes: readonly Shared[] }
  | {
      readonly does: 'forge';
      readonly to: Recipient;
      readonly on: 'consent' | 'override';
      readonly of: DataClass;
      readonly which: number;
    }
  | {
      readonly does: 'ask';
      readonly to: Recipient;
      readonly classes: readonly Shared[];
      readonly atOnce: boolean;
    }
  | {
      readonly does: 'decide';
      readonly which: number;
      readonly as: 'asker' | 'colleague';
      readonly agrees: boolean;
    }
  | {
      readonly does: 'review';
      readonly which: number;
      readonly as: 'asker' | 'colleague';
      readonly agrees: boolean;
    };

const to = fc.constantFrom(...recipients);
const classes = fc.subarray<Shared>(['identity', 'account', 'contact'], { minLength: 1 });
const which = fc.nat({ max: 5 });
const as = fc.constantFrom('asker' as const, 'colleague' as const, 'colleague' as const);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('consent' as const),
      to: fc.oneof({ weight: 8, arbitrary: to }, { weight: 1, arbitrary: fc.constant('nobody' as const) }),
      classes,
      days: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse' as const), to }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('withdraw' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('law' as const), to, classes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('forge' as const),
      to,
      on: fc.constantFrom('consent' as const, 'override' as const),
      of: fc.constantFrom<DataClass>('identity', 'contact', 'location', 'process'),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('ask' as const), to, classes, atOnce: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('decide' as const), which, as, agrees: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('review' as const), which, as, agrees: fc.boolean() }),
  },
);

export const drawHistories = (count: number, length: number, seed: number): readonly (readonly Step[])[] =>
  fc.sample(fc.array(step, { minLength: length, maxLength: length }), { seed, numRuns: count });

interface Promise {
  readonly to: Recipient | 'nobody';
  readonly kind: 'consent' | 'override';
  readonly classes: readonly Shared[];
  /** Undefined while nobody decided. */
  ends: Instant | undefined;
  over: boolean;
  by: 'asker' | 'colleague' | undefined;
}

/** What the step should come to; `forged` is never allowed unless it says exactly what was agreed to. */
export type Came = 'done' | 'refused' | 'nothing-to-do';

export class Model {
  readonly promises: Promise[] = [];
  readonly lawful = new Set<string>();
  now: Instant;
  readonly #timeZone: string;

  constructor(now: Instant, timeZone: string) {
    this.now = now;
    this.#timeZone = timeZone;
  }

  /** The n-th of those that the step can be about; the place in `promises`, or undefined where there is none. */
  about(does: Step['does'], n: number): number | undefined {
    const kind = does === 'withdraw' ? 'consent' : 'override';
    const fit = this.promises.flatMap((each, place) => (each.kind === kind ? [place] : []));
    return fit.length === 0 ? undefined : fit[n % fit.length];
  }

  expect(step: Step): Came {
    switch (step.does) {
      case 'consent':
        this.promises.push({
          ...step,
          kind: 'consent',
          ends: this.#midnightAfter(step.days),
          over: false,
          by: undefined,
        });
        return 'done';
      case 'refuse':
        return 'done';
      case 'wait':
        this.now = this.now.add({ hours: step.hours });
        return 'done';
      case 'law':
        for (const each of [...step.classes, 'process']) this.lawful.add(`${step.to} ${each}`);
        return 'done';
      case 'forge':
        return 'refused';
      case 'ask':
        this.promises.push({
          to: step.to,
          kind: 'override',
          classes: step.classes,
          ends: step.atOnce ? this.#midnightAfter(28) : undefined,
          over: false,
          by: step.atOnce ? 'asker' : undefined,
        });
        return 'done';
      case 'withdraw':
        return this.#on(step, found => {
          if (found.over) return 'refused';
          found.over = true;
          return 'done';
        });
      case 'decide':
        return this.#on(step, found => {
          if (found.by || step.as === 'asker') return 'refused';
          found.by = step.as;
          if (step.agrees) found.ends = this.#midnightAfter(28);
          else found.over = true;
          return 'done';
        });
      case 'review':
        return this.#on(step, found => {
          // With two people the asker's own ones are reviewed by the colleague alone, and the colleague's by nobody.
          if (!found.ends || found.over || found.by !== 'asker' || step.as === 'asker') return 'refused';
          if (!step.agrees) found.over = true;
          return 'done';
        });
    }
  }

  #on(step: Step & { readonly which: number }, act: (found: Promise) => Came): Came {
    const place = this.about(step.does, step.which);
    const found = place === undefined ? undefined : this.promises[place];
    return found ? act(found) : 'nothing-to-do';
  }

  #midnightAfter(days: number): Instant {
    const timeZone = this.#timeZone;
    const day = this.now.toZonedDateTimeISO(timeZone).toPlainDate();
    return day
      .add({ days: days + 1 })
      .toZonedDateTime({ timeZone })
      .toInstant();
  }

  /** The classes that a recipient is shown now. */
  shows(viewer: Recipient): ReadonlySet<string> {
    const live = this.promises.filter(
      ({ to, ends, over }) => to === viewer && !over && ends && Temporal.Instant.compare(ends, this.now) > 0,
    );
    const promised = live.flatMap(({ classes }) => ['process', ...classes]);
    const lawful = [...this.lawful].filter(each => each.startsWith(`${viewer} `));
    return new Set([...promised, ...lawful.map(each => each.slice(viewer.length + 1))]);
  }
}
