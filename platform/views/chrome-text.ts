import type { Plurals } from './components.generated.ts';
import type { Words } from './page.ts';

const ids = {
  serviceName: 'service.name',
  skip: 'chrome.skip',
  errorPrefix: 'chrome.error-prefix',
  errorTitle: 'chrome.error-title',
  signOut: 'chrome.sign-out',
  signedInAs: 'chrome.signed-in-as',
  changeRole: 'chrome.change-role',
  yourDevices: 'chrome.your-devices',
  accessibility: 'chrome.footer.accessibility',
  cookies: 'chrome.footer.cookies',
  privacy: 'chrome.footer.privacy',
  footer: 'chrome.footer.title',
  licence: 'chrome.footer.licence',
  sessionTitle: 'chrome.session.title',
  sessionText: 'chrome.session.text',
  sessionStay: 'chrome.session.stay',
} as const;

/** The layout's own words. */
export type ChromeText = Readonly<Record<keyof typeof ids, string>> & {
  /** Plural forms as JSON, for the script that counts the time. */
  readonly sessionMinutes: string;
  readonly sessionSeconds: string;
};

function chromeText(words: Words): ChromeText {
  const text = Object.entries(ids).map(([name, id]) => [name, words(id)] as const);
  return {
    ...(Object.fromEntries(text) as Record<keyof typeof ids, string>),
    sessionMinutes: JSON.stringify(plurals('chrome.session.minutes', words)),
    sessionSeconds: JSON.stringify(plurals('chrome.session.seconds', words)),
  };
}

/** One number of each plural class of English and Welsh; a class that a language lacks gives the form it uses instead. */
const classes = { zero: 0, one: 1, two: 2, few: 3, many: 6, other: 10 } as const;
/** Stands for the number while a message is cut into its plural forms; no message holds it otherwise. */
const cut = '#';

/** Every plural form of a message `{count, plural, …}` with `#` in the number's place. */
export const plurals = (id: string, words: Words): Plurals =>
  Object.fromEntries(
    Object.entries(classes).map(([name, count]) => [name, words(id, { count }).replace(String(count), cut)]),
  );

const counted = (id: string, words: Words): Plurals =>
  Object.fromEntries(
    Object.entries(plurals(id, words)).map(([name, text]) => [name, text.replace(cut, '%{count}')]),
  );

/** What govuk-frontend's scripts say, by component; it is English where it is not given. */
const scriptWords = (words: Words) => ({
  accordion: {
    hideAllSections: words('script.accordion.hide-all'),
    showAllSections: words('script.accordion.show-all'),
    hideSection: words('script.accordion.hide'),
    showSection: words('script.accordion.show'),
    hideSectionAriaLabel: words('script.accordion.hide-section'),
    showSectionAriaLabel: words('script.accordion.show-section'),
  },
  characterCount: {
    charactersUnderLimit: counted('script.characters.under', words),
    charactersAtLimit: words('script.characters.at'),
    charactersOverLimit: counted('script.characters.over', words),
  },
  fileUpload: {
    chooseFilesButton: words('script.file.choose'),
    dropInstruction: words('script.file.drop'),
    noFileChosen: words('script.file.none'),
    multipleFilesChosen: counted('script.file.several', words),
    enteredDropZone: words('script.file.entered'),
    leftDropZone: words('script.file.left'),
  },
});

interface LayoutWords {
  readonly text: ChromeText;
  /** As JSON. */
  readonly scriptWords: string;
}

/** What the layout says on every page, in a language: forty messages, most of them plurals, which never change. */
export function layoutWords(words: Words): LayoutWords {
  const known = kept.get(words);
  if (known) return known;
  const said = { text: chromeText(words), scriptWords: JSON.stringify(scriptWords(words)) };
  kept.set(words, said);
  return said;
}
const kept = new WeakMap<Words, LayoutWords>();
