import type { SummaryListOptions } from '../views/components.generated.ts';
import type { Words } from '../views/page.ts';
import { html, type SafeHtml } from '../views/safe-html.ts';
import { answersToCheck, type AnswerRow, type AnswerSection } from './answer-rows.ts';
import type { Answers, FormDefinition } from './definition.ts';
import type { Speaking } from './wording.ts';

export {
  answersToRead,
  itemSections,
  type AnswerRow,
  type AnswerSection,
  type Said,
  type SaidOf,
} from './answer-rows.ts';

/** A step's answers under its title, for `govukSummaryList`. */
export interface SummarySection {
  readonly title: string;
  readonly list: SummaryListOptions;
}

interface Showing {
  readonly words: Words;
  /** Where an answer of a step is changed; absent where answers are read only. */
  readonly change?: (step: string, item?: string) => string;
}

/** Check your answers: every question that applies, with a link to change each. */
export function summarySections(
  asking: Speaking & {
    form: FormDefinition;
    answers: Answers;
    change: (step: string, item?: string) => string;
  },
): readonly SummarySection[] {
  return summaryLists(answersToCheck(asking.form, asking.answers, asking), asking);
}

/** Answers in words as summary lists: also those of a case file, `answersToRead`. */
export function summaryLists(
  sections: readonly AnswerSection[],
  { words, change }: Showing,
): readonly SummarySection[] {
  return sections.map(({ step, item, title, rows }) => {
    const href = change?.(step, item);
    return { title, list: { rows: rows.map(row => summaryRow(row, words, href)) } };
  });
}

const summaryRow = (
  row: AnswerRow,
  words: Words,
  href: string | undefined,
): SummaryListOptions['rows'][number] => ({
  key: { text: row.question },
  value: { html: valueOf(row, words) },
  actions:
    href === undefined
      ? undefined
      : { items: [{ href, text: words('form.change'), visuallyHiddenText: row.question }] },
});

function valueOf(row: AnswerRow, words: Words): SafeHtml {
  const notes = [
    ...(row.taken === undefined ? [] : [row.taken]),
    ...(row.said
      ? [words('form.said-by', { by: row.said.by, on: row.said.on }), ...(row.said.since ?? [])]
      : []),
  ];
  const corrections = row.corrected.map(
    each =>
      html`<p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-top-2 govuk-!-margin-bottom-1">${words('form.corrected')}</p><div class="nrm-own-words">${each}</div>`,
  );
  return html`${answerOf(row, words)}${corrections}${notes.map(note => html`<p class="govuk-hint govuk-!-margin-bottom-0">${note}</p>`)}`;
}

function answerOf({ lines, isStatement }: AnswerRow, words: Words): SafeHtml {
  const [first] = lines;
  if (first === undefined) return html`${words('form.not-answered')}`;
  // No white space of ours inside: every byte in the element is the statement's.
  if (isStatement) return html`<div class="nrm-own-words">${first}</div>`;
  if (lines.length > 1) return html`<ul class="govuk-list">${lines.map(line => html`<li>${line}</li>`)}</ul>`;
  return first.includes('\n') ? html`<div class="nrm-own-words">${first}</div>` : html`${first}`;
}
