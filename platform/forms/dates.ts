import { parseDate } from '../pure/time.ts';
import { formatDate } from '../text/format.ts';
import { type Language, localeOf } from '../text/language.ts';

/** `2026-03-02`, `2026-03` or `2026` in words, no more precise than it is: 2 March 2026, March 2026, 2026. */
export function dateInWords(date: string, language: Language): string {
  const day = parseDate(date);
  if (day) return formatDate(day, language);
  const month = parseDate(`${date}-01`);
  return month ? monthFormat(language).format(new Date(`${month.toString()}T00:00:00Z`)) : date;
}

const monthFormats = new Map<Language, Intl.DateTimeFormat>();
function monthFormat(language: Language): Intl.DateTimeFormat {
  const known = monthFormats.get(language);
  if (known) return known;
  const made = new Intl.DateTimeFormat(localeOf(language), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  monthFormats.set(language, made);
  return made;
}
