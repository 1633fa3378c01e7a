/** A page: a template that arranges a typed view model, and named examples of that model that the checks render. */
export interface Page<View> {
  /** Unique, for example `referrals/show`; also the template's place: `contexts/referrals/pages/show.njk`. */
  readonly name: string;
  readonly template: string;
  /** Every state of the page, at least one: rendered, validated and tried in a browser, in each language. */
  readonly examples: Readonly<Record<string, (words: Words) => View>>;
}

/** Looks up a message in the viewer's language and fills it in. Unknown ids do not compile where the catalogue is typed. */
export type Words = (id: string, values?: Readonly<Record<string, string | number>>) => string;

export function definePage<View>(page: Page<View>): Page<View> {
  if (Object.keys(page.examples).length === 0) throw new Error(`Page ${page.name} names no example`);
  return page;
}
