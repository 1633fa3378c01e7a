import { CsvError } from 'csv-parse/sync';

/** What is wrong with a table, and in which line, for somebody who writes one in a spreadsheet. */
export function sayCsv(error: unknown): { readonly message: string; readonly line?: number } {
  if (!(error instanceof CsvError)) return { message: 'cannot be read as a table with commas' };
  const { lines, columns, record } = error as CsvError & {
    readonly lines?: number;
    readonly columns?: readonly unknown[];
    readonly record?: readonly unknown[];
  };
  const message = error.code.startsWith('CSV_RECORD_INCONSISTENT')
    ? `this row has ${record?.length ?? 'other'} cells, and the first line names ${columns?.length ?? 'others'}: a comma lacks or is too many`
    : error.code.includes('QUOTE')
      ? 'a quote in this row is not closed, or stands inside a cell: a cell with commas or quotes stands in quotes, and its own quotes are doubled'
      : 'this row cannot be read: a comma or a quote lacks or is too many';
  return { message, ...(lines !== undefined && { line: lines }) };
}
