/** Whose words stand beside the code. */
export const coreLanguages = ['en', 'cy'] as const;

/**
 * A language tag (BCP 47): any that a pack speaks. A language that the core does not speak has all of its words in the pack,
 * the core's too; what it lacks is shown in English, and `./opennrm pack check` lists it.
 */
export type Language = string;

/** As a pack writes one: a language of two or three letters, with its script and region where they matter. */
export const languageTag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

export const isCoreLanguage = (language: Language): boolean => coreLanguages.some(each => each === language);

/**
 * By whose habits dates, numbers and plurals are written: in English by British ones. `qaa` to `qtz` are codes that ISO 639
 * leaves to everybody, for languages that do not exist: those are written as Macedonian is, in another alphabet than ours.
 */
export const localeOf = (language: Language): string =>
  language === 'en' ? 'en-GB' : /^q[a-t][a-z]$/.test(language) ? 'mk' : language;

/** Of the core's languages always, of others where a pack brings it. */
export type ByLanguage<T> = Readonly<
  Record<(typeof coreLanguages)[number], T> & Partial<Record<Language, T>>
>;
