import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { ChannelKind, ConsentTerms } from '../../../platform/pack/consent-terms.ts';
import type { Json, JsonObject } from '../../../platform/pure/json.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekDay = (typeof weekDays)[number];

/** What everybody to whom the record is shown may know of reaching a person: nothing of how. */
export interface ContactFacts {
  /** The last day on which it counts. */
  readonly expiresOn: string;
  /** No way of reaching them is safe. */
  readonly hasNoWay: boolean;
  /** Nobody could ask which way is safe: of none is it known. */
  readonly wasNotAsked: boolean;
  /** At what times it is safe was not said. */
  readonly lacksTimes: boolean;
  /** Nobody is safe to reach them through. */
  readonly hasNoFallback: boolean;
  /** What was said of reaching them was corrected since: until it is recorded anew, nothing of it counts. */
  readonly isOutdated: boolean;
  /** Through whom else was corrected with it. */
  readonly isFallbackOutdated: boolean;
  /** Made of the referral's own answers, which still say it. */
  readonly isOfForm: boolean;
}

/** How it is safe to reach a person, as somebody wrote it down. */
export interface SafeContact extends ContactFacts {
  /** Undefined where the reader holds no grant of the class `contact`. */
  readonly known: KnownContact | undefined;
  readonly entry: StoredEntry;
}

export interface KnownContact {
  readonly channel: string;
  /** A phone number, an address of mail or of a house, or through whom. */
  readonly address: string | undefined;
  readonly days: readonly WeekDay[];
  /**
   * `09:00` to `17:00`, by the clocks of the pack; the same twice is at any hour, and over midnight is meant so. Where
   * one was not said, or no day, no time is known to be safe.
   */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly codeWord: string | undefined;
  readonly sharedWith: string | undefined;
  /** Undefined where nobody said it: it is not safe then, and is shown as not said. */
  readonly voicemail: boolean | undefined;
  readonly letters: boolean | undefined;
  readonly language: string | undefined;
  readonly interpreter: string | undefined;
  /** The same as the referral's form asked it, in its codes, where nobody said it apart since. */
  readonly asked?: { readonly language: string | undefined; readonly interpreter: string | undefined };
  /** What whoever reaches the person must have read before. */
  readonly note: string | undefined;
  readonly fallback: { readonly name: string; readonly how: string } | undefined;
}

export const contactFacts = (process: JsonObject): ContactFacts => ({
  expiresOn: String(process['expiresOn']),
  hasNoWay: process['reach'] === 'no-way',
  wasNotAsked: process['reach'] === 'not-asked',
  // Where it was not written down, nothing is taken for safe.
  lacksTimes: !['no-way', 'a-way', 'not-asked'].includes(String(process['reach'])),
  hasNoFallback: process['fallback'] !== 'somebody',
  isOutdated: false,
  isFallbackOutdated: false,
  isOfForm: process['of'] === 'form',
});

export function contactOf(entry: StoredEntry): SafeContact {
  const said = entry.payload.contact;
  const text = (name: string) => textOf(said?.[name]);
  const known: KnownContact | undefined = said && {
    channel: text('channel') ?? '',
    address: text('address'),
    days: weekDays.filter(day => Array.isArray(said['days']) && said['days'].includes(day)),
    from: text('from'),
    to: text('to'),
    codeWord: text('codeWord'),
    sharedWith: text('sharedWith'),
    voicemail: saidOf(said['voicemail']),
    letters: saidOf(said['letters']),
    language: text('language'),
    interpreter: text('interpreter'),
    asked: { language: text('languageAsked'), interpreter: text('interpreterAsked') },
    note: text('note'),
    fallback:
      text('fallbackName') === undefined
        ? undefined
        : { name: text('fallbackName') ?? '', how: text('fallbackHow') ?? '' },
  };
  return { ...contactFacts(entry.payload.process ?? {}), known, entry };
}

/** What a correction of the referral's answers leaves of it. Whom to turn to is said of no number, and stands until it is corrected itself. */
export function outdatedBy<Facts extends ContactFacts>(facts: Facts, correction: JsonObject): Facts {
  if (correction['outdatesContact'] !== true) return facts;
  const fields = Array.isArray(correction['fields']) ? correction['fields'] : [];
  const isFallbackOutdated =
    facts.isFallbackOutdated || fields.some(field => String(field).startsWith('fallback'));
  return { ...facts, isOutdated: true, isFallbackOutdated };
}

/** Corrected since, or run out: told to nobody as a way, since what stands under “now” is dialled, whatever warns above it. */
export const isPastOn = (
  { isOutdated, expiresOn }: Pick<ContactFacts, 'isOutdated' | 'expiresOn'>,
  today: PlainDate,
): boolean => isOutdated || today.toString() > expiresOn;

/** Through whom, as far as that still counts. */
export const fallbackOf = ({
  known,
  isFallbackOutdated,
}: Pick<SafeContact, 'known' | 'isFallbackOutdated'>): KnownContact['fallback'] =>
  isFallbackOutdated ? undefined : known?.fallback;

