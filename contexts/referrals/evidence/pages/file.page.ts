import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type { SummaryListOptions } from '../../../../platform/views/components.generated.ts';
import { exampleEvidence, exampleFile, exampleHere } from './example.ts';
import { fileView } from './views.ts';

export interface FileView extends PageView {
  readonly reference: string;
  readonly facts: SummaryListOptions;
  /** What is said of the copy, or why there is none. */
  readonly state: string;
  readonly copy: { readonly href: string; readonly text: string } | undefined;
  readonly original: Asking | undefined;
  readonly withdraw: Asking | undefined;
}

/** A form of one button. */
interface Asking {
  readonly heading: string;
  readonly warning: string;
  readonly warningFallback: string;
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly send: string;
}

const shown = (words: Words, more: Partial<Parameters<typeof fileView>[0]> = {}) =>
  fileView(
    {
      reference: 'NRM-7KBC-9QXD-R4T',
      evidence: exampleEvidence[0],
      isDraft: true,
      mayOpen: true,
      mayWithdraw: true,
      ...more,
    },
    exampleHere(words),
  );

export const page = definePage<FileView>({
  name: 'referrals/evidence-file',
  template: 'contexts/referrals/evidence/pages/file.njk',
  examples: {
    'a picture with its copy': words => shown(words),
    'a document, sent': words => shown(words, { evidence: exampleEvidence[1], isDraft: false }),
    'only to look at': words => shown(words, { mayOpen: false, mayWithdraw: false, isDraft: false }),
    'not looked at yet': words =>
      shown(words, { evidence: exampleFile({ scan: 'waiting', copy: 'waiting' }) }),
    'the scanner found something': words =>
      shown(words, { evidence: exampleFile({ scan: 'infected', copy: 'none' }) }),
    'too large a picture': words => shown(words, { evidence: exampleFile({ copy: 'too-large' }) }),
  },
});
