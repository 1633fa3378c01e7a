/** The rows of a file, each with the answers that it gives, or with what is wrong with it. */
import { isUtf8 } from 'node:buffer';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Given } from '../../../platform/forms/fields/kind.ts';
import { depthOf } from '../../../platform/http/json.ts';
import { columnsOf, markOfExport } from './columns.ts';
import { cellsOf } from './csv-row.ts';
import { fromSpreadsheet } from '../../../platform/text/csv.ts';
import { type RawRecord, recordsOf } from './records.ts';
import { type Column, newSheet } from './sheet.ts';
import type { Sniffed } from './sniff.ts';

export interface Fault {
  /** As the file calls it; empty where it is about the row as a whole. */
  readonly column: string;
  /** The id of a message. */
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>> | undefined;
}

export interface ReadRow {
  readonly row: number;
  readonly upTo: number;
  /** The row's own id, where the file has any. */
  readonly id: string | undefined;
  /** What the form's schema is to judge. */
  readonly answers: unknown;
  readonly faults: readonly Fault[];
  /** The row as it stood there, to be written beside what is wrong with it; undefined where it could not be read. */
  readonly said: readonly string[] | string | undefined;
}

/** The file as a whole cannot be read: nothing of it was imported. */
export class FileProblem extends Error {
  readonly id: string;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(id: string, values: Readonly<Record<string, string | number>> = {}) {
    super(id);
    this.id = id;
    this.values = values;
  }
}

export interface Reading {
  readonly form: FormDefinition;
  readonly given: Given;
  readonly leaveOut: ReadonlySet<string>;
}
export interface Rows {
  /** Of a table: its columns as they are named. */
  readonly header: readonly string[] | undefined;
  /** Columns that are known and not taken over, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  /** What the file calls the answer at a path such as `person.birthDate`. */
  columnFor(path: string): string;
  readonly rows: AsyncIterable<ReadRow>;
}

/** Longer than any referral that could be sent. */
const longest = 4 * 1_024 * 1_024;

/** @throws FileProblem */
export async function rowsOf(
  source: AsyncIterable<Buffer>,
  sniffed: Sniffed,
  reading: Reading,
): Promise<Rows> {
  if (sniffed.format === 'ndjson')
    return { header: undefined, leftOut: [], columnFor: path => path, rows: linesOf(source, reading) };
  const delimiter = sniffed.delimiter.charCodeAt(0);
  const records = recordsOf(source, { delimiter, longest });
  const first = await records.next();
  if (first.done) throw new FileProblem('import.file.empty');
  const header = headerOf(first.value, sniffed.delimiter);
  const columns = readHeader(header, reading);
  const answers = columns.filter(column => column.is === 'answer');
  return {
    header,
    leftOut: columns.flatMap(each =>
      each.is === 'nothing' && each.why !== undefined ? [{ name: each.name, why: each.why }] : [],
    ),
    columnFor: path =>
      answers.find(({ at }) => at.includes(path))?.name ??
      path.replace(/^(\w+\.\w+\.)(\d+)/, (_, list: string, nth: string) => `${list}${Number(nth) + 1}`),
    rows: tableRows(records, { header, columns, delimiter: sniffed.delimiter }),
  };
}

function headerOf({ bytes, isTooLong }: RawRecord, delimiter: string): readonly string[] {
  if (isTooLong) throw new FileProblem('import.file.no-header');
  if (!isUtf8(bytes)) throw new FileProblem('import.file.encoding');
  const cells = cellsOf(bytes.toString('utf8'), delimiter);
  if (!cells || cells.some(cell => cell.includes('\r'))) throw new FileProblem('import.file.no-header');
  return cells;
}

function readHeader(header: readonly string[], reading: Reading): readonly Column[] {
  const { columns, unknown, twice } = columnsOf(header, reading);
  // A file without a header begins with somebody's data: nothing of it is repeated.
  if (!columns.some(({ is }) => is === 'answer')) throw new FileProblem('import.file.no-header');
  if (twice.length > 0) throw new FileProblem('import.file.column-twice', { columns: twice.join(', ') });
  if (unknown.length > 0)
    throw new FileProblem('import.file.unknown-columns', {
      columns: unknown
        .map(({ name, meant }) => (meant === undefined ? name : `${name} (${meant}?)`))
        .join(', '),
      count: unknown.length,
    });
  return columns;
}

