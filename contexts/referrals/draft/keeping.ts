/** How long a draft that nobody touches stands among the others. Nothing of it is ever erased by time. */
import type { Pack } from '../../../platform/pack/pack.ts';
import { readRule } from '../../../platform/pack/rules.ts';
import { type Instant, type PlainDate, Temporal } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import type { Words } from '../../../platform/views/page.ts';

export type Keeping =
  | { readonly is: 'kept' }
  /** The day on which it is put away, unless somebody goes on with it. */
  | { readonly is: 'warned'; readonly putAwayOn: PlainDate }
  | { readonly is: 'put-away'; readonly since: PlainDate };

type Asking = { readonly pack: Pick<Pack, 'rules' | 'timeZone'>; readonly today: PlainDate };

/** `savedAt` is when anybody of the team last saved something of it, or kept it on. */
export function keepingOf(savedAt: Instant, { pack, today }: Asking): Keeping {
  const rule = readRule(pack, 'draft.keeping', null, today);
  // Where the pack does not say, a draft stands for ever.
  if (!rule.ok) return { is: 'kept' };
  const { warnAfter, putAwayAfter } = rule.value.value;
  const savedOn = savedAt.toZonedDateTimeISO(pack.timeZone).toPlainDate();
  const putAwayOn = savedOn.add({ days: putAwayAfter });
  if (Temporal.PlainDate.compare(today, putAwayOn) >= 0) return { is: 'put-away', since: putAwayOn };
  const isWarned = Temporal.PlainDate.compare(today, savedOn.add({ days: warnAfter })) >= 0;
  return isWarned ? { is: 'warned', putAwayOn } : { is: 'kept' };
}

/** Drafts that were saved before this moment are put away; undefined where none ever is. */
export function putAwayBefore({ pack, today }: Asking): Instant | undefined {
  const rule = readRule(pack, 'draft.keeping', null, today);
  if (!rule.ok) return undefined;
  return today
    .subtract({ days: rule.value.value.putAwayAfter - 1 })
    .toZonedDateTime({ timeZone: pack.timeZone })
    .toInstant();
}

/** Said in the draft and in the team's list; undefined where nothing has to be said. */
export function keepingInWords(
  keeping: Keeping,
  { language }: Pick<Work, 'language'>,
  words: Words,
  /** Whose words: a request to refer is no draft of a referral. */
  of: 'referrals' | 'requests' = 'referrals',
): string | undefined {
  if (keeping.is === 'kept') return undefined;
  return keeping.is === 'warned'
    ? words(`${of}.keeping.warned`, { on: formatDate(keeping.putAwayOn, language) })
    : words(`${of}.keeping.put-away`, { on: formatDate(keeping.since, language) });
}

export const instantOf = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());
