import { parseDate } from '../pure/time.ts';
import { formatDate } from '../text/format.ts';
import type { Language } from '../text/language.ts';
import { locale } from '../text/message.ts';

/** `2026-03-02`, `2026-03` or `2026` in words, no more precise than it is: 2 March 2026, March 2026, 2026. */
export function dateInWords(date: string, language: Language): string {
  const day = parseDate(date);
  if (day) return formatDate(day, language);
  const month = parseDate(`${date}-01`);
  return month ? months[language].format(new Date(`${month.toString()}T00:00:00Z`)) : date;
}

const monthFormat = (language: Language) =>
  new Intl.DateTimeFormat(locale[language], { year: 'numeric', month: 'long', timeZone: 'UTC' });
const months: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: monthFormat('en'),
  cy: monthFormat('cy'),
  qmr: monthFormat('qmr'),
};
