import { type BareView, definePage } from '../../../platform/views/page.ts';
import type { SafeHtml } from '../../../platform/views/safe-html.ts';
import { exampleSheet } from './sheet-example.ts';

export interface SheetView extends BareView {
  readonly heading: string;
  /** That nobody qualified has looked the translation over. */
  readonly mark: string | undefined;
  /** That no part of the page was read aloud in this language yet. */
  readonly noRecording: string | undefined;
  readonly danger: SafeHtml;
  readonly sections: readonly SheetSectionView[];
  readonly others: readonly { readonly href: string; readonly text: string }[];
  readonly languagesHeading: string;
  readonly languages: readonly LanguageLink[];
}

export interface SheetSectionView {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly SafeHtml[];
  readonly points: readonly SafeHtml[];
  readonly recording: RecordingView | undefined;
  /** Where other parts of the page were. */
  readonly noRecording: string | undefined;
  readonly helplines: readonly {
    readonly heading: string;
    readonly lines: readonly {
      readonly label: string;
      readonly phone: SafeHtml;
      readonly hours: string | undefined;
    }[];
  }[];
}

interface RecordingView {
  readonly label: string;
  readonly href: string;
  readonly reader: string;
  readonly transcriptHeading: string;
  /** Empty where what is said is what stands above. */
  readonly transcript: readonly SafeHtml[];
}

export interface LanguageLink {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly text: string;
  readonly href: string;
}

export const page = definePage<SheetView>({
  name: 'awareness/sheet',
  template: 'contexts/awareness/pages/sheet.njk',
  examples: {
    original: () => exampleSheet('en', 1),
    'right to left': () => exampleSheet('ar', 1),
    'second page': () => exampleSheet('ar', 2),
  },
});
