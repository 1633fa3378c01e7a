/** What a pack tells the person themselves, in many languages: read by everybody, signed in or not. */
export interface Information {
  /** The code of the language that the others were made from. */
  readonly original: string;
  readonly pages: readonly { readonly code: string; readonly sections: readonly string[] }[];
  readonly languages: readonly SheetLanguage[];
  /** By language code; every language has one. */
  readonly sheets: Readonly<Record<string, Sheet>>;
  /** Words of forms, by language code, and in each by message id: as much as there is. */
  readonly formWords: Readonly<Record<string, FormWords>>;
  /** Where the recordings lie, and which files are served. */
  readonly recordings: { readonly folder: string; readonly files: readonly string[] };
}

export interface FormWords {
  readonly review?: { readonly by: string; readonly on: string };
  readonly words: Readonly<Record<string, string>>;
}

export interface SheetLanguage {
  readonly code: string; // zh-hans: of files and addresses
  readonly tag: string; // zh-Hans: BCP 47
  readonly name: string; // in itself
  readonly dir: 'ltr' | 'rtl';
  readonly spoken: readonly string[]; // codes of lists/languages.csv
  /** Why this language is among them, and where the figure was read. */
  readonly because: string;
  readonly source: readonly string[];
}

export interface Sheet {
  readonly review?: { readonly by: string; readonly on: string };
  readonly words: Readonly<Record<SheetWord, string>>;
  readonly pages: Readonly<Record<string, string>>; // headings, by code
  readonly nations: Readonly<Record<string, string>>;
  readonly contacts: Readonly<Record<string, string>>; // by the ids of nations.yaml
  readonly sections: Readonly<Record<string, SheetSection>>;
}

type SheetWord =
  | 'title'
  | 'skip'
  | 'exit'
  | 'exiting'
  | 'exitEnded'
  | 'exitTwice'
  | 'exitOnce'
  | 'notReviewed'
  | 'listen'
  | 'readBy'
  | 'noRecording'
  | 'transcript'
  | 'otherLanguages'
  | 'dayAndNight'
  | 'danger';

export interface SheetSection {
  readonly heading: string;
  readonly text: readonly string[];
  readonly points?: readonly string[];
  readonly audio?: Recording;
}

export interface Recording {
  readonly file: string;
  readonly sha256: string;
  readonly reader: string;
  readonly transcript?: readonly string[];
}

/** The section that the helplines of the nations stand under. */
export const helplineSection = 'helplines';

const place = /\{([a-z0-9._-]+)\}/g;
/** What stands in braces in a text: `emergency`, or the id of a rule. */
export const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(place)].map(([, name = '']) => name);
