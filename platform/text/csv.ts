/** By this mark spreadsheets know that a file is UTF-8. */
export const csvStart = '\u{feff}';

/**
 * A table as CSV (RFC 4180), with a mark by which spreadsheets know that it is UTF-8. A cell that a spreadsheet would read
 * as a formula begins with an apostrophe, which the spreadsheet shows as text: what somebody said never runs.
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `${csvStart}${rows.map(csvRow).join('')}`;

/** One row of it, with its line end. */
export const csvRow = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`;

/**
 * OWASP, CSV Injection; full-width signs are read as the plain ones by some. White space before them does not help. What
 * begins with apostrophes and then so gets one more, so that each text is written as one of its own.
 */
const formula = /^'*(?:\s*[=+\-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}|%]|[\t\r\n])/u;

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What was written in a cell of ours, without the apostrophe that made it safe. */
export const fromSpreadsheet = (text: string): string =>
  text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
