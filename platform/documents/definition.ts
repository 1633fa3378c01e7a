import type { Language } from '../text/language.ts';

/**
 * A document as parts, in order of reading: a referral, a letter, a report. It says what is there; `document.typ` how it looks.
 * Text is data throughout: whatever somebody wrote is shown as they wrote it, and never read as instructions.
 */
export interface DocumentParts {
  readonly title: string;
  readonly language: Language;
  /** One sentence on what this is, for whoever chooses among files. */
  readonly description: string;
  /** At the top of every page: whose it is and how it is to be kept. */
  readonly marking: string;
  /** At the foot of every page, beside the page's number. */
  readonly reference: string;
  readonly parts: readonly Part[];
}

export type Part = Heading | Paragraph | Bullets | Statement | SummaryPart | TablePart;

/** The title is level 1. A level below another is never skipped. */
export interface Heading {
  readonly is: 'heading';
  readonly level: 2 | 3;
  readonly text: string;
}
export interface Paragraph {
  readonly is: 'paragraph';
  readonly text: string;
}
export interface Bullets {
  readonly is: 'bullets';
  readonly items: readonly string[];
}
/** Somebody's own words, line by line as they were given. */
export interface Statement {
  readonly is: 'statement';
  readonly text: string;
  readonly note?: string | undefined;
}
/** Questions, each with its answer. */
export interface SummaryPart {
  readonly is: 'summary';
  readonly rows: readonly {
    readonly key: string;
    readonly text: string;
    readonly isStatement?: boolean | undefined;
    readonly note?: string | undefined;
  }[];
}
export interface TablePart {
  readonly is: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
