/** Who may open what without a grant, for how long, and how often: pure. */
import { textSchema } from '../../../platform/forms/fields/words.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { GlassTerms } from '../../../platform/pack/schema-glass.ts';
import type { DataClass, Purpose } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';

export type Typed = Readonly<Record<string, unknown>>;
export type Terms = GlassTerms['terms'][number];

/** The terms of the day; without any nobody opens anything. */
export const termsOn = ({ terms }: GlassTerms, day: PlainDate): Terms | undefined =>
  terms.find(({ from, until }) => from <= day.toString() && (until === null || day.toString() <= until));

/** What an opening shows to whoever acts for this. */
export const shownTo = ({ shows }: GlassTerms, purpose: Purpose): readonly DataClass[] =>
  shows.find(each => each.purpose === purpose)?.classes ?? [];

export interface Asked {
  readonly typed: string;
  readonly reason: string;
  readonly words: string;
}

const mostWords = 2_000;
const written = textSchema({ max: mostWords });
const one = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
};

/** What was typed into the form. Whether there is such a record is asked apart, so that a fault tells nothing of it. */
export function readAsked(typed: Typed, glass: GlassTerms, { leastReasons }: Terms): Result<Asked> {
  const reason = glass.reasons.find(code => code === typed['reason']);
  const words = readWords(typed, leastReasons, 'glass');
  const reference = one(typed, 'reference').trim();
  const faults: FieldError[] = [
    ...(reference === '' || reference.length > 100
      ? [{ field: 'reference', message: 'glass.error.reference' }]
      : []),
    ...(reason ? [] : [{ field: 'reason', message: 'glass.error.reason' }]),
    ...(words.ok ? [] : (words.error.fields ?? [])),
  ];
  return reason && words.ok && faults.length === 0
    ? ok({ typed: reference, reason, words: words.value })
    : refuse('invalid', faults);
}

/** Words that say something: as long as the pack asks, blanks at the ends not counted. */
function readWords(typed: Typed, least: number, of: 'glass' | 'openings'): Result<string> {
  const read = written.safeParse(one(typed, 'words'));
  return read.success && [...read.data].length >= least
    ? ok(read.data)
    : refuse('invalid', [
        { field: 'words', message: `${of}.error.words`, values: { least, most: mostWords } },
      ]);
}

export interface Verdict {
  readonly outcome: GlassTerms['outcomes'][number];
  readonly words: string;
}

export function readVerdict(
  typed: Typed,
  glass: GlassTerms,
  { leastReasons }: Pick<Terms, 'leastReasons'>,
): Result<Verdict> {
  const outcome = glass.outcomes.find(({ code }) => code === typed['outcome']);
  const words = readWords(typed, leastReasons, 'openings');
  const faults: FieldError[] = [
    ...(outcome ? [] : [{ field: 'outcome', message: 'openings.error.outcome' }]),
    ...(words.ok ? [] : (words.error.fields ?? [])),
  ];
  return outcome && words.ok ? ok({ outcome, words: words.value }) : refuse('invalid', faults);
}

/** How often somebody tried within the hours of the pack, by what came of it. */
export interface Tried {
  readonly opened: number;
  readonly nothing: number;
}

/** Asked before anything is looked up, so that the answer is the same whatever the reference. */
export const isTooMany = ({ opened, nothing }: Tried, { most, tries }: Terms): boolean =>
  opened >= most || nothing >= tries;

/** Whether a record that is there can be opened in this way. */
export const canBeOpened = (
  { stage, relations }: Pick<RecordFacts, 'stage' | 'relations'>,
  { stages }: GlassTerms,
): boolean => stages.some(each => each === stage) && !relations.includes('conflicted');

/** What is said once, in the entry, so that a rebuild says the same. */
export interface Opening {
  readonly opening: string;
  readonly reason: string;
  readonly classes: readonly DataClass[];
  readonly until: string;
  readonly reviewDue: string;
}

export const opened = (
  reason: string,
  given: {
    readonly id: string;
    readonly now: Instant;
    readonly classes: readonly DataClass[];
    readonly terms: Terms;
  },
): Opening => ({
  opening: given.id,
  reason,
  classes: given.classes,
  until: given.now.add({ hours: given.terms.hours }).toString(),
  reviewDue: given.now.add({ hours: given.terms.review }).toString(),
});

export type Standing = 'open' | 'ended' | 'expired';

/** Until when it lasts, that moment not among them: as row-level security compares. */
export const standingOf = (
  { lastsUntil, endedAt }: { readonly lastsUntil: Instant; readonly endedAt: Instant | undefined },
  now: Instant,
): Standing =>
  endedAt ? 'ended' : now.epochMilliseconds < lastsUntil.epochMilliseconds ? 'open' : 'expired';
