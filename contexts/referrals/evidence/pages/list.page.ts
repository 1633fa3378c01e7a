import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type {
  FileUploadOptions,
  InputOptions,
  RadiosOptions,
  TextareaOptions,
} from '../../../../platform/views/components.generated.ts';
import { exampleEvidence, exampleHere } from './example.ts';
import { listView } from './views.ts';

export interface ListView extends PageView {
  readonly reference: string;
  readonly intro: readonly string[];
  /** Of files that were sent together, those that were added, where others were not. */
  readonly added: { readonly heading: string; readonly names: readonly string[] } | undefined;
  readonly heading: string;
  readonly empty: string;
  readonly files: readonly {
    readonly href: string;
    readonly text: string;
    readonly name: string | undefined;
    readonly state: string;
  }[];
  /** Where the viewer may add files. */
  readonly adding: Adding | undefined;
}

interface Adding {
  readonly heading: string;
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly files: FileUploadOptions;
  readonly description: TextareaOptions;
  readonly exhibit: InputOptions;
  readonly source: InputOptions;
  readonly handling: RadiosOptions;
  /** Beside the bar that tells how far the files have come. */
  readonly send: string;
}

const shown = (words: Words, more: Partial<Parameters<typeof listView>[0]> = {}) =>
  listView(
    {
      reference: 'NRM-7KBC-9QXD-R4T',
      listed: exampleEvidence,
      mayAdd: true,
      back: '/referrals/NRM-7KBC-9QXD-R4T/check',
      ...more,
    },
    exampleHere(words),
  );

export const page = definePage<ListView>({
  name: 'referrals/evidence',
  template: 'contexts/referrals/evidence/pages/list.njk',
  examples: {
    'nothing yet': words => shown(words, { listed: [] }),
    'some files': words => shown(words),
    'only to look at': words => shown(words, { mayAdd: false }),
    'nothing chosen': words =>
      shown(words, { errors: [{ field: 'files', message: 'evidence.error.missing' }] }),
    'some were not taken': words =>
      shown(words, {
        typed: { description: 'The yard, 3 March', handling: 'distressing' },
        errors: [
          { field: 'files.2', message: 'files.error.too-big', values: { number: 2, name: 'night.mp4' } },
          { field: 'files.3', message: 'files.error.not-taken', values: { number: 3 } },
        ],
        added: ['yard.jpg', ''],
      }),
  },
});
