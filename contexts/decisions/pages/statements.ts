import { type AnswerRow, answersToRead } from '../../../platform/forms/summary.ts';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Components, SummaryListOptions } from '../../../platform/views/components.generated.ts';
import { partLinks, partOf, weighList } from '../../../platform/views/parts.ts';
import { html, type SafeHtml } from '../../../platform/views/safe-html.ts';
import { type ContactNow, contactNow } from '../../consent/public.ts';
import { answersIn, linesOf, saidIn, type ToldBy } from '../../referrals/public.ts';
import type { CaseFile, Statement } from '../model.ts';
import { momentOf, note, ownWords, type Row, type Section, verbatim, whoDid } from './showing.ts';

/** What was said, in parts where it is long; the same on every page that shows it. */
export interface StatementsView {
  readonly statementsHeading: string;
  readonly statements: readonly Section[];
  readonly noStatements: string;
  /** Above what the form said of it; undefined where the reader is not shown it, and of a past day. */
  readonly contact: { readonly heading: string; readonly list: SummaryListOptions } | undefined;
  /** Which part it is, and the links to the others. */
  readonly parts: { readonly which: string; readonly links: Components['govukPagination'] } | undefined;
}

interface ToRead {
  readonly file: Pick<CaseFile, 'statements' | 'entries'>;
  readonly form: FormDefinition;
  readonly today: PlainDate;
}
interface Asked {
  readonly asked?: string | undefined;
  readonly href: (part: number) => string;
  /** What is shown is what was known on an earlier day, and nobody is reached by it. */
  readonly isPast?: boolean;
}

export function statementsView(
  { file, form, today }: ToRead,
  speaking: Speaking,
  { asked, href, isPast = false }: Asked,
): StatementsView {
  const { words } = speaking;
  const now = contactNow(file.entries, today, speaking, isPast);
  const part = partOf(statementSections(file, form, speaking, now), weighList, asked);
  return {
    contact: now.list && !isPast ? { heading: now.heading, list: now.list } : undefined,
    statementsHeading: words('decisions.statements.heading'),
    statements: part.items,
    noStatements: words('decisions.statements.none'),
    parts:
      part.count === 1
        ? undefined
        : {
            which: words('component.part.which', { number: part.number, count: part.count }),
            links: partLinks(part, words, href),
          },
  };
}

/** Where a part of what was said stands in the case file, on a day or now. */
export const partHref = (reference: string, part: number, on?: PlainDate): string =>
  `/cases/${reference}?${on ? `on=${on.toString()}&` : ''}part=${part}#statements`;

/**
 * Everything that was said, in the form's order, each with who said it and when: once for a section that one person gave
 * at one time, else under each line. An account in somebody's own words always carries its own.
 */
function statementSections(
  { statements }: Pick<CaseFile, 'statements'>,
  form: FormDefinition,
  speaking: Speaking,
  now: ContactNow,
): readonly Section[] {
  const said = saidIn(
    statements.map(each => toldBy(each, speaking)),
    form,
    speaking,
  );
  const before = (step: string, field: string) => earlier({ statements }, form, speaking, { step, field });
  const sections = now.mark(answersToRead(form, answersIn(statements), speaking, said), form);
  return sections.map(({ step, title, rows }) => {
    const sources = new Set(rows.map(({ said }) => saidInWords(said, speaking)));
    const [source] = sources;
    const isShared = sources.size === 1 && source !== undefined;
    return {
      title,
      said: isShared ? source : undefined,
      list: {
        rows: rows.map(answer => statementRow(answer, speaking, isShared, before(step, answer.field))),
      },
    };
  });
}

/** Every answer that was corrected, as it was given before, and why it was wrong; or how what was added after sending is known. */
function earlier(
  { statements }: Pick<CaseFile, 'statements'>,
  form: FormDefinition,
  speaking: Speaking,
  { step, field }: { readonly step: string; readonly field: string },
): readonly string[] {
  const all = statements.filter(each => each.step === step && each.field === field && !each.adds);
  const first = all[0]?.entry.payload.account?.['why'];
  const known = typeof first === 'string' ? [speaking.words('referrals.added.why', { why: first })] : [];
  const before = all.slice(0, -1).flatMap((each, place) => {
    const lines = linesOf(form, each, speaking);
    const said = toldBy(each, speaking).said();
    const why = all[place + 1]?.entry.payload.account?.['why'];
    return [
      speaking.words('referrals.corrected.before', { before: lines.join('; '), ...said }),
      ...(typeof why === 'string' ? [speaking.words('referrals.corrected.why', { why })] : []),
    ];
  });
  return [...known, ...before];
}

const saidInWords = (said: AnswerRow['said'], { words }: Speaking): string | undefined =>
  said && [words('decisions.said-by', { who: said.by, on: said.on }), ...(said.since ?? [])].join(' ');

const toldBy = (statement: Statement, speaking: Speaking): ToldBy => {
  const why = statement.entry.payload.account?.['why'];
  return {
    ...statement,
    why: typeof why === 'string' ? why : undefined,
    said: () => ({ by: whoDid(statement.entry, speaking), on: momentOf(statement.entry, speaking) }),
  };
};

function statementRow(
  answer: AnswerRow,
  speaking: Speaking,
  isShared: boolean,
  before: readonly string[],
): Row {
  const { words } = speaking;
  const { taken, isStatement } = answer;
  const said = isShared && !isStatement ? undefined : saidInWords(answer.said, speaking);
  const notes = [
    ...(taken === undefined ? [] : [words('decisions.taken', { how: taken })]),
    ...(said ? [said] : []),
    ...before,
  ];
  return {
    key: { text: answer.question },
    value: {
      html: html`${answerOf(answer)}${answer.corrected.map(each => correction(each, speaking))}${notes.map(note)}`,
    },
  };
}

/** Beside the first words, which stand as they were taken. */
const correction = (said: string, { words }: Speaking): SafeHtml =>
  html`<p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">${words('form.corrected')}</p><blockquote class="${quoted}">${verbatim(said)}</blockquote>`;

function answerOf({ lines, isStatement }: AnswerRow): SafeHtml {
  const [first = ''] = lines;
  // No white space of ours inside: every byte in the element is the statement's.
  if (isStatement) return html`<blockquote class="${quoted}">${verbatim(first)}</blockquote>`;
  if (lines.length > 1)
    return html`<ul class="govuk-list govuk-list--bullet">${lines.map(line => html`<li>${line}</li>`)}</ul>`;
  return first.includes('\n') ? ownWords(first) : html`${first}`;
}

const quoted =
  'govuk-inset-text nrm-own-words govuk-!-margin-left-0 govuk-!-margin-right-0 govuk-!-margin-top-0';
