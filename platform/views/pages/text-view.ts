import type { PageView } from '../page.ts';

/** A page of text, as the layout's foot links to: `_sections.njk` arranges it. */
export interface TextView extends PageView {
  readonly intro: string;
  readonly sections: readonly TextSection[];
}
export interface TextSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly items: readonly string[];
}
