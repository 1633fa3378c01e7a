/**
 * A table as CSV (RFC 4180), with a mark by which spreadsheets know that it is UTF-8. A cell that a spreadsheet would read
 * as a formula begins with an apostrophe, which the spreadsheet shows as text: what somebody said never runs.
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\u{feff}${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** OWASP, CSV Injection; full-width signs are read as the plain ones by some. White space before them does not help. */
const formula = /^\s*[=+\-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}|%]|^[\t\r\n]/u;

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
