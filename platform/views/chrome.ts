import type { Language } from '../text/language.ts';
import { assetHref } from './assets.ts';
import type { Components, WarningTextOptions } from './components.generated.ts';
import { type ChromeText, layoutWords } from './chrome-text.ts';
import type { Words } from './page.ts';

/** What a request knows of everything around a page's content. */
export interface ChromeFacts {
  readonly language: Language;
  /** This page in each language: `{ en: '/queue?lang=en', cy: '/queue?lang=cy' }`. */
  readonly inLanguage: Readonly<Partial<Record<Language, string>>>;
  /** The setting for trying things out: a banner says that everyone in it is fictional. */
  readonly evaluation: boolean;
  /** Where "Exit this page" leads: an innocent site of the country (the pack names it). */
  readonly exitHref: string;
  /** Said once, after something was done: "Referral submitted". Nothing of a record. */
  readonly flash?: string | undefined;
  /** What must be read before anything else of a record. */
  readonly alarms?: readonly string[] | undefined;
  readonly visitor?: Visitor | undefined;
}

/** Who is signed in, in which position, and what they may open. */
export interface Visitor {
  readonly name: string;
  readonly organisation: string;
  /** Where signed-in people begin. */
  readonly homeHref: string;
  /** Where those who hold several positions change to another. */
  readonly positionHref?: string | undefined;
  /** Where they see on which devices they are signed in. */
  readonly sessionsHref: string;
  readonly navigation: readonly NavigationLink[];
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly idleSeconds: number;
}
export interface NavigationLink {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** Finished: the layout prints it and decides nothing. */
export interface Chrome {
  readonly language: Language;
  readonly homeHref: string;
  readonly text: ChromeText;
  readonly scriptWords: string;
  readonly assets: {
    readonly style: string;
    readonly enabled: string;
    readonly script: string;
    readonly icon: string;
  };
  readonly languages: Components['govukLanguageNavigation'];
  readonly evaluation?: Components['govukPhaseBanner'] | undefined;
  readonly exit: Components['govukExitThisPage'];
  readonly flash?: Components['govukNotificationBanner'] | undefined;
  readonly alarms: readonly WarningTextOptions[];
  readonly warnSeconds: number;
  readonly visitor?: ChromeVisitor | undefined;
}
interface ChromeVisitor
  extends Pick<
    Visitor,
    'name' | 'organisation' | 'positionHref' | 'sessionsHref' | 'tokens' | 'idleSeconds'
  > {
  readonly navigation?: Components['govukServiceNavigation'] | undefined;
}

/** How long before its end a session is said to end: time to read, and to reach the button by switch or by voice. */
export const warnSeconds = 120;

export function createChrome(facts: ChromeFacts, words: Words): Chrome {
  const { visitor } = facts;
  return {
    language: facts.language,
    homeHref: visitor?.homeHref ?? '/',
    ...layoutWords(words),
    assets: {
      style: assetHref('opennrm.css'),
      enabled: assetHref('enabled.js'),
      script: assetHref('opennrm.js'),
      icon: assetHref('icon.svg'),
    },
    languages: languageLinks(facts, words),
    evaluation: facts.evaluation
      ? { tag: { text: words('chrome.evaluation.tag') }, text: words('chrome.evaluation.text') }
      : undefined,
    exit: exitThisPage(facts.exitHref, words),
    flash: facts.flash ? { type: 'success', titleText: words('chrome.done'), text: facts.flash } : undefined,
    alarms: (facts.alarms ?? []).map(text => ({ text, iconFallbackText: words('chrome.alarm') })),
    warnSeconds,
    visitor: visitor && { ...visitor, navigation: navigation(visitor, words) },
  };
}

/** Each language is named in itself, so that who needs it can read it. */
const languageLinks = (facts: ChromeFacts, words: Words): Components['govukLanguageNavigation'] => ({
  ariaLabel: words('chrome.language.label'),
  items: Object.entries(facts.inLanguage).map(([language, href]) => ({
    text: words(`chrome.language.${language}`),
    lang: language,
    ...(language !== facts.language && { href }),
  })),
});

function navigation(
  { navigation: links }: Visitor,
  words: Words,
): Components['govukServiceNavigation'] | undefined {
  if (links.length === 0) return undefined;
  return {
    ariaLabel: words('chrome.navigation.region'),
    menuButtonText: words('chrome.navigation.menu'),
    navigationLabel: words('chrome.navigation.label'),
    navigation: links,
  };
}

/** For pages of languages other than the service's, which bring these words themselves, see `BareView`. */
export const exitThisPage = (href: string, words: Words): Components['govukExitThisPage'] => ({
  text: words('chrome.exit.text'),
  redirectUrl: href,
  // Stays in sight while the page scrolls, so it stands outside the header, as a landmark of its own.
  attributes: { role: 'region', 'aria-label': words('chrome.exit.text') },
  activatedText: words('chrome.exit.activated'),
  timedOutText: words('chrome.exit.timed-out'),
  pressTwoMoreTimesText: words('chrome.exit.press-two-more'),
  pressOneMoreTimeText: words('chrome.exit.press-one-more'),
});