/** Whether anybody may go by it on a day at all: at which hours is another question. */
export const standsOn = (
  contact: Pick<ContactFacts, 'hasNoWay' | 'wasNotAsked' | 'isOutdated' | 'expiresOn'>,
  today: PlainDate,
): boolean => !contact.hasNoWay && !contact.wasNotAsked && !isPastOn(contact, today);

/** A letter waits until it is opened; whatever else rings, buzzes or knocks at a moment. */
export const isTimedChannel = (kind: ChannelKind | undefined): boolean =>
  kind !== undefined && !['none', 'unasked', 'letter'].includes(kind);

/** What somebody is about to do. */
export const attempts = ['call', 'voicemail', 'text', 'email', 'letter', 'in-person'] as const;
export type Attempt = (typeof attempts)[number];

export type NotNow =
  | 'not-recorded'
  | 'not-shown'
  | 'expired'
  | 'outdated'
  | 'other-channel'
  | 'times-not-said'
  | 'not-this-day'
  | 'not-this-hour'
  | 'no-voicemail'
  | 'no-letters'
  | 'read-first';

export type Reach =
  | { readonly may: true; readonly address: string; readonly known: KnownContact }
  | { readonly may: false; readonly why: NotNow; readonly fallback: KnownContact['fallback'] };

const kindFor: Readonly<Record<Attempt, ChannelKind>> = {
  call: 'phone',
  voicemail: 'phone',
  text: 'text',
  email: 'email',
  letter: 'letter',
  'in-person': 'in-person',
};

/** Whether a person may be reached in this way at this moment; where not, through whom instead. Nothing is safe by default. */
export function mayReach(
  contact: SafeContact | undefined,
  attempt: Attempt,
  {
    at,
    timeZone,
    terms,
  }: { readonly at: Instant; readonly timeZone: string; readonly terms: Pick<ConsentTerms, 'channels'> },
): Reach {
  if (!contact) return { may: false, why: 'not-recorded', fallback: undefined };
  const { known, expiresOn } = contact;
  if (!known) return { may: false, why: 'not-shown', fallback: undefined };
  const no = (why: NotNow): Reach => ({ may: false, why, fallback: fallbackOf(contact) });
  if (contact.isOutdated) return no('outdated');
  const moment = at.toZonedDateTimeISO(timeZone);
  if (moment.toPlainDate().toString() > expiresOn) return no('expired');
  const kind = terms.channels.find(({ code }) => code === known.channel)?.kind;
  if (kind !== kindFor[attempt] || known.address === undefined) return no('other-channel');
  if (attempt === 'voicemail' && !known.voicemail) return no('no-voicemail');
  if (attempt === 'letter')
    return known.letters ? { may: true, address: known.address, known } : no('no-letters');
  const time = moment.toPlainTime().toString().slice(0, 5);
  if (!areTimesSaid(known)) return no('times-not-said');
  const { from, to } = known;
  const runsOver = from > to;
  if (from !== to && (runsOver ? time < from && time >= to : time < from || time >= to))
    return no('not-this-hour');
  // Hours over midnight belong to the day on which they began.
  const day = runsOver && time < to ? moment.subtract({ days: 1 }) : moment;
  const name = weekDays[day.dayOfWeek - 1];
  if (name === undefined || !known.days.includes(name)) return no('not-this-day');
  return { may: true, address: known.address, known };
}

/** Silence about days or hours makes none of them safe. */
export const areTimesSaid = <Known extends Pick<KnownContact, 'days' | 'from' | 'to'>>(
  known: Known,
): known is Known & { readonly from: string; readonly to: string } =>
  known.days.length > 0 && known.from !== undefined && known.to !== undefined;

export const contactWarnings = [
  'no-safe-way',
  'not-asked',
  'nobody-safe',
  'none-recorded',
  'times-not-said',
  'outdated',
  'no-safe-fallback',
  'expired',
] as const;
export type ContactWarning = (typeof contactWarnings)[number];

/**
 * What must be said loudly wherever the case is opened, to whoever opens it; that no way is safe comes before all else.
 * Whoever does not hold the class `contact` is told as much, and none of how.
 */
export function warningsOf(contact: ContactFacts | undefined, today: PlainDate): readonly ContactWarning[] {
  if (!contact) return ['none-recorded'];
  const { hasNoWay, wasNotAsked, hasNoFallback, lacksTimes, isOutdated } = contact;
  const isOutOfReach = hasNoWay || wasNotAsked;
  const is: Readonly<Partial<Record<ContactWarning, boolean>>> = {
    'no-safe-way': hasNoWay,
    'not-asked': wasNotAsked,
    'nobody-safe': isOutOfReach && hasNoFallback,
    'times-not-said': lacksTimes,
    outdated: isOutdated,
    'no-safe-fallback': hasNoFallback && !isOutOfReach,
    expired: today.toString() > contact.expiresOn,
  };
  return contactWarnings.filter(name => is[name]);
}

const saidOf = (value: Json | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;
const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
