/** Reads each component's `macro-options.json`, with the corrections that the file cannot express or leaves to prose. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const componentsFolder = join(
  import.meta.dirname,
  '../../node_modules/govuk-frontend/dist/govuk/components',
);

export interface Option {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'nunjucks-block';
  readonly required: boolean;
  readonly description: string;
  readonly isComponent?: boolean;
  readonly params?: readonly Option[];
}

export interface Component {
  readonly name: string;
  readonly options: readonly Option[];
}

/** The crown, the GOV.UK name and the Crown copyright line live in these two; services elsewhere may not show them. */
const notOurs = new Set(['header', 'footer']);

/**
 * Where a component falls back on English words, the words are required: a page in another language must bring its own.
 * Words that only scripts show come from the layout (`scriptWords` in chrome.ts) and may stay away here.
 */
export const requiredWords = new Set([
  'back-link.text',
  'back-link.html',
  'breadcrumbs.labelText',
  'character-count.textareaDescriptionText',
  'cookie-banner.ariaLabel',
  'date-input.items',
  'date-input.items.label',
  'error-message.visuallyHiddenText',
  'exit-this-page.text',
  'exit-this-page.html',
  'exit-this-page.redirectUrl',
  'exit-this-page.activatedText',
  'exit-this-page.timedOutText',
  'exit-this-page.pressTwoMoreTimesText',
  'exit-this-page.pressOneMoreTimeText',
  'language-navigation.ariaLabel',
  'notification-banner.titleText',
  'notification-banner.titleHtml',
  'pagination.items.visuallyHiddenText',
  'pagination.previous.text',
  'pagination.previous.html',
  'pagination.next.text',
  'pagination.next.html',
  'pagination.landmarkLabel',
  'password-input.showPasswordText',
  'password-input.hidePasswordText',
  'password-input.showPasswordAriaLabelText',
  'password-input.hidePasswordAriaLabelText',
  'password-input.passwordShownAnnouncementText',
  'password-input.passwordHiddenAnnouncementText',
  'service-navigation.ariaLabel',
  'service-navigation.menuButtonText',
  'tabs.title',
  'warning-text.iconFallbackText',
]);

/** English fallbacks that scripts alone show: translated once for every page by the layout. */
export const wordsOfScripts = new Set([
  'accordion.hideSectionAriaLabelText',
  'accordion.showSectionAriaLabelText',
  'file-upload.chooseFilesButtonText',
  'file-upload.dropInstructionText',
  'file-upload.noFileChosenText',
  'file-upload.enteredDropZoneText',
  'file-upload.leftDropZoneText',
]);

/** Said to be required, and not needed by the component. */
const optional = new Set(['service-navigation.navigation']);

/** `requireWords` is off only to try the official examples, which are English. */
export function readComponents(
  { requireWords }: { requireWords: boolean } = { requireWords: true },
): readonly Component[] {
  const words = requireWords ? requiredWords : new Set<string>();
  return readdirSync(componentsFolder)
    .filter(name => !notOurs.has(name) && existsSync(join(componentsFolder, name, 'macro-options.json')))
    .map(name => ({ name, options: corrected(readOptions(name), name, words) }));
}

const readOptions = (name: string): Option[] =>
  JSON.parse(readFileSync(join(componentsFolder, name, 'macro-options.json'), 'utf8')) as Option[];

function corrected(options: readonly Option[], path: string, words: ReadonlySet<string>): readonly Option[] {
  return options.map(option => {
    const place = `${path}.${option.name}`;
    return {
      ...option,
      required: (option.required && !optional.has(place)) || words.has(place),
      ...(option.params && { params: corrected(option.params, place, words) }),
    };
  });
}