interface Table {
  readonly header: readonly string[];
  readonly columns: readonly Column[];
  readonly delimiter: string;
}

async function* tableRows(records: AsyncIterable<RawRecord>, table: Table): AsyncGenerator<ReadRow> {
  const { header, columns, delimiter } = table;
  // Cells that were made safe for spreadsheets when we wrote them are read back; all others are kept as they are.
  const isOurs = columns.some(({ name }) => name === markOfExport || name.startsWith('import-'));
  for await (const record of records) {
    const { row, upTo, bytes, end } = record;
    const broken = (message: string): ReadRow => ({
      row,
      upTo,
      id: undefined,
      answers: {},
      faults: [{ column: '', message }],
      said: undefined,
    });
    if (end === 'in-quotes') yield broken('import.fault.never-closed');
    else if (record.isTooLong) yield broken('import.fault.too-long');
    else if (!isUtf8(bytes)) yield broken('import.fault.encoding');
    else {
      const cells = cellsOf(bytes.toString('utf8'), delimiter);
      if (!cells) yield broken('import.fault.quotes');
      else if (end === 'file' && cells.length < header.length) yield broken('import.fault.cut-off');
      else yield readCells(isOurs ? cells.map(fromSpreadsheet) : cells, columns, { row, upTo });
    }
  }
}

function readCells(
  cells: readonly string[],
  columns: readonly Column[],
  place: Pick<ReadRow, 'row' | 'upTo'>,
): ReadRow {
  const faults: Fault[] = [];
  const sheet = newSheet();
  let id: string | undefined;
  if (cells.slice(columns.length).some(cell => cell.trim() !== ''))
    faults.push({ column: '', message: 'import.fault.more-cells' });
  for (const [nth, column] of columns.entries()) {
    const text = cells[nth] ?? '';
    if (column.is === 'id') id ||= text.trim() || undefined;
    if (column.is !== 'answer') continue;
    const message = column.put(text, sheet);
    if (message !== undefined) faults.push({ column: column.name, message });
  }
  return { ...place, id, answers: sheet.answers(), faults, said: cells };
}

async function* linesOf(source: AsyncIterable<Buffer>, { form }: Reading): AsyncGenerator<ReadRow> {
  const mayWrap = !form.steps.some(({ id }) => id === 'answers');
  for await (const { row, upTo, bytes, end, isTooLong } of recordsOf(source, { longest })) {
    const line = { row, upTo, id: undefined };
    const broken = (message: string, said?: string): ReadRow => ({
      ...line,
      answers: {},
      faults: [{ column: '', message }],
      said,
    });
    if (isTooLong) yield broken('import.fault.too-long');
    else if (!isUtf8(bytes)) yield broken('import.fault.encoding');
    else {
      const text = bytes.toString('utf8');
      const read = readJson(text);
      if (read === undefined)
        yield broken(end === 'file' ? 'import.fault.cut-off' : 'import.fault.not-json', text);
      else {
        const isWrapped = mayWrap && Object.hasOwn(read, 'answers');
        const id = isWrapped ? (read['id'] ?? read['reference']) : undefined;
        const answers = isWrapped ? read['answers'] : read;
        yield {
          ...line,
          id: typeof id === 'string' && id !== '' ? id : undefined,
          answers,
          faults: [],
          said: text,
        };
      }
    }
  }
}

const deepest = 32;

/** An object, as the API takes it: within bounds of depth, and without keys that change what an object is. */
function readJson(text: string): Record<string, unknown> | undefined {
  try {
    if (depthOf(text) > deepest) return undefined;
    const read: unknown = text.includes('__proto__') ? JSON.parse(text, refusePrototype) : JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key that no object of ours has');
  return value;
}
