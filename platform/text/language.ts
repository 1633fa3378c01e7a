/** Whose words stand beside the code. */
export const coreLanguages = ['en', 'cy'] as const;

/**
 * Those that a pack may speak. A language that the core does not speak has all of its words in the pack, the core's too;
 * what it lacks is shown in English. `qmr` is a code that ISO 639 leaves to everybody: the language of a country that does
 * not exist, in another alphabet, so that nothing takes two languages, or one alphabet, for all there are.
 */
export const languages = [...coreLanguages, 'qmr'] as const;
export type Language = (typeof languages)[number];

/** Of the core's languages always, of others where a pack brings it. */
export type ByLanguage<T> = Readonly<
  Record<(typeof coreLanguages)[number], T> & Partial<Record<Language, T>>
>;
