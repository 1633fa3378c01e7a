import type { Instant, PlainDate } from '../pure/time.ts';
import { isCoreLanguage, type Language, localeOf } from './language.ts';

const dates = formatters(
  language => new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }),
);

/** 2 March 2026, 2 Mawrth 2026. */
export const formatDate = (day: PlainDate, language: Language): string =>
  dates(language).format(new Date(`${day.toString()}T00:00:00Z`));

/** 5:30pm, as GOV.UK writes times in both languages. */
export function formatTime({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

const moments = formatters(
  language =>
    new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
);

/** 2 March 2026 at 5:30pm, by the clocks of a time zone (`pack.timeZone`); in other languages as they write it. */
export function formatMoment(at: Instant, timeZone: string, language: Language): string {
  const here = at.toZonedDateTimeISO(timeZone);
  if (!isCoreLanguage(language))
    return moments(language).format(new Date(`${here.toPlainDateTime().toString()}Z`));
  const joint = language === 'cy' ? 'am' : 'at';
  return `${formatDate(here.toPlainDate(), language)} ${joint} ${formatTime(here)}`;
}

/**
 * a, b and c. Welsh is our own: `Intl.ListFormat('cy')` writes "a(c)" for "and". `a` becomes `ac` before a vowel; the
 * mutations that `a` causes are left out, since they would change names.
 */
export function formatList(items: readonly string[], language: Language): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  if (!isCoreLanguage(language)) return lists(language).format(items);
  return `${items.slice(0, -1).join(', ')} ${and(last, language)} ${last}`;
}

const lists = formatters(language => new Intl.ListFormat(localeOf(language), { type: 'conjunction' }));

const and = (next: string, language: Language): string => {
  if (language === 'en') return 'and';
  return /^[aeiouyâêîôûŷàèìòùáéíóúäëïöü]/i.test(next) ? 'ac' : 'a';
};

/** Making a formatter costs a hundred times what using one does. */
function formatters<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return language => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
