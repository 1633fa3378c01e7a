import type { Components } from './components.generated.ts';

/** A page: a template that arranges a typed view model, and named examples of that model that the checks render. */
export interface Page<View> {
  /** Unique, for example `referrals/show`. */
  readonly name: string;
  /** From the project's root, beside the page file: `contexts/referrals/pages/show.njk`. */
  readonly template: string;
  /** Every state of the page, at least one: rendered, validated and tried in a browser, in each language. */
  readonly examples: Readonly<Record<string, (words: Words) => View>>;
  /** Ids of what may be said once at its top, after something was done: each is tried on the first of the examples. */
  readonly said?: readonly string[];
}

/** What the layout reads of every view model. */
export interface PageView {
  /** The page's name in the browser's title, as in its heading: never a person's name or anything else of a record. */
  readonly title: string;
  /** Stands above the content and leads one step back. */
  readonly back?: BackLink | undefined;
  /** What must be put right, in the order of the page; the layout shows the summary and marks the title. */
  readonly errors?: readonly PageError[] | undefined;
  /** A page that a frightened person may have to leave at once: shows "Exit this page". */
  readonly quickExit?: boolean | undefined;
}

/**
 * What `bare.njk` reads: a page of any language that names neither the service nor whoever looks, and says nothing telling
 * in the browser's title or history.
 */
export interface BareView extends PageView {
  /** BCP 47: of any language, not only those of the service. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly skip: string;
  readonly exit: Components['govukExitThisPage'];
}

export interface BackLink {
  readonly href: string;
  readonly text: string;
}

export interface PageError {
  readonly text: string;
  /** `#` and the id of the input to put right. */
  readonly href: string;
}

/** Looks up a message in the viewer's language and fills it in. Unknown ids do not compile where the catalogue is typed. */
export type Words = (id: string, values?: Readonly<Record<string, string | number>>) => string;

export function definePage<View extends PageView>(page: Page<View>): Page<View> {
  if (Object.keys(page.examples).length === 0) throw new Error(`Page ${page.name} names no example`);
  return page;
}
