import type { TextareaOptions } from '../components.generated.ts';
import { definePage, type PageView, type Words } from '../page.ts';

/** What somebody sent to a page whose record has gone on without it: all that they typed, to copy, and where it may still go. */
export interface LateView extends PageView {
  /** What became of the record, by whom and when. */
  readonly told: string;
  readonly typedHeading: string;
  readonly copy: string;
  /** One for each question; nothing of it is kept. */
  readonly typed: readonly TextareaOptions[];
  readonly whereHeading: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

export interface Late {
  readonly title: string;
  readonly told: string;
  readonly typed: readonly { readonly id: string; readonly question: string; readonly text: string }[];
  readonly links: LateView['links'];
}

export function lateView(words: Words, { title, told, typed, links }: Late): LateView {
  return {
    title,
    told,
    typedHeading: words('late.typed'),
    copy: words(typed.length > 0 ? 'late.copy' : 'late.nothing'),
    typed: typed.map(({ id, question, text }) => ({
      id: `typed-${id}`,
      name: `typed-${id}`,
      label: { text: question, classes: 'govuk-label--s' },
      // An HTML parser drops one line end at the start of a text area.
      value: `\n${text}`,
      rows: String(Math.min(12, 1 + text.split('\n').length + Math.floor(text.length / 60))),
      attributes: { readonly: 'readonly' },
      spellcheck: false,
    })),
    whereHeading: words('late.where'),
    links,
  };
}

export const page = definePage<LateView>({
  name: 'late',
  template: 'platform/views/pages/late.njk',
  examples: {
    typed: words =>
      lateView(words, {
        title: words('late.title'),
        told: words('problem.standing'),
        typed: [{ id: 'words', question: words('late.typed'), text: 'They came back\nin the evening.' }],
        links: [{ href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('problem.standing') }],
      }),
    'nothing typed': words =>
      lateView(words, { title: words('late.title'), told: words('problem.standing'), typed: [], links: [] }),
  },
});
