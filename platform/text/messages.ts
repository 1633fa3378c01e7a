import type { IntlMessageFormat } from 'intl-messageformat';
import type { Words } from '../views/page.ts';
import type { Catalogues } from './catalogues.ts';
import type { ByLanguage, Language } from './language.ts';
import { parseMessage } from './message.ts';

/** A message that is not there, or that was not given its arguments. `why` never holds the values. */
export interface MissingMessage {
  readonly id: string;
  readonly language: Language;
  readonly why: 'no-message' | 'no-argument';
}
export type OnMissing = (missing: MissingMessage) => void;

/** For tests and development: a missing message is a bug, found at once. */
export const throwMissing: OnMissing = ({ id, language, why }) => {
  throw new Error(why === 'no-message' ? `No message "${id}"` : `"${id}" (${language}) lacks an argument`);
};

/** For production: each missing message is reported once, and its id is shown instead, so that the page still opens. */
export function reportOnce(report: OnMissing): OnMissing {
  const told = new Set<string>();
  return missing => {
    const key = `${missing.language} ${missing.why} ${missing.id}`;
    if (told.has(key)) return;
    told.add(key);
    report(missing);
  };
}

/** The words of a language that a page, a mail or a document is in. */
export const wordsIn = (words: ByLanguage<Words>, language: Language): Words => words[language] ?? words.en;

/**
 * Looks up messages in a language and fills them in. What has no words in the language is shown in English;
 * `Catalogues.untranslated` lists it. Parsed messages are kept, so that each is parsed once per process.
 */
export function createWords(
  { words }: Pick<Catalogues, 'words'>,
  language: Language,
  onMissing: OnMissing = throwMissing,
): Words {
  const parsed = new Map<string, IntlMessageFormat>();
  const find = (id: string): IntlMessageFormat | undefined => {
    const known = parsed.get(id);
    if (known) return known;
    const own = words[language] ?? {};
    const speaks = Object.hasOwn(own, id) ? language : 'en';
    const said = speaks === 'en' ? words.en : own;
    const text = Object.hasOwn(said, id) ? said[id] : undefined;
    if (text === undefined) return undefined;
    const message = parseMessage(text, speaks);
    parsed.set(id, message);
    return message;
  };
  return (id, values) => {
    const message = find(id);
    if (!message) return missed(id, 'no-message');
    try {
      return String(message.format(values));
    } catch {
      return missed(id, 'no-argument'); // formatjs's own error repeats the message and the values
    }
  };

  function missed(id: string, why: MissingMessage['why']): string {
    onMissing({ id, language, why });
    return id;
  }
}
