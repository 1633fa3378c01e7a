/** What kind of file it is, by its name and its first bytes; or why it cannot be read, as the id of a message. */
import { err, ok, type Result } from '../../../platform/pure/result.ts';

export const formats = ['csv', 'ndjson'] as const;
export type Format = (typeof formats)[number];

export interface Sniffed {
  readonly format: Format;
  /** Of a table: what stands between its cells. */
  readonly delimiter: string;
  /** A mark that says UTF-8 is no part of what is said. */
  readonly startsAt: number;
}

const markOfUtf8 = Buffer.from([0xef, 0xbb, 0xbf]);

export function sniff(name: string, first: Buffer, asked: Format | undefined): Result<Sniffed, string> {
  if (first.length === 0) return err('import.file.empty');
  if (first.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return err('import.file.workbook');
  const [one = 0x20, two = 0x20] = first;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff) || one === 0 || two === 0)
    return err('import.file.utf-16');
  const startsAt = first.subarray(0, 3).equals(markOfUtf8) ? 3 : 0;
  const text = first.subarray(startsAt).toString('latin1');
  if (text.trim() === '') return err('import.file.empty');
  const byName = /\.(ndjson|jsonl)$/i.test(name)
    ? 'ndjson'
    : /\.(csv|tsv|txt)$/i.test(name)
      ? 'csv'
      : undefined;
  const format = asked ?? byName ?? (text.trimStart().startsWith('{') ? 'ndjson' : 'csv');
  return ok({ format, delimiter: delimiterOf(text), startsAt });
}

/** The one of which the header has most: spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  const among = [',', ';', '\t'].map(each => [each, header.split(each).length] as const);
  return among.toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ',';
}
