import type { Language } from '../text/language.ts';
import { locale } from '../text/message.ts';

/** `2026-03-02`, `2026-03` or `2026` in words, no more precise than it is: 2 March 2026, March 2026, 2026. */
export function dateInWords(date: string, language: Language): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' };
  if (day !== undefined) options.day = 'numeric';
  const moment = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  return Number.isNaN(moment.getTime())
    ? date
    : new Intl.DateTimeFormat(locale[language], options).format(moment);
}
