import type { DocumentParts, Part, SummaryPart } from '../../../platform/documents/definition.ts';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { type AnswerRow, type AnswerSection, answersToRead } from '../../../platform/forms/summary.ts';
import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { type DataClass, dataClasses } from '../../../platform/pure/classes.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import { formatList } from '../../../platform/text/format.ts';
import type { ContactNow } from '../../consent/public.ts';
import { momentOf, toldBy, whoIs } from '../said-by.ts';
import { linesOf, saidIn } from '../said-since.ts';
import { answersIn, beforeIn } from '../standing.ts';
import { rowsOf } from './contact-told.ts';
import { type Given, givenIn } from '../sent.ts';
import { withdrawnRows } from '../withdrawal/views.ts';

export interface ToCopy {
  readonly reference: string;
  readonly entries: readonly StoredEntry[];
  readonly form: FormDefinition;
  readonly now: Instant;
  readonly contact: ContactNow;
  /** As whom it is taken: the copy says so. */
  /** To whom it is handed on, where it is. */
  readonly to?: string | undefined;
  readonly taker: { readonly name: string; readonly organisation: string };
}

/** The kinds of data in a copy: what a sight of it is a sight of. */
export const classesOfCopy = (given: readonly Given[], contact?: ContactNow): readonly DataClass[] =>
  dataClasses.filter(
    name =>
      name === 'process' ||
      (name === 'contact' && contact?.list !== undefined) ||
      given.some(({ classes }) => classes.includes(name)),
  );

/**
 * The referral as a document: what the reader's grants show of it, and nothing else. Made of nothing each time it is
 * asked for, so that no copy of ours outlives what it was made of.
 */
export function copyOf(of: ToCopy, speaking: Speaking): DocumentParts {
  const { reference, entries, form, contact } = of;
  const { words, language } = speaking;
  const given = givenIn(entries);
  const said = saidIn(toldBy(given, speaking), form, speaking);
  const sections = contact.mark(answersToRead(form, answersIn(given), speaking, said), form);
  return {
    title: words('referrals.copy.title', { reference }),
    language,
    description: words('referrals.copy.description'),
    marking: words('referrals.copy.marking'),
    reference,
    parts: [
      ...reaching(contact, speaking),
      about(of, given, speaking),
      ...sections.flatMap(section => sectionParts(section, { speaking, given, form })),
    ],
  };
}

/** Before all else: paper is read without the pages that would warn. */
function reaching({ heading, warnings, list }: ContactNow, { words }: Speaking): readonly Part[] {
  const said = warnings.map(text => ({
    is: 'paragraph' as const,
    text: words('consent.contact.warning-line', { text }),
  }));
  if (!list) return said;
  const rows = rowsOf(list).map(({ question, value }) => ({ key: question, text: value }));
  return [...said, { is: 'heading', level: 2, text: heading }, { is: 'summary', rows }];
}

function about(
  { entries, now, taker, to, contact }: ToCopy,
  given: readonly Given[],
  speaking: Speaking,
): Part {
  const { words, language } = speaking;
  const sent = entries.find(entry => entry.type === 'referral-submitted');
  const row = (name: string, text: string) => ({ key: words(`referrals.copy.${name}`), text });
  const classes = classesOfCopy(given, contact).map(name => words(`consent.class.${name}`));
  const authority = sent?.payload.process?.['authority'];
  return {
    is: 'summary',
    rows: [
      ...(sent ? [row('sent', momentOf(sent.at, speaking))] : []),
      ...(typeof authority === 'string'
        ? [row('authority', optional(`authority.${authority}`, speaking) ?? authority)]
        : []),
      ...withdrawnRows(entries, speaking).map(({ key, text, isStatement }) => ({
        key,
        text,
        ...(isStatement && { isStatement }),
      })),
      row('made', words('referrals.copy.made-by', { ...taker, on: momentOf(now, speaking) })),
      ...(to === undefined ? [] : [row('to', to)]),
      row('holds', formatList(classes, language)),
      row('sealed', words('referrals.copy.sealed-never')),
    ],
  };
}

/** Under one heading for each section; who said it stands once where one person said all of it at one time. */
function sectionParts({ step, title, rows }: AnswerSection, within: Within): readonly Part[] {
  const { speaking } = within;
  const sources = new Set(rows.map(row => saidInWords(row, speaking)));
  const [source] = sources;
  const isShared = sources.size === 1 && source !== undefined;
  return [
    { is: 'heading', level: 2, text: title },
    ...(isShared ? [{ is: 'paragraph', text: source } as const] : []),
    {
      is: 'summary',
      rows: rows.flatMap(row => [summaryRow(row, within, { step, isShared }), ...corrections(row, speaking)]),
    },
  ];
}

/** Beside the first words, which stand as they were taken. */
const corrections = ({ corrected }: AnswerRow, { words }: Speaking): SummaryPart['rows'] =>
  corrected.map(text => ({ key: words('form.corrected'), text, isStatement: true }));

function summaryRow(
  row: AnswerRow,
  within: Within,
  { step, isShared }: { readonly step: string; readonly isShared: boolean },
): SummaryPart['rows'][number] {
  const { speaking } = within;
  const { question, lines, isStatement, taken } = row;
  const said = isShared && !isStatement ? undefined : saidInWords(row, speaking);
  const notes = [
    ...(taken === undefined ? [] : [speaking.words('referrals.copy.taken', { how: taken })]),
    ...(said === undefined ? [] : [said]),
    ...correctedInWords(within, step, row.field),
  ];
  return { key: question, text: lines.join('\n'), isStatement, note: notes.join(' ') || undefined };
}

interface Within {
  readonly speaking: Speaking;
  readonly given: readonly Given[];
  readonly form: FormDefinition;
}

/** What was said before, by whom, and why it was wrong, or how what was added is known: a copy hides no correction. */
function correctedInWords({ speaking, given, form }: Within, step: string, field: string): readonly string[] {
  const last = given.findLast(each => each.step === step && each.field === field && !each.adds);
  const before = beforeIn(given, step, field).map(({ value, by, at }) => {
    const lines = linesOf(form, { step, field, value, adds: false }, speaking);
    const said = { by: whoIs(by, speaking), on: momentOf(at, speaking) };
    return speaking.words('referrals.corrected.before', { before: lines.join('; '), ...said });
  });
  const why = last?.why;
  const id = before.length > 0 ? 'referrals.corrected.why' : 'referrals.added.why';
  return [...before, ...(why === undefined ? [] : [speaking.words(id, { why })])];
}

const saidInWords = ({ said }: AnswerRow, { words }: Speaking): string | undefined =>
  said && [words('form.said-by', { by: said.by, on: said.on }), ...(said.since ?? [])].join(' ');
