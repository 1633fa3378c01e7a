/** What the pages of a case have in common: how people, moments, dates and aims are put into words. */
import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { SummaryListOptions } from '../../../platform/views/components.generated.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import { formatDate, formatList, formatMoment } from '../../../platform/text/format.ts';
import { html, type SafeHtml } from '../../../platform/views/safe-html.ts';
import { aimOf, type OfCase } from '../aim.ts';
import { type By, byOf } from '../model.ts';

export interface Tokens {
  readonly csrf: string;
  readonly key: string;
}
export interface Link {
  readonly href: string;
  readonly text: string;
}

/** A heading with rows beneath it. */
export interface Section {
  readonly title: string;
  /** Who said all of it and when, where one person said it at one time: once, rather than under every line. */
  readonly said?: string | undefined;
  readonly list: SummaryListOptions;
}
export type Row = SummaryListOptions['rows'][number];

export const row = (key: string, value: string | SafeHtml): Row => ({
  key: { text: key },
  value: typeof value === 'string' ? { text: value } : { html: value },
});

/** "Mara Ellison, Caseworker, Example Authority": as they were called when they did it. */
export function whoIs(by: By | undefined, speaking: Speaking): string {
  if (!by) return speaking.words('decisions.not-known');
  const role = optional(`role.${by.role}`, speaking) ?? by.role;
  return [by.name, role, by.organisation].filter(part => part !== '').join(', ');
}

export const whoDid = (entry: StoredEntry, speaking: Speaking): string => whoIs(byOf(entry), speaking);

export const momentOf = ({ at }: StoredEntry, { pack, language }: Speaking): string =>
  formatMoment(at, pack.timeZone, language);

/** "Said by …, on …": beneath every statement and every piece of reasoning. */
export const saidBy = (entry: StoredEntry, speaking: Speaking): string =>
  speaking.words('decisions.said-by', { who: whoDid(entry, speaking), on: momentOf(entry, speaking) });

/** Somebody's own words, byte for byte. No white space of ours may stand inside. */
export const ownWords = (text: string): SafeHtml => html`<div class="nrm-own-words">${verbatim(text)}</div>`;

/** Line ends as character references: the Design System's templates indent the lines of what they are given. */
export const verbatim = (text: string): readonly SafeHtml[] =>
  text
    .split(/([\r\n])/)
    .map(part => (part === '\n' ? html`&#10;` : part === '\r' ? html`&#13;` : html`${part}`));

export const note = (text: string): SafeHtml =>
  html`<p class="govuk-hint govuk-!-margin-top-1 govuk-!-margin-bottom-0">${text}</p>`;

export function dayInWords(date: string | undefined, { words, language }: Speaking): string {
  const day = date === undefined ? undefined : parseDate(date);
  return day ? formatDate(day, language) : words('decisions.not-known');
}

export const nationInWords = (nation: string | null | undefined, { words }: Speaking): string =>
  nation ? words(`nation.${nation}`) : words('decisions.not-known');

export const treatedAsInWords = (treatedAs: string | undefined, { words }: Speaking): string =>
  words(treatedAs === 'adult' || treatedAs === 'child' ? `decisions.${treatedAs}` : 'decisions.not-known');

interface Aimed {
  readonly date: string;
  /** How far off, or how long ago; absent where nothing is counted any more. */
  readonly distance: string | undefined;
  readonly hasPassed: boolean;
}

/** The aim for a decision, and how far off it is while there is none. */
export function aimInWords(
  of: OfCase & { readonly isDecided: boolean; readonly isWithdrawn: boolean },
  speaking: Speaking,
  today: PlainDate,
): Aimed {
  const { words, pack, language } = speaking;
  if (of.isWithdrawn)
    return { date: words('decisions.aim.withdrawn'), distance: undefined, hasPassed: false };
  const aim = aimOf(of, { pack, today });
  if (!aim) return { date: words('decisions.aim.none'), distance: undefined, hasPassed: false };
  const date = formatDate(aim.on, language);
  if (of.isDecided) return { date, distance: undefined, hasPassed: false };
  const hasPassed = aim.is === 'passed';
  return { date, distance: distanceInWords(aim, speaking), hasPassed };
}

function distanceInWords({ is, days, unit }: NonNullable<ReturnType<typeof aimOf>>, { words }: Speaking) {
  if (is === 'today') return words('decisions.aim.today');
  if (is === 'ahead') return days === undefined ? undefined : words('decisions.aim.ahead', { days, unit });
  return days ? words('decisions.aim.passed', { days, unit }) : words('decisions.aim.just-passed');
}

/** What cannot wait, in words. */
export const urgencyInWords = (urgency: readonly string[], { words, language }: Speaking): string =>
  formatList(
    urgency.map(each => words(`urgency.${each}`)),
    language,
  );
